/* The quiet line under the form's head: where the text is, and who else has it open. */

export class Sign {
  constructor(place) {
    this.state = place.querySelector(".keeping-state [role=status]")
    this.time = document.createElement("time")
    this.state.after(" ", this.time)
    this.others = place.querySelector(".keeping-others")
    this.place = place
  }

  /** Say where the text is; what was said already is not said again, only its time moves. */
  say(state, kept = "") {
    if (kept) this.time.textContent = `· ${kept}`
    if (this.place.dataset.state === state) return
    this.place.dataset.state = state
    this.state.textContent = this.state.dataset[state] ?? ""
  }

  /** Say who else is there, and whether the story was saved by one of them. */
  company(sentences, overtaken) {
    const said = [...sentences, ...(overtaken ? [this.others.dataset.overtaken] : [])]
    if (said.join("\n") === this.others.innerText.trim()) return
    this.others.replaceChildren(...said.flatMap((each) => [each, document.createElement("br")]).slice(0, -1))
  }

  show() {
    this.place.scrollIntoView({ block: "nearest" })
  }
}
