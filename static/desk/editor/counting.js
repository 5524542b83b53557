/* How much there is to read, said while one types. A caption is not read as a sentence and is not counted. */

const A_MINUTE = 230 // words
const UNREAD = new Set(["storyPicture", "gallery", "embed", "told", "figure", "caption"])

export function words(doc) {
  let count = 0
  doc.descendants((node) => {
    if (UNREAD.has(node.type.name)) return false
    if (!node.isTextblock) return true
    const said = node.textBetween(0, node.content.size, " ", " ")
    count += said.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
    return false
  })
  return count
}

/** Show under the editor how many words it holds and how long they take. */
export function count(editor, place, pattern) {
  const show = () => {
    const many = words(editor.state.doc)
    const said = { words: many.toLocaleString(), minutes: Math.ceil(many / A_MINUTE) }
    place.textContent = pattern.replace(/\{(\w+)\}/g, (_, name) => said[name])
  }
  editor.on("update", show)
  show()
}
