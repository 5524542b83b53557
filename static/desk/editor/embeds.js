/* Pages of other sites in the text: an address that is pasted alone becomes a card. Nothing is loaded from there. */

import { Node, Plugin, updateAttrsDialog } from "../../django_prose_editor/editor.js"
import { insertBlock, leave } from "./places.js"

/** Return which provider an address belongs to, or nothing; the patterns are those of the site. */
export function providerOf(address, desk) {
  if (!/^https?:\/\/[^\s"'<>\\]+$/.test(address)) return null
  const found = desk.embeds.find(([, pattern]) => new RegExp(`^https?://${pattern}`).test(address))
  return found ? found[0] : null
}

/** Return the address that code to be pasted into a page is about. */
export function addressInCode(code, desk) {
  if (!/^<(iframe|blockquote|div)\b/i.test(code)) return null
  const page = new DOMParser().parseFromString(code, "text/html")
  const named = [...page.querySelectorAll("[src], [href], [cite], [data-instgrm-permalink], [data-href]")]
  const attributes = ["src", "cite", "data-instgrm-permalink", "data-href", "href"]
  const addresses = attributes.flatMap((name) => named.map((element) => element.getAttribute(name)))
  return addresses.find((address) => address && providerOf(address, desk)) ?? null
}

class Card {
  constructor(node, desk) {
    Object.assign(this, { node, desk })
    this.dom = document.createElement("figure")
    this.dom.className = "desk-figure desk-embed"
    this.said = document.createElement("small")
    this.said.contentEditable = "false"
    this.contentDOM = document.createElement("strong")
    this.contentDOM.dataset.hint = desk.words.embedTitle
    this.dom.append(this.contentDOM, this.said)
    this.update(node)
  }

  update(node) {
    if (node.type !== this.node.type) return false
    this.node = node
    this.said.textContent = `${providerOf(node.attrs.href, this.desk)} · ${node.attrs.href}`
    this.contentDOM.classList.toggle("is-empty", !node.content.size)
    return true
  }

  ignoreMutation(change) {
    return change.type === "attributes" || !this.contentDOM.contains(change.target)
  }
}

export const Embed = Node.create({
  name: "embed",
  group: "block",
  content: "text*",
  marks: "",
  isolating: true,
  defining: true,
  draggable: true,
  addOptions: () => ({ desk: null }),
  addAttributes: () => ({ href: { default: "", rendered: false } }),

  parseHTML() {
    return [
      {
        tag: "figure[data-embed]",
        priority: 60,
        getAttrs: (element) => {
          const href = element.querySelector("a")?.getAttribute("href")
          return href && providerOf(href, this.options.desk) ? { href } : false
        },
        contentElement: (element) => element.querySelector("a"),
      },
    ]
  },

  renderHTML: ({ node }) => ["figure", { "data-embed": "" }, ["a", { href: node.attrs.href }, 0]],

  addNodeView() {
    return ({ node }) => new Card(node, this.options.desk)
  },

  addKeyboardShortcuts() {
    return {
      Enter: ({ editor }) => leave(editor, this.name),
    }
  },

  addMenuItems({ menu, buttons }) {
    const { desk } = this.options
    const sites = desk.embeds.map(([name]) => name).join(", ")
    const ask = updateAttrsDialog(
      { href: { type: "string", format: "url", title: desk.words.embedAddress.replace("{sites}", sites), required: true } },
      { title: desk.words.embed, submitText: desk.words.embed },
    )
    menu.defineItem({
      name: "embed",
      groups: "nodes",
      priority: 88,
      button: buttons.material("smart_display", desk.words.embed),
      active: (editor) => editor.isActive("embed"),
      async command(editor) {
        const href = (await ask(editor, editor.getAttributes("embed")))?.href.trim()
        if (!href || !providerOf(href, desk)) return
        if (editor.isActive("embed")) editor.chain().focus().updateAttributes("embed", { href }).run()
        else insertBlock(editor, { type: "embed", attrs: { href } })
      },
    })
  },

  addProseMirrorPlugins() {
    const { editor, options } = this
    return [
      new Plugin({
        props: {
          handlePaste(view, event) {
            const text = event.clipboardData?.getData("text/plain").trim() ?? ""
            const inCode = addressInCode(text, options.desk)
            const href = inCode || text
            if (!providerOf(href, options.desk)) return false
            const { $from, $to } = view.state.selection
            const alone = $from.parent.type.name === "paragraph" && $from.sameParent($to) &&
              $from.start() === $from.pos && $to.end() === $to.pos
            if (!alone && !inCode) return false
            return insertBlock(editor, { type: "embed", attrs: { href } })
          },
        },
      }),
    ]
  },
})
