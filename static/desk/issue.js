/* Putting the stories of an issue together: by drag, by key or by button. Without this module the same buttons ask
   the server. */

const form = document.querySelector("form.issue")
const chosen = form.querySelector(".issue-stories")
const found = form.querySelector(".issue-found")
const blank = form.querySelector("template")
const words = form.querySelector("[name=q]")
const searching = form.querySelector("[data-stories]")
const said = form.querySelector(".issue-said")

let dragged = null // the row on its way: a story of the issue, or one of the list
let isChanged = "changed" in form.dataset
let isSent = false
let isOffline = false // the list could not be asked for; the server is to answer with the whole page
let searchSoon

const rows = () => [...chosen.children]
const row = (story) => chosen.querySelector(`[data-story="${story}"]`)
const headline = (each) => each.querySelector(".issue-headline").textContent

// Changing it --------------------------------------------------------------------------------

/* Return a row of the issue for a story of the list, the one that stands there already if it does. */
function rowFor(item) {
  const had = row(item.dataset.story)
  if (had) return had
  const made = blank.content.firstElementChild.cloneNode(true)
  made.dataset.story = item.dataset.story
  made.querySelector("[name=stories]").value = item.dataset.story
  for (const part of [".issue-headline", ".issue-state"]) {
    made.querySelector(part).textContent = item.querySelector(part).textContent
  }
  for (const button of made.querySelectorAll("button")) button.ariaLabel += headline(item)
  made.querySelector("[name=_drop]").value = item.dataset.story
  drags(made)
  return made
}

function put(item, before = null) {
  const mine = chosen.contains(item) ? item : rowFor(item)
  if (mine !== before) chosen.insertBefore(mine, before)
  changed(mine)
}

function move(mine, step) {
  const other = step < 0 ? mine.previousElementSibling : mine.nextElementSibling
  if (!other) return
  chosen.insertBefore(mine, step < 0 ? other : other.nextElementSibling)
  changed(mine)
}

function drop(mine) {
  const next = mine.nextElementSibling ?? mine.previousElementSibling
  said.textContent = form.dataset.out.replace("{story}", headline(mine))
  mine.remove()
  isChanged = true
  draw()
  ;(next?.querySelector("[name=_drop]") ?? words).focus()
}

function changed(mine) {
  isChanged = true
  draw()
  const told = form.dataset.moved.replace("{story}", headline(mine))
  said.textContent = told.replace("{place}", rows().indexOf(mine) + 1)
}

/* Let the buttons know their places, and the list what is taken. */
function draw() {
  rows().forEach((each, place, all) => {
    const [up, down] = each.querySelectorAll("[name=_move]")
    up.value = `${place}:-1`
    down.value = `${place}:1`
    up.disabled = place === 0
    down.disabled = place === all.length - 1
  })
  for (const item of found.querySelectorAll("[data-story]")) {
    item.querySelector("[name=_add]").disabled = Boolean(row(item.dataset.story))
  }
}

// Dragging -----------------------------------------------------------------------------------

function drags(element) {
  element.draggable = true
  element.addEventListener("dragstart", (event) => {
    dragged = element
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", headline(element))
    element.classList.add("dragged")
  })
  element.addEventListener("dragend", () => {
    dragged = null
    element.classList.remove("dragged")
    for (const each of rows()) each.classList.remove("over")
  })
}

/* Return the row before which something lands that is let go of at this height; null for the end. */
function landing(height) {
  const below = (each) => {
    const { top, height: tall } = each.getBoundingClientRect()
    return height < top + tall / 2
  }
  return rows().find((each) => each !== dragged && below(each)) ?? null
}

chosen.parentElement.addEventListener("dragover", (event) => {
  if (!dragged) return
  event.preventDefault()
  const before = landing(event.clientY)
  for (const each of rows()) each.classList.toggle("over", each === before)
})
chosen.parentElement.addEventListener("drop", (event) => {
  if (!dragged) return
  event.preventDefault()
  put(dragged, landing(event.clientY))
})

// The list of stories ------------------------------------------------------------------------

async function search() {
  const address = new URL(searching.dataset.stories, location)
  const asked = words.value
  address.searchParams.set("q", asked)
  const answer = await fetch(address).catch(() => null)
  isOffline = !answer?.ok || answer.redirected
  if (isOffline) return
  const list = await answer.text()
  if (asked !== words.value) return
  found.innerHTML = list
  listen()
}

function listen() {
  for (const item of found.querySelectorAll("[data-story]")) drags(item)
  draw()
}

// Beginning ----------------------------------------------------------------------------------

form.addEventListener("click", (event) => {
  const button = event.target.closest("button")
  const mine = button?.closest("[data-story]")
  if (!mine) return
  event.preventDefault()
  if (button.name === "_add") put(mine)
  if (button.name === "_drop") drop(mine)
  if (button.name !== "_move") return
  move(mine, Number(button.value.split(":")[1]))
  if (!button.disabled) button.focus()
})
form.addEventListener("input", (event) => {
  if (event.target !== words) isChanged = true
})
form.addEventListener("submit", (event) => {
  const { name } = event.submitter ?? {}
  const isSearch = name === "_search" || (name === "_enter" && document.activeElement === words)
  if (isSearch && !isOffline) {
    event.preventDefault()
    search()
  } else if (isSent) {
    event.preventDefault() // a second press is none
  } else {
    isChanged = false
    isSent = !isSearch
  }
})
words.addEventListener("input", () => {
  clearTimeout(searchSoon)
  searchSoon = setTimeout(search, 250)
})
addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault()
})
addEventListener("pageshow", () => (isSent = false))
for (const each of form.querySelectorAll(".issue-script")) each.hidden = false
for (const each of rows()) drags(each)
listen()
