/* The rich-text editor of the desk, as a static module: it needs no inline script and no import map. */

import {
  Blockquote,
  Bold,
  BulletList,
  Caption,
  Code,
  CodeBlock,
  Document,
  Dropcursor,
  Editor,
  Figure,
  Gapcursor,
  HardBreak,
  Heading,
  History,
  HorizontalRule,
  Image,
  initializeEditors,
  Italic,
  Link,
  ListItem,
  Menu,
  OrderedList,
  Paragraph,
  Strike,
  Subscript,
  Superscript,
  Table,
  TableCell,
  TableHeader,
  TableRow,
  Text,
  Underline,
} from "../django_prose_editor/editor.js"

const marker = "data-django-prose-editor-story"

function extensionsFor(textarea) {
  const { extensions } = JSON.parse(textarea.getAttribute(marker))
  return [
    Document,
    Dropcursor,
    Gapcursor,
    Paragraph,
    HardBreak,
    Text,
    History,
    Menu.configure(extensions.Menu),
    Bold,
    Italic,
    Underline,
    Strike,
    Subscript,
    Superscript,
    Code,
    CodeBlock,
    Heading.configure(extensions.Heading),
    BulletList,
    OrderedList,
    ListItem,
    Blockquote,
    HorizontalRule,
    Link.configure(extensions.Link),
    Table,
    TableRow,
    TableHeader,
    TableCell,
    Figure,
    Caption,
    Image,
  ]
}

function nameEditingArea(editor, textarea) {
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  const area = editor.view.dom
  area.setAttribute("role", "textbox")
  area.setAttribute("aria-multiline", "true")
  if (!label) return
  label.id = `${textarea.id}_label`
  area.setAttribute("aria-labelledby", label.id)
  label.addEventListener("click", () => editor.commands.focus())
}

function createEditor(textarea) {
  if (textarea.closest(".prose-editor")) return
  const element = document.createElement("div")
  element.className = textarea.disabled ? "prose-editor disabled" : "prose-editor"
  textarea.before(element)
  element.append(textarea)
  const editor = new Editor({
    element,
    editable: !textarea.disabled,
    extensions: extensionsFor(textarea),
    content: textarea.value,
    injectCSS: false, // a style element would ask for a looser policy; desk.css has these rules
    onUpdate({ editor }) {
      textarea.value = editor.isEmpty ? "" : editor.getHTML()
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  nameEditingArea(editor, textarea)
}

initializeEditors(createEditor, `[${marker}]`)
