/* While an issue is sent or an archive comes in: ask every two seconds how far it has come. When its state changes, the buttons do too, so
   the page is asked for anew. Without this module somebody presses "Look again". */

const EVERY = 2000 // milliseconds
const PATIENCE = 30_000 // for what was pressed to lead to the next page
const course = document.querySelector(".course")
const status = () => course.firstElementChild.dataset.status
const began = status()

async function look() {
  const answer = await fetch(course.dataset.address).catch(() => null)
  if (answer?.ok && !answer.redirected) show(await answer.text())
  if (status() !== began && Date.now() >= goes) location.reload()
  setTimeout(look, EVERY)
}

function show(said) {
  if (said === shown) return
  shown = said
  const held = course.querySelector(":focus")?.getAttribute("href")
  course.innerHTML = said
  if (held) course.querySelector(`[href="${held}"]`)?.focus()
}

let shown = ""
let goes = 0 // until then it leads somewhere: to ask for the page anew would take back what was pressed
addEventListener("beforeunload", () => (goes = Date.now() + PATIENCE))
document.querySelector(".course-reload").hidden = true
setTimeout(look, EVERY)
