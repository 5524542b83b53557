/* Keeps what is typed into the form of a story: every few seconds at the site, meanwhile in this browser. */

import * as leftovers from "./keeping/leftovers.js"
import { hasArrived, Line } from "./keeping/line.js"
import * as shelf from "./keeping/shelf.js"
import { Sign } from "./keeping/sign.js"

const LOOK = 1_000 // milliseconds between two looks at the form
const PAUSE = 2_500 // between two parcels while somebody types
const BEAT = 10_000 // between two signs of life while nobody does
const LONGEST = 30_000 // between two tries when the site does not answer
const PATIENCE = 5_000 // for a save to lead to the next page
const HELD_BACK = new Set(["offline", "out", "other"]) // a save would lead nowhere
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "number"])

class Sitting {
  constructor(form, place) {
    this.form = form
    this.writer = Number(place.dataset.writer)
    this.article = Number(place.dataset.article) || null
    this.token = form.elements.copy.value
    this.sign = new Sign(place)
    this.line = new Line(place.dataset.copies, this.writer, this.key)
    this.number = 0
    this.last = this.read()
    this.arrived = this.last
    this.due = Date.now()
    this.pause = 0
    this.goes = 0
    if ("unsaved" in place.dataset) this.arrived = "" // it came back with faults: nothing of it is saved
  }

  get key() {
    return this.form.querySelector("[name=csrfmiddlewaretoken]").value
  }

  set key(value) {
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = value
  }

  get isDirty() {
    return this.last !== this.arrived
  }

  /** Return all that the form would post, as one text. */
  read() {
    const pairs = [...new FormData(this.form)]
    return JSON.stringify(pairs.filter(([name, value]) => !NOT_KEPT.has(name) && typeof value === "string"))
  }

  /** Notice what changed, and keep it in this browser before anything else. */
  look() {
    const now = this.read()
    if (now === this.last && !(this.isDirty && !this.number)) return
    this.last = now
    this.number = Math.max(this.number + 1, Date.now())
    this.isHere = shelf.put(this.writer, this.token, this.parcel())
    this.due = Math.min(this.due, this.quiet ?? 0)
  }

  parcel() {
    return {
      article: this.article,
      number: this.number,
      fields: JSON.parse(this.last),
      instead_of: this.form.elements.copy_of.value,
      at: new Date().toISOString(),
    }
  }

  tick() {
    this.look()
    if (!this.sending && Date.now() >= this.due) this.send()
  }

  /** Send what is new, or that the form is still open; what fails is tried again, later each time. */
  send() {
    this.sending ??= this.deliver().finally(() => (this.sending = null))
    return this.sending
  }

  async deliver() {
    const [text, number, isNew] = [this.last, this.number, this.isDirty]
    const said = await this.line.send(this.token, this.wrap(isNew))
    if (!hasArrived(said)) return this.fail(said.state)
    this.pause = 0
    this.quiet = Date.now() + PAUSE
    this.due = Date.now() + (this.last !== text ? PAUSE : BEAT)
    this.key = this.line.key
    if (isNew) this.settle(text, number)
    this.sign.say(said.gone ? "gone" : this.isKept ? "kept" : "", isNew ? said.at : "")
    this.sign.company(said.others ?? [], said.overtaken)
    return said.state
  }

  settle(text, number) {
    this.arrived = text
    this.isKept = true
    shelf.forget(this.writer, this.token, number)
  }

  wrap(isNew) {
    const always = { article: this.article, seen: Number(this.form.elements.seen.value) }
    return isNew ? { ...this.parcel(), ...always } : always
  }

  fail(state) {
    this.pause = Math.min(LONGEST, this.pause * 2 || 2_000)
    this.due = Date.now() + this.pause
    this.quiet = this.due
    const isNowhere = this.isDirty && this.number && !this.isHere && state === "offline"
    this.sign.say(isNowhere ? "nowhere" : state)
    return state
  }

  /** Try at once, for something has changed outside: the network is back, or somebody logged in in another tab. */
  tryNow() {
    if (this.pause) this.due = Date.now()
  }

  /** Say good-bye, with what was typed in the last moment. */
  leave() {
    this.look()
    const last = { ...this.wrap(this.isDirty), leaving: true }
    this.line.send(this.token, last, { last: true })
  }

  hide() {
    this.look()
    if (this.isDirty) this.line.send(this.token, this.wrap(true), { last: true })
  }

  /** Let a save go only where it leads somewhere: with everything kept, and whoever saves logged in. */
  async submit(event) {
    if (this.isLetGo || event.submitter?.formTarget) return // what opens another window leaves nothing behind
    event.preventDefault()
    if (this.isAsking || Date.now() < this.goes) return // it was pressed twice
    this.isAsking = true
    const button = event.submitter
    await this.sending
    this.look()
    const state = await this.send()
    this.isAsking = false
    if (HELD_BACK.has(state)) return this.sign.show()
    this.look() // what was typed meanwhile is saved with the rest
    this.form.elements.number.value = this.number || ""
    this.isLetGo = true
    this.form.requestSubmit(button)
    this.isLetGo = false
    this.goes = Date.now() + PATIENCE
  }

  begin() {
    this.timer = setInterval(() => this.tick(), LOOK)
    this.form.addEventListener("submit", (event) => this.submit(event))
    addEventListener("online", () => this.tryNow())
    addEventListener("focus", () => this.tryNow())
    addEventListener("pagehide", () => this.leave())
    addEventListener("pageshow", () => (this.goes = 0))
    document.addEventListener("visibilitychange", () => (document.hidden ? this.hide() : this.tryNow()))
    this.tick()
    leftovers.send(this.line, this.token)
  }
}

const place = document.querySelector("#keeping")
if (place) new Sitting(place.closest("form"), place).begin()
