/* A field that holds the number of a picture: a button lets one choose or upload it, and it is shown. */

import { choosePictures } from "./picture-dialog.js"

function show(field, picture) {
  const part = (name) => field.querySelector(`.picture-${name}`)
  part("shown").hidden = !picture
  part("leave").hidden = !picture
  if (!picture) return
  part("shown").querySelector("img").hidden = !picture.thumb
  if (picture.thumb) part("shown").querySelector("img").src = picture.thumb
  part("words").textContent = picture.gone || [picture.alt, picture.credit].filter(Boolean).join(" · ")
  part("wordless").hidden = Boolean(picture.alt)
  part("edit").href = picture.edit
}

for (const field of document.querySelectorAll(".picture-field")) {
  const input = field.querySelector("input")
  const desk = JSON.parse(field.dataset.desk)
  const set = (picture) => {
    input.value = picture ? picture.key : ""
    input.dispatchEvent(new Event("input", { bubbles: true }))
    show(field, picture)
  }
  const choose = async (files) => {
    const chosen = await choosePictures(desk, { files }).catch(() => null)
    if (chosen) set(chosen[0])
  }
  const button = field.querySelector(".picture-choose")
  input.type = "hidden"
  field.querySelector(".picture-list").hidden = true
  button.hidden = false
  button.addEventListener("click", () => choose([]))
  field.querySelector(".picture-leave").addEventListener("click", () => set(null))
  field.addEventListener("dragover", (event) => event.preventDefault())
  field.addEventListener("drop", (event) => {
    event.preventDefault()
    const files = [...event.dataTransfer.files]
    if (files.length) choose(files)
  })
  show(field, field.dataset.known ? JSON.parse(field.dataset.known) : null)
}

// A file that is dropped beside its place would be opened by the browser, and the form be gone.
for (const kind of ["dragover", "drop"]) {
  addEventListener(kind, (event) => {
    if (event.dataTransfer?.types.includes("Files") && !event.target.closest?.("[type=file]")) event.preventDefault()
  })
}
