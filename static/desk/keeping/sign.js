/* The quiet line under the form's head: where the text is, and who else has it open. */

/** Say something in lines; what stands there already is not said again. */
export function tell(place, sentences) {
  if (sentences.join("\n") === place.innerText.trim()) return
  place.replaceChildren(...sentences.flatMap((each) => [each, document.createElement("br")]).slice(0, -1))
}

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
    tell(this.others, said)
  }

  show() {
    this.place.scrollIntoView({ block: "nearest" })
  }
}
