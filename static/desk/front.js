/* Arranging a front: by drag, by key or by button, with the preview following. Without this module the same
   buttons ask the server. */

const form = document.querySelector("form.front")
const slots = [...form.querySelectorAll(".front-slot")]
const list = form.querySelector(".front-stories")
const words = form.querySelector("[name=q]")
const searching = form.querySelector("[data-stories]")
const previewing = form.querySelector("[data-preview]")
const pane = form.querySelector(".front-preview")
const frame = pane.querySelector("iframe")
const OPEN = { story: "", ends: "open", date: "", twice: false }

let dragged = null // what is on its way: {story} from the list, {place} from a slot
let isChanged = false
let isOffline = false // the list could not be asked for; the server is to answer with the whole page
let previewSoon, searchSoon

const field = (slot, name) => slot.querySelector(`[data-${name}]`)

// What is pinned -----------------------------------------------------------------------------

function read(slot) {
  return {
    story: field(slot, "story").value,
    ends: field(slot, "ends").value,
    date: field(slot, "date").value,
    twice: field(slot, "twice").checked,
  }
}

function write(slot, content) {
  offer(field(slot, "story"), content.story)
  field(slot, "story").value = content.story
  field(slot, "ends").value = content.ends
  field(slot, "date").value = content.date
  field(slot, "twice").checked = content.twice
}

function offer(select, story, words = headline(story), isWaiting = waits(story)) {
  if ([...select.options].some((option) => option.value === story)) return
  const option = new Option(words, story)
  if (isWaiting) option.dataset.waits = ""
  select.add(option)
}

function source(story) {
  return form.querySelector(`option[value="${story}"], li[data-story="${story}"]`)
}

function headline(story) {
  const found = source(story)
  return (found?.querySelector(".front-headline") ?? found)?.textContent ?? ""
}

const waits = (story) => source(story)?.dataset.waits !== undefined

/* Return the story of each place: what is pinned and public, else the newest that is pinned nowhere. */
function standing() {
  const pinned = slots.map((slot) => read(slot).story).map((story) => (waits(story) ? "" : story))
  const free = form.dataset.newest.split(" ").filter((story) => !pinned.includes(story))
  return pinned.map((story) => story || free.shift() || "")
}

// Changing it --------------------------------------------------------------------------------

/* Pin to a place; what is pinned there, and what follows it closely, moves on by one. */
function put(content, place) {
  const contents = slots.map(read)
  const had = contents.findIndex((each) => each.story === content.story)
  if (had >= 0) contents[had] = OPEN
  let carried = had >= 0 && !content.ends ? read(slots[had]) : { ...OPEN, ...content }
  for (let at = place; carried?.story && at < slots.length; at += 1) {
    const next = contents[at]
    contents[at] = carried
    carried = next
  }
  contents.forEach((each, at) => write(slots[at], each))
  changed(content.story, place)
}

function exchange(place, other) {
  if (!slots[place] || !slots[other]) return
  const mine = read(slots[place])
  if (!mine.story) Object.assign(mine, OPEN, { story: standing()[place] })
  write(slots[place], read(slots[other]))
  write(slots[other], mine)
  changed(mine.story, other)
}

function changed(story, place) {
  isChanged = true
  draw()
  if (story) {
    const said = form.dataset.moved.replace("{story}", headline(story))
    form.querySelector(".front-said").textContent = said.replace("{place}", place + 1)
  }
  keep()
  clearTimeout(previewSoon)
  previewSoon = setTimeout(preview, 300)
}

// What is not saved yet: kept in this tab, for a login that ended or a page that was left --------

const place = `front ${location.search}`

function keep() {
  const kept = { seen: form.elements.seen.value, contents: slots.map(read), headlines: {} }
  for (const { story } of kept.contents) kept.headlines[story] = [headline(story), waits(story)]
  sessionStorage.setItem(place, JSON.stringify(kept))
}

/* Put back what was chosen and never saved; what the server has answered to is on the page already. */
function restore() {
  const kept = JSON.parse(sessionStorage.getItem(place))
  if (!kept) return
  if (document.querySelector(".messagelist .success, .errornote")) return sessionStorage.removeItem(place)
  for (const [story, [words, isWaiting]] of Object.entries(kept.headlines)) {
    for (const slot of slots) offer(field(slot, "story"), story, words, isWaiting)
  }
  kept.contents.forEach((content, at) => write(slots[at], content))
  form.elements.seen.value = kept.seen
  changed("", 0)
  form.querySelector(".front-said").textContent = form.dataset.restored
}

