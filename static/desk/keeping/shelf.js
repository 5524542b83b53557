/* What could not be sent yet, kept in this browser: each entry under its writer and the opening of the form. */

const name = (writer, token) => `unsaved ${writer} ${token}`

/** Keep an entry; false where the browser keeps nothing. */
export function put(writer, token, entry) {
  try {
    localStorage.setItem(name(writer, token), JSON.stringify(entry))
    return true
  } catch {
    return false
  }
}

/** Return [token, entry] of all that this writer, and nobody else, has here. */
export function all(writer) {
  const start = name(writer, "")
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(start))
      .map((key) => [key.slice(start.length), JSON.parse(localStorage.getItem(key))])
      .filter(([, entry]) => entry)
  } catch {
    return []
  }
}

/** Forget an entry that arrived, unless something newer has taken its place. */
export function forget(writer, token, number) {
  try {
    const entry = JSON.parse(localStorage.getItem(name(writer, token)))
    if (entry && entry.number <= number) localStorage.removeItem(name(writer, token))
  } catch {
    // nothing is there
  }
}
