/* Lists of word processors, which are paragraphs that look like lists, or lists of one item each: made real ones. */

const WORD = /mso-list:\s*l\d+\s+level(\d+)/i
const IGNORED = /mso-list:\s*ignore/i
const NUMBERED = /^\(?(\d{1,3}|[a-z]|[ivxlcdm]+)[.)]/i

/** Return what a paragraph of Word is in a list, or nothing. */
function asWordItem(element) {
  const found = element.matches("p, h1, h2, h3, h4, h5, h6") && WORD.exec(element.getAttribute("style") ?? "")
  if (!found) return null
  const mark = [...element.querySelectorAll("span")].find((span) => IGNORED.test(span.getAttribute("style") ?? ""))
  const number = NUMBERED.exec(mark?.textContent.trim() ?? "")
  mark?.remove()
  return { level: Number(found[1]), ordered: Boolean(number), start: Number(number?.[1]) || 1, parts: [...element.childNodes] }
}

/** Return the items of a list that Word on the web puts into a frame of its own. */
function asWebItem(element) {
  const item = element.matches(".ListContainerWrapper") && element.querySelector("li")
  if (!item) return null
  const level = Number(item.getAttribute("data-aria-level") ?? item.getAttribute("aria-level")) || 1
  const list = item.parentElement
  return { level, ordered: list.matches("ol"), start: Number(list.getAttribute("start")) || 1, parts: [...item.childNodes] }
}

function listOf(item, document) {
  const list = document.createElement(item.ordered ? "ol" : "ul")
  if (item.ordered && item.start > 1) list.setAttribute("start", item.start)
  return list
}

/** Hang items below one another as deep as they stand. */
function nest(items, document) {
  const found = []
  const open = []
  for (const item of items) {
    open.length = Math.min(open.length, item.level)
    const last = open.at(-1)
    const deeper = open.length < item.level
    if (deeper || (last.localName === "ol") !== item.ordered) {
      if (!deeper) open.pop()
      const list = listOf(item, document)
      const around = open.at(-1)?.lastElementChild
      if (around) around.append(list)
      else found.push(list)
      open.push(list)
    }
    const entry = document.createElement("li")
    entry.append(...item.parts)
    open.at(-1).append(entry)
  }
  return found
}

export function makeLists(page) {
  for (const first of [...page.body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, .ListContainerWrapper")]) {
    if (!first.isConnected) continue
    const items = []
    const taken = []
    for (let next = first; next; next = next.nextElementSibling) {
      const item = asWordItem(next) ?? asWebItem(next)
      if (!item) break
      items.push(item)
      taken.push(next)
    }
    if (!items.length) continue
    first.before(...nest(items, page))
    for (const element of taken) element.remove()
  }
  // Google Docs and browsers hang a list beside the item that it belongs to.
  for (const list of page.body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    list.previousElementSibling?.append(list)
  }
}
