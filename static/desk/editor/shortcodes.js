/* Instructions to the site that a text came from: editors see them and take them out, readers never see them. */

import { Node } from "../../django_prose_editor/editor.js"

export const Shortcode = Node.create({
  name: "shortcode",
  group: "inline",
  inline: true,
  atom: true, // nothing is written into one, for it would be hidden with it
  addOptions: () => ({ desk: null }),
  addAttributes: () => ({ said: { default: "", rendered: false, parseHTML: (element) => element.textContent } }),
  parseHTML: () => [{ tag: "code.shortcode", priority: 60 }],
  renderHTML: ({ node }) => ["code", { class: "shortcode" }, node.attrs.said],
  renderText: ({ node }) => node.attrs.said,

  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("code")
      dom.className = "shortcode"
      dom.title = this.options.desk.words.shortcode
      dom.textContent = node.attrs.said
      return { dom }
    }
  },
})
