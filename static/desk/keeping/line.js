/* The line to the site: it says in one word what became of what was sent. */

const PATIENCE = 10_000 // milliseconds
const ARRIVED = new Set(["kept", "older", "settled", "here"])

/** Whether the site has what was sent, or something newer. */
export const hasArrived = (said) => ARRIVED.has(said.state)

export class Line {
  constructor(copies, writer, key = "") {
    Object.assign(this, { copies, writer, key })
  }

  /** Send a parcel. Resolves to what the site said, its `state` "offline", "out", "other" … where it did not take it. */
  async send(token, parcel, { last = false } = {}) {
    const said = await this.post(token, parcel, last)
    if (said.state !== "refused" || last) return said
    const state = await this.renewKey() // after a login the old key opens nothing
    return state === "here" ? this.post(token, parcel, last) : { state }
  }

  async post(token, parcel, last) {
    const body = JSON.stringify({ ...parcel, writer: this.writer })
    const headers = { "Content-Type": "application/json", "X-CSRFToken": this.key }
    const options = { method: "POST", body, headers, redirect: "manual" }
    // A page that is being closed may leave 64 KB on the way; more of it waits in the browser.
    if (last) options.keepalive = new Blob([body]).size < 60_000
    else options.signal = AbortSignal.timeout(PATIENCE)
    return this.ask(`${this.copies}${token}/`, options)
  }

  /** Ask who is logged in here, and for the key to post with. */
  async renewKey() {
    const said = await this.ask(`${this.copies}key/`, {
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (!said.key) return said.state
    if (said.writer !== this.writer) return "other"
    this.key = said.key
    return "here"
  }

  async ask(address, options) {
    try {
      const response = await fetch(address, options)
      if (response.type === "opaqueredirect") return { state: "out" }
      if (response.ok) return await response.json()
      return { state: { 403: "refused", 409: "other", 413: "long", 400: "refused" }[response.status] ?? "offline" }
    } catch {
      return { state: "offline" }
    }
  }
}
