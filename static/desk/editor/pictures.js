/* Pictures and galleries in the text: kept by their keys, shown as readers will about see them. */

import { Node, Plugin } from "../../django_prose_editor/editor.js"
import { choosePictures } from "../picture-dialog.js"
import { insertBlock, leave } from "./places.js"

const captionOf = (figure) => figure.querySelector(":scope > figcaption") || document.createElement("figcaption")

/** A figure whose pictures are shown and whose caption alone is written in. */
class Shown {
  constructor(node, desk, keysOf) {
    Object.assign(this, { node, desk, keysOf })
    this.dom = document.createElement("figure")
    this.dom.className = `desk-figure desk-${node.type.name}`
    this.frame = document.createElement("div")
    this.frame.contentEditable = "false"
    this.contentDOM = document.createElement("figcaption")
    this.dom.append(this.frame, this.contentDOM)
    this.draw()
    this.hint()
  }

  async draw() {
    const found = await Promise.all(this.keysOf(this.node).map((key) => this.desk.known.get(key)))
    this.frame.replaceChildren(...found.map((picture) => this.image(picture)))
    const credits = document.createElement("small")
    const said = found.flatMap((each) => (each?.src ? [each.credit, each.alt ? "" : this.desk.words.noAlt] : []))
    credits.textContent = said.filter(Boolean).join(" · ")
    this.frame.append(credits)
    this.contentDOM.dataset.hint = (found.length === 1 && found[0]?.caption) || this.desk.words.caption
  }

  image(picture) {
    if (!picture || picture.gone) {
      const gone = document.createElement("em")
      gone.textContent = picture?.gone || this.desk.words.gone
      return gone
    }
    const img = document.createElement("img")
    img.src = this.node.type.name === "gallery" ? picture.thumb : picture.src
    img.alt = picture.alt
    return img
  }

  hint() {
    this.contentDOM.classList.toggle("is-empty", !this.node.content.size)
  }

  update(node) {
    if (node.type !== this.node.type) return false
    const before = this.keysOf(this.node).join(" ")
    this.node = node
    this.hint()
    if (this.keysOf(node).join(" ") !== before) this.draw()
    return true
  }

  ignoreMutation(change) {
    return change.type === "attributes" || !this.contentDOM.contains(change.target)
  }
}

const figure = (name, attribute, keysOf) => ({
  name,
  group: "block",
  content: "inline*",
  isolating: true,
  defining: true,
  draggable: true,
  addOptions: () => ({ desk: null }),
  addAttributes: () => ({
    keys: {
      default: "",
      parseHTML: (element) => element.getAttribute(attribute),
      renderHTML: ({ keys }) => ({ [attribute]: keys }),
    },
  }),
  parseHTML: () => [{ tag: `figure[${attribute}]`, priority: 60, contentElement: captionOf }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
  addNodeView() {
    return ({ node }) => new Shown(node, this.options.desk, keysOf)
  },
  addKeyboardShortcuts() {
    return { Enter: ({ editor }) => leave(editor, this.name) }
  },
})

/** A picture that never came here, in words: kept as one figure, so that its caption is not read as a sentence. */
export const Told = Node.create({
  name: "told",
  group: "block",
  content: "paragraph* caption?",
  isolating: true,
  defining: true,
  parseHTML: () => [
    { tag: "figure", priority: 55, getAttrs: (element) => (element.querySelector("img, figure, table") ? false : null) },
  ],
  renderHTML: () => ["figure", 0],
})

function put(editor, name, pictures, desk) {
  for (const picture of pictures) desk.known.put(picture)
  const rows = name === "gallery" ? [pictures] : pictures.map((picture) => [picture])
  const blocks = rows.map((row) => ({ type: name, attrs: { keys: row.map(({ key }) => key).join(" ") } }))
  if (blocks.length > 1 || !editor.isActive(name)) return insertBlock(editor, blocks)
  return editor.chain().focus().updateAttributes(name, blocks[0].attrs).run()
}

async function choose(editor, name, desk, options) {
  const chosen = await choosePictures(desk, options).catch(() => window.alert(desk.words.trouble))
  if (chosen?.length) put(editor, name, chosen, desk)
}

/** Return what was dropped or pasted where pictures are among it, and nothing to read beside them. */
function filesIn(data) {
  const types = [...(data?.types ?? [])]
  if (types.includes("text/html") || types.includes("text/plain")) return []
  const files = [...data.files]
  return files.some((file) => file.type.startsWith("image/")) ? files : []
}

export const StoryPicture = Node.create({
  ...figure("storyPicture", "data-picture", (node) => [node.attrs.keys]),

  addMenuItems({ menu, buttons }) {
    const { desk } = this.options
    menu.defineItem({
      name: "figure", // in the place of one that asks for an address
      groups: "nodes",
      priority: 90,
      button: buttons.material("image", desk.words.picture),
      active: (editor) => editor.isActive("storyPicture"),
      command: (editor) => choose(editor, "storyPicture", desk, { each: true }),
    })
  },

  addProseMirrorPlugins() {
    const { editor, options } = this
    const take = (data) => {
      const files = filesIn(data)
      if (files.length) choose(editor, "storyPicture", options.desk, { files, each: true })
      return files.length > 0
    }
    return [
      new Plugin({
        props: {
          handlePaste: (view, event) => take(event.clipboardData),
          handleDrop(view, event) {
            if (!filesIn(event.dataTransfer).length) return false
            event.preventDefault()
            const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
            if (place) editor.commands.setTextSelection(place.pos)
            return take(event.dataTransfer)
          },
        },
      }),
    ]
  },
})

export const Gallery = Node.create({
  ...figure("gallery", "data-gallery", (node) => node.attrs.keys.split(" ")),

  addMenuItems({ menu, buttons }) {
    const { desk } = this.options
    menu.defineItem({
      name: "gallery",
      groups: "nodes",
      priority: 89,
      button: buttons.material("photo_library", desk.words.gallery),
      active: (editor) => editor.isActive("gallery"),
      async command(editor) {
        const { keys } = editor.getAttributes("gallery")
        const chosen = await Promise.all((keys ? keys.split(" ") : []).map((key) => desk.known.get(key)))
        choose(editor, "gallery", desk, { many: true, chosen: chosen.filter(Boolean) })
      },
    })
  },
})
