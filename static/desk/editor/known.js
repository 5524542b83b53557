/* What the desk knows of the pictures in a text: asked for once, for all that are asked about at the same time. */

import { ask } from "../asking.js"

export class Known {
  constructor(address) {
    this.address = address
    this.pictures = new Map()
    this.wanted = new Map()
  }

  put(picture) {
    this.pictures.set(picture.key, Promise.resolve(picture))
    return picture
  }

  get(key) {
    if (!this.pictures.has(key)) {
      this.pictures.set(key, new Promise((resolve) => this.wanted.set(key, resolve)))
      if (this.wanted.size === 1) setTimeout(() => this.fetch(), 0)
    }
    return this.pictures.get(key)
  }

  async fetch() {
    const wanted = this.wanted
    this.wanted = new Map()
    let found = {}
    try {
      const answer = await ask(`${this.address}?${new URLSearchParams({ keys: [...wanted.keys()].join(" ") })}`)
      found = await answer.json()
    } catch {
      for (const key of wanted.keys()) this.pictures.delete(key) // the next who asks tries again
    }
    for (const [key, resolve] of wanted) resolve(found[key] ?? null)
  }
}
