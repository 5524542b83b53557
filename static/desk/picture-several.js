/* Several pictures that came together: each is uploaded by itself, and beside it stands what became of it. */

import { ask, key, Trouble } from "./asking.js"

const OWN = ["alt", "caption"] // what is said of one picture alone; the rest is said of all

export class Several {
  /** Work in the window of a picker, whose form holds what is said of all. */
  constructor(desk, dialog) {
    Object.assign(this, { desk, dialog, rows: [] })
    this.form = dialog.querySelector(".pick-upload")
    this.list = dialog.querySelector(".pick-several")
    this.words = this.list.dataset
    this.button = this.form.querySelector(".pick-fields button")
    this.one = this.button.textContent
  }

  get isOpen() {
    return this.rows.length > 0
  }

  /** Return what was uploaded, in the order in which it came. */
  get arrived() {
    return this.rows.map((row) => row.picture).filter(Boolean)
  }

  get isDone() {
    return this.rows.every((row) => row.picture)
  }

  add(file, alt = "") {
    const row = { file, drawn: this.list.querySelector("template").content.firstElementChild.cloneNode(true) }
    row.find = (selector) => row.drawn.querySelector(selector)
    row.preview = row.find("img").src = URL.createObjectURL(file)
    row.find("img").addEventListener("error", () => row.find("img").classList.add("is-none"))
    row.find(".several-name").textContent = file.name
    row.find("input").value = alt
    row.find("button").addEventListener("click", () => this.drop(row))
    this.rows.push(row)
    this.list.querySelector("ul").append(row.drawn)
    this.show()
  }

  drop(row) {
    URL.revokeObjectURL(row.preview)
    row.drawn.remove()
    this.rows = this.rows.filter((each) => each !== row)
    this.show()
    this.dialog.dispatchEvent(new Event("several"))
  }

  clear() {
    for (const row of [...this.rows]) this.drop(row)
  }

  show() {
    this.list.hidden = !this.isOpen
    for (const name of OWN) this.form.querySelector(`[data-field="${name}"]`).hidden = this.isOpen
    this.form.querySelector("[data-focal]").hidden = this.isOpen
    this.form.querySelector(".pick-hint").hidden = this.isOpen
    this.form.querySelector(".pick-new").classList.toggle("is-several", this.isOpen)
    this.form.elements.original.required = !this.isOpen
    this.button.textContent = this.isOpen ? this.words.upload : this.one
  }

  /** Upload what is not there yet, one after the other, for as long as the window is open. */
  async send() {
    const waiting = this.rows.filter((row) => !row.picture)
    for (const [number, row] of waiting.entries()) {
      if (!this.dialog.open) return
      if (!this.rows.includes(row)) continue // left out meanwhile
      this.tell(this.words.going, number + 1, waiting.length)
      await this.sendOne(row)
    }
    this.tell(this.isDone ? this.words.done : this.words.some, this.arrived.length, this.rows.length)
  }

  async sendOne(row) {
    row.drawn.dataset.state = "going"
    row.find(".several-said").textContent = this.words.sends
    try {
      const body = this.bodyOf(row)
      const answer = await ask(this.desk.upload, { method: "POST", body, headers: { "X-CSRFToken": key() } })
      const said = await answer.json()
      if (answer.status === 422) this.refused(row, this.reasons(said.errors))
      else this.came(row, said)
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble
      this.refused(row, trouble.message === "413" ? this.words.large : this.words.trouble)
    }
  }

  bodyOf(row) {
    const body = new FormData(this.form)
    body.set("original", row.file)
    body.set("alt", row.find("input").value)
    body.set("caption", "")
    return body
  }

  came(row, picture) {
    row.picture = picture
    row.drawn.dataset.state = "here"
    row.find(".several-said").textContent = this.words.here
    row.find("input").readOnly = true
    row.find("button").hidden = true
  }

  refused(row, why) {
    row.drawn.dataset.state = "failed"
    row.find(".several-said").textContent = `${this.words.failed} ${why}`
  }

  reasons(errors) {
    const label = (name) => this.form.querySelector(`[data-field="${name}"] label`)?.firstChild.textContent.trim()
    return Object.entries(errors)
      .map(([name, said]) => (OWN.includes(name) || name === "original" ? "" : `${label(name)}: `) + said.join(" "))
      .join(" ")
  }

  tell(words, number, all) {
    this.list.querySelector(".several-progress").textContent = words.replace("%n", number).replace("%a", all)
  }
}