function draw() {
  const stand = standing()
  slots.forEach((slot, place) => {
    const isPinned = read(slot).story !== "" && read(slot).story === stand[place]
    slot.classList.toggle("pinned", isPinned)
    const words = document.createElement("span")
    words.textContent = headline(stand[place])
    const isFilled = !isPinned && stand[place]
    field(slot, "stands").replaceChildren(...(isFilled ? [`${form.dataset.now} `, words] : []))
  })
}

const firstFree = () => Math.max(0, slots.findIndex((slot) => read(slot).story === ""))

// Dragging -----------------------------------------------------------------------------------

function drags(element, what, shown) {
  element.draggable = true
  element.addEventListener("dragstart", (event) => {
    dragged = what
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", headline(what.story ?? standing()[what.place]))
    event.dataTransfer.setDragImage(shown, 20, 20)
    shown.classList.add("dragged")
  })
  element.addEventListener("dragend", () => {
    dragged = null
    shown.classList.remove("dragged")
  })
}

function takes(slot, place) {
  slot.addEventListener("dragover", (event) => {
    if (!dragged) return
    event.preventDefault()
    slot.classList.add("over")
  })
  slot.addEventListener("dragleave", () => slot.classList.remove("over"))
  slot.addEventListener("drop", (event) => {
    event.preventDefault()
    slot.classList.remove("over")
    if (dragged) drop(dragged, place)
  })
}

function drop({ story, place: from }, place) {
  if (from === place) return
  if (story) return put({ story }, place)
  const content = read(slots[from])
  put(content.story ? content : { story: standing()[from] }, place)
}

// The list of stories ------------------------------------------------------------------------

function listen() {
  for (const item of list.querySelectorAll("[data-story]")) {
    const button = item.querySelector("[data-put]")
    button.hidden = false
    button.addEventListener("click", () => put({ story: item.dataset.story }, firstFree()))
    button.addEventListener("keydown", (event) => {
      const place = Number(event.key) - 1
      if (slots[place]) put({ story: item.dataset.story }, place)
    })
    drags(item, { story: item.dataset.story }, item)
  }
}

async function search() {
  const address = new URL(searching.dataset.stories, location)
  address.searchParams.set("q", words.value)
  const asked = words.value
  const answer = await fetch(address).catch(() => null)
  if (!answer?.ok || answer.redirected) {
    isOffline = true
    return
  }
  isOffline = false
  const found = await answer.text()
  if (asked !== words.value) return
  list.innerHTML = found
  listen()
}

// The preview --------------------------------------------------------------------------------

function preview() {
  pane.classList.remove("waiting")
  form.requestSubmit(previewing)
}

function fit() {
  const page = frame.contentDocument?.documentElement
  if (!page) return
  pane.classList.add("scaled")
  const scale = Math.min(1, pane.clientWidth / 1280)
  frame.style.transform = `scale(${scale})`
  frame.style.height = `${page.scrollHeight}px`
  pane.style.height = `${page.scrollHeight * scale}px`
}

// Beginning ----------------------------------------------------------------------------------

for (const [place, slot] of slots.entries()) {
  takes(slot, place)
  for (const handle of slot.querySelectorAll(".front-role, [data-stands]")) drags(handle, { place }, slot)
  field(slot, "story").addEventListener("change", (event) => changed(event.target.value, place))
  field(slot, "twice").addEventListener("change", () => changed("", place))
  field(slot, "ends").addEventListener("change", (event) => {
    if (event.target.value !== "date") field(slot, "date").value = ""
    changed("", place)
  })
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("[name=_move]")
  if (!button) return
  event.preventDefault()
  const [place, step] = button.value.split(":").map(Number)
  exchange(place, place + step)
  const followed = slots[place + step]?.querySelector(`[value="${place + step}:${step}"]`)
  if (followed && !followed.disabled) followed.focus()
})
form.addEventListener("submit", (event) => {
  const { name } = event.submitter ?? {}
  if (name === "_save") {
    isChanged = false
    clearTimeout(previewSoon) // a form that is sent twice in a moment is sent once
  }
  if (name === "_search" && !isOffline) {
    event.preventDefault()
    search()
  }
})
words.addEventListener("input", () => {
  clearTimeout(searchSoon)
  searchSoon = setTimeout(search, 250)
})
addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault()
})
previewing.addEventListener("click", () => pane.classList.remove("waiting"))
frame.addEventListener("load", fit)
addEventListener("resize", fit)
frame.inert = true
pane.classList.add("waiting")
for (const each of form.querySelectorAll(".front-script")) each.hidden = false
listen()
restore()
