/* The queue of comments with the keyboard, with WordPress's keys: each presses a button that stands on the page. */

const SWITCH = "moderating.keys"
const PLACE = "moderating.place"
const OF_ROW = { u: "_hold", s: "_spam", d: "_trash" }
const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]:not([contenteditable=false])"

const rows = [...document.querySelectorAll("#result_list tbody tr")]
const line = document.querySelector(".keys")
let at = -1 // the row on which one stands
let isSent = false // one press at a time: the page is on its way

const isOn = () => localStorage.getItem(SWITCH) !== "off"

/* Return the letter that a key stands for; the keys of an Armenian keyboard by their place. */
function letter(event) {
  if (/^[\x20-\x7e]$/.test(event.key)) return event.key
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : ""
}

function isForUs(event) {
  const isChord = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
  return isOn() && !isSent && !isChord && !event.isComposing && !event.target.closest(FIELDS)
}

function stand(index) {
  if (!rows.length) return
  at = Math.min(Math.max(index, 0), rows.length - 1)
  rows.forEach((row, number) => row.classList.toggle("here", number === at))
  rows[at].tabIndex = -1
  rows[at].focus()
}

/* Press a button or follow a link, and stand in the same place when the page is back. */
function press(button) {
  if (!button) return
  isSent = true
  sessionStorage.setItem(PLACE, JSON.stringify({ list: location.search, at }))
  button.click()
}

function tick() {
  rows[at]?.querySelector(".action-select")?.click()
}

function act(key, isHeld) {
  if (key === "j") return stand(at + 1)
  if (key === "k") return stand(at - 1)
  if (isHeld) return // a key that is held down decides once
  if (key === "x") return tick()
  if (key === "q") return press(rows[at]?.querySelector(".edit-it"))
  if (key === "r") return press(rows[at]?.querySelector(".answer-it"))
  if (key === "z") return press(document.querySelector(".messagelist [name=_undo]"))
  if (key === "a") return press(rows[at]?.querySelector("[name=_approve], [name=_keep]"))
  return press(OF_ROW[key] && rows[at]?.querySelector(`[name=${OF_ROW[key]}]`))
}

function comeBack() {
  const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null")
  sessionStorage.removeItem(PLACE)
  if (place?.list === location.search && place.at >= 0) stand(place.at)
}

document.addEventListener("keydown", (event) => {
  if (isForUs(event)) act(letter(event), event.repeat)
})
addEventListener("pageshow", () => {
  isSent = false
})

if (line) {
  const box = line.querySelector("input")
  line.hidden = false
  box.checked = isOn()
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"))
}
comeBack()
