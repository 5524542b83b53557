/* The window in which a picture is found or uploaded while one writes. The site draws it; this moves it. */

import { ask, key, Trouble } from "./asking.js"
import { pointAt } from "./focal-point.js"
import { Several } from "./picture-several.js"

const PAUSE = 250 // milliseconds of not typing after which a search begins

/** Return the pictures that somebody chooses, each with what the desk knows of it; null when they choose none.
 *
 * `many` puts a row of them together, `each` takes all that are uploaded at once; otherwise it is one. */
export async function choosePictures(desk, { many = false, each = false, chosen = [], files = [] } = {}) {
  const answer = await ask(desk.choose)
  const picker = new Picker(desk, await answer.text(), { many, each, chosen })
  return picker.show(files)
}

class Picker {
  constructor(desk, drawn, { many, each, chosen }) {
    this.desk = desk
    this.many = many
    this.each = each
    this.chosen = chosen
    this.dialog = document.createElement("dialog")
    this.dialog.className = "pick"
    this.dialog.setAttribute("aria-labelledby", "pick-title")
    this.dialog.innerHTML = drawn
    this.find(".pick-close").addEventListener("click", () => this.dialog.close())
    this.search()
    this.upload()
    this.choices()
  }

  find(selector) {
    return this.dialog.querySelector(selector)
  }

  show(files) {
    document.body.append(this.dialog)
    this.dialog.showModal()
    this.take(files)
    return new Promise((resolve) => {
      this.answer = null
      this.dialog.addEventListener("close", () => {
        this.dialog.remove()
        if (this.preview) URL.revokeObjectURL(this.preview)
        this.several?.clear()
        resolve(this.answer)
      })
    })
  }

  finish(pictures) {
    this.answer = pictures
    this.dialog.close()
  }

  search() {
    const form = this.find(".pick-search")
    let waiting
    let last = 0
    const look = async () => {
      const mine = (last += 1)
      const answer = await ask(`${this.desk.choose}?${new URLSearchParams({ q: form.elements.q.value })}`)
      const drawn = new DOMParser().parseFromString(await answer.text(), "text/html")
      if (mine !== last) return // something newer is looked for
      this.find(".pick-choices").replaceChildren(...drawn.querySelector(".pick-choices").childNodes)
      this.mark()
    }
    form.addEventListener("input", () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => look().catch((trouble) => this.complain(trouble)), PAUSE)
    })
    form.addEventListener("submit", (event) => event.preventDefault())
  }

  choices() {
    this.find(".pick-choices").addEventListener("click", (event) => {
      const choice = event.target.closest(".pick-choice")
      if (choice) this.choose(JSON.parse(choice.dataset.known))
    })
    this.find(".pick-many").hidden = !this.many
    this.find(".pick-many button").addEventListener("click", () => this.finish(this.chosen))
    this.mark()
  }

  choose(picture) {
    if (!this.many) return this.finish([picture])
    const others = this.chosen.filter((each) => each.key !== picture.key)
    this.chosen = others.length === this.chosen.length ? [...others, picture] : others
    this.mark()
  }

  mark() {
    if (!this.many) return
    for (const choice of this.dialog.querySelectorAll(".pick-choice")) {
      const { key } = JSON.parse(choice.dataset.known)
      const place = this.chosen.findIndex((each) => each.key === key)
      choice.setAttribute("aria-pressed", place >= 0)
      choice.dataset.place = place < 0 ? "" : place + 1
    }
    this.find(".pick-many button").disabled = !this.chosen.length
    this.find(".pick-count").textContent = this.chosen.length || ""
  }

  upload() {
    this.form = this.find(".pick-upload")
    if (!this.form) return
    const { original, focal_x, focal_y } = this.form.elements
    pointAt(this.find("[data-focal]"), focal_x, focal_y)
    this.several = new Several(this.desk, this.dialog)
    this.dialog.addEventListener("several", () => this.showWays())
    this.find(".several-take").addEventListener("click", () => this.finish(this.several.arrived))
    original.multiple = true
    original.addEventListener("change", () => {
      if (original.files.length > 1 || this.several.isOpen) this.single = null
      this.take([...original.files])
    })
    this.dialog.addEventListener("dragover", (event) => event.preventDefault())
    this.dialog.addEventListener("drop", (event) => {
      event.preventDefault()
      this.take([...event.dataTransfer.files])
    })
    this.form.addEventListener("submit", (event) => {
      event.preventDefault()
      if (this.several.isOpen) this.sendAll()
      else this.send()
    })
  }

  take(files) {
    if (!files.length || !this.form) return
    this.find(".pick-new").hidden = false
    this.complain(null)
    if (files.length > 1 || this.several.isOpen) this.takeAll(files)
    else this.takeOne(files[0])
  }

  takeAll(files) {
    const { original, alt } = this.form.elements
    if (this.single) this.several.add(this.single, alt.value) // it was here before the others came
    this.single = null
    for (const file of files) this.several.add(file)
    original.value = ""
    this.showWays()
    this.several.rows[0].find("input").focus()
  }

  takeOne(file) {
    this.single = file
    const files = new DataTransfer() // as if it had been chosen in the form
    files.items.add(file)
    this.form.elements.original.files = files.files
    if (this.preview) URL.revokeObjectURL(this.preview)
    this.preview = URL.createObjectURL(file)
    this.find("[data-focal] img").src = this.preview
    this.form.elements.alt.focus()
  }

  async send() {
    const { button } = this.several
    if (button.disabled) return
    button.disabled = true
    this.complain(null)
    const body = new FormData(this.form)
    try {
      const answer = await ask(this.desk.upload, { method: "POST", body, headers: { "X-CSRFToken": key() } })
      const said = await answer.json()
      if (answer.status === 422) this.explain(said.errors)
      else this.arrived(said)
    } catch (trouble) {
      this.complain(trouble)
    }
    button.disabled = false
  }

  arrived(picture) {
    if (!this.many) return this.finish([picture])
    this.rest()
    this.choose(picture)
    this.look()
  }

  /** Make room for the next upload. */
  rest() {
    this.single = null
    this.form.reset()
    this.find(".pick-new").hidden = true
  }

  look() {
    this.find(".pick-search").dispatchEvent(new Event("input"))
  }

  async sendAll() {
    const { button } = this.several
    if (button.disabled) return
    button.disabled = true
    const before = this.several.arrived
    await this.several.send()
    button.disabled = false
    if (!this.dialog.open) return
    const came = this.several.arrived.filter((picture) => !before.includes(picture))
    if (this.many) for (const picture of came) this.choose(picture)
    if (this.each && this.several.isDone) return this.finish(this.several.arrived)
    if (came.length) this.look()
    this.showWays()
  }

  /** Offer what can be done next with several. */
  showWays() {
    const { several } = this
    if (!several.isOpen) return this.rest()
    several.button.hidden = several.isDone
    this.find(".several-take").hidden = !(this.each && several.arrived.length)
    this.find(".several-choose").hidden = this.each || this.many || !several.arrived.length
  }

  explain(errors) {
    const lines = Object.entries(errors).map(([name, said]) => {
      const label = this.form.querySelector(`[data-field="${name}"] label`)?.firstChild.textContent.trim()
      return [label, said.join(" ")].filter(Boolean).join(": ")
    })
    this.tell(lines.join("\n"))
  }

  complain(trouble) {
    if (trouble && !(trouble instanceof Trouble)) throw trouble
    this.tell(trouble ? this.desk.words?.trouble || "!" : "")
  }

  tell(words) {
    const place = this.find(".pick-errors")
    if (!place) return
    place.textContent = words
    place.hidden = !words
  }
}
