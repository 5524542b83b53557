/* Copy preview link: one press makes a link and lays it on the clipboard, and the page stays. */

const form = document.querySelector("#share")
const said = form.querySelector("[role=status]")

async function link() {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
    redirect: "error", // to the login page, for instance
  })
  if (!answer.ok) throw new Error(answer.status)
  return answer.json()
}

/* Say whether it lies on the clipboard, which a browser may refuse and has only at a safe address. */
const copy = (address) => {
  const written = navigator.clipboard?.writeText(address).then(() => true)
  return written?.catch(() => false) ?? false
}

function show(words, address) {
  const field = document.createElement("input")
  Object.assign(field, { type: "text", readOnly: true, value: address })
  field.setAttribute("aria-label", words)
  said.replaceChildren(words, " ", field)
  return field
}

async function share(event) {
  event.preventDefault()
  if (form.dataset.busy) return
  form.dataset.busy = "yes"
  try {
    const made = await link()
    const isCopied = await copy(made.address)
    const field = show(`${isCopied ? form.dataset.copied : form.dataset.notCopied} ${made.said}`, made.address)
    if (!isCopied) field.select()
    field.scrollLeft = field.scrollWidth
  } catch {
    said.textContent = form.dataset.failed
  }
  delete form.dataset.busy
}

form.addEventListener("submit", share)
