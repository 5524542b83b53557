/* Entries by their names where a browser that is killed has them: on the disk once they are put here.
   What `localStorage` holds it writes there by the minute. */

const ENTRIES = "entries"
const PATIENCE = 5_000 // milliseconds

let room // the database, once somebody asked for it

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("unsaved", 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(ENTRIES)
    asked.onsuccess = () => {
      asked.result.onclose = () => (room = null)
      resolve(asked.result)
    }
    asked.onerror = () => reject(asked.error)
  })
}

/** Do something with the entries; resolves when the disk has it, where the browser has one for us. */
async function change(deed) {
  try {
    room ??= open()
    const transaction = (await room).transaction(ENTRIES, "readwrite", { durability: "strict" })
    deed(transaction.objectStore(ENTRIES))
    await new Promise((resolve) => (transaction.oncomplete = transaction.onabort = resolve))
  } catch {
    // then the other place has to do
  }
}

export const put = (name, entry) => change((entries) => entries.put(entry, name))

/** Forget an entry, unless something newer has taken its place. */
export const forget = (name, number) =>
  change((entries) => {
    const asked = entries.get(name)
    asked.onsuccess = () => asked.result?.number <= number && entries.delete(name)
  })

/** Resolve to [name, entry] of all whose names begin so; to none where the disk does not answer. */
export async function all(start) {
  const found = []
  const read = change((entries) => {
    entries.openCursor(IDBKeyRange.bound(start, `${start}\uffff`)).onsuccess = ({ target }) => {
      if (!target.result) return
      found.push([target.result.key, target.result.value])
      target.result.continue()
    }
  })
  await Promise.race([read, new Promise((resolve) => setTimeout(resolve, PATIENCE))])
  return found
}
