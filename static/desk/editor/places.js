/* Where a figure goes: below the block that the cursor is in, or in the place of an empty line. */

export function insertBlock(editor, block) {
  const { $from } = editor.state.selection
  const isEmptyLine = $from.depth === 1 && !$from.parent.content.size
  if (!$from.depth || isEmptyLine) return editor.chain().focus().insertContent(block).run()
  return editor.chain().focus().insertContentAt($from.after(1), block).run()
}

/** Go on in a new paragraph below the figure of this name that the cursor is in: a figure is never split in two. */
export function leave(editor, name) {
  const { $from } = editor.state.selection
  if ($from.parent.type.name !== name) return false
  const after = $from.after()
  return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run()
}
