/* What could not be sent yet, kept in this browser: each entry under its writer and the opening of the form.
   It stands in two places: one that takes the last word of a tab that closes, one that outlives a killed browser. */

import * as disk from "./disk.js"

const name = (writer, token) => `unsaved ${writer} ${token}`

/** Keep an entry; false where the browser keeps nothing. */
export function put(writer, token, entry) {
  disk.put(name(writer, token), entry)
  try {
    localStorage.setItem(name(writer, token), JSON.stringify(entry))
    return true
  } catch {
    return false
  }
}

/** Resolve to [token, entry] of all that this writer, and nobody else, has here. */
export async function all(writer) {
  const start = name(writer, "")
  const found = new Map(await disk.all(start))
  for (const [key, entry] of atHand(start)) {
    if (!(found.get(key)?.number > entry.number)) found.set(key, entry)
  }
  return [...found].map(([key, entry]) => [key.slice(start.length), entry])
}

/** Forget an entry that arrived, unless something newer has taken its place. */
export function forget(writer, token, number) {
  disk.forget(name(writer, token), number)
  try {
    const entry = JSON.parse(localStorage.getItem(name(writer, token)))
    if (entry && entry.number <= number) localStorage.removeItem(name(writer, token))
  } catch {
    // nothing is there
  }
}

function atHand(start) {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(start))
      .map((key) => [key, JSON.parse(localStorage.getItem(key))])
      .filter(([, entry]) => entry)
  } catch {
    return []
  }
}
