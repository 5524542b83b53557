/* Quotations: as they were said, pulled out to catch the eye, and with who said it. */

import { Blockquote, Mark, mergeAttributes } from "../../django_prose_editor/editor.js"

export const Quote = Blockquote.extend({
  addOptions() {
    return { ...this.parent?.(), desk: null }
  },

  addAttributes() {
    return {
      ...this.parent?.(),
      pull: {
        default: false,
        parseHTML: (element) => element.classList.contains("pull"),
        renderHTML: ({ pull }) => (pull ? { class: "pull" } : {}),
      },
    }
  },

  addCommands() {
    return {
      ...this.parent?.(),
      togglePull:
        () =>
        ({ editor, commands }) => {
          if (editor.isActive(this.name, { pull: true })) return commands.lift(this.name)
          if (editor.isActive(this.name)) return commands.updateAttributes(this.name, { pull: true })
          return commands.wrapIn(this.name, { pull: true })
        },
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "pull",
      groups: "nodes",
      priority: 95,
      button: buttons.text("❝", this.options.desk.words.pull),
      active: (editor) => editor.isActive("blockquote", { pull: true }),
      command: (editor) => editor.chain().focus().togglePull().run(),
    })
  },
})

export const Cite = Mark.create({
  name: "cite",
  addOptions: () => ({ desk: null }),
  parseHTML: () => [{ tag: "cite" }],
  renderHTML: ({ HTMLAttributes }) => ["cite", mergeAttributes(HTMLAttributes), 0],

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "cite",
      groups: "marks",
      priority: 10,
      button: buttons.text("— A", this.options.desk.words.cite),
      hidden: (editor) => !editor.isActive("blockquote"),
      active: (editor) => editor.isActive("cite"),
      command: (editor) => editor.chain().focus().toggleMark("cite").run(),
    })
  },
})
