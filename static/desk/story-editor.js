/* The rich-text editor of the desk, as a static module: it needs no inline script and no import map. */

import {
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
import { count } from "./editor/counting.js"
import { Embed } from "./editor/embeds.js"
import { Known } from "./editor/known.js"
import { tidy } from "./editor/pasting.js"
import { Gallery, StoryPicture, Told } from "./editor/pictures.js"
import { Cite, Quote } from "./editor/quotes.js"
import { Shortcode } from "./editor/shortcodes.js"

const marker = "data-django-prose-editor-story"

function extensionsFor(textarea, desk) {
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
    Quote.configure({ desk }),
    Cite.configure({ desk }),
    HorizontalRule,
    Link.configure(extensions.Link),
    Table,
    TableRow,
    TableHeader,
    TableCell,
    Figure,
    Caption,
    Image,
    StoryPicture.configure({ desk }),
    Gallery.configure({ desk }),
    Told,
    Embed.configure({ desk }),
    Shortcode.configure({ desk }),
  ]
}

/** Say whether there is nothing but an empty line: a picture without a caption is something. */
function isBlank(doc) {
  const { firstChild } = doc
  return doc.childCount === 1 && firstChild.type.name === "paragraph" && !firstChild.content.size
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
  const desk = JSON.parse(textarea.dataset.storyDesk)
  desk.known = new Known(desk.known)
  const editor = new Editor({
    element,
    editable: !textarea.disabled,
    extensions: extensionsFor(textarea, desk),
    content: textarea.value,
    injectCSS: false, // a style element would ask for a looser policy; desk.css has these rules
    editorProps: { transformPastedHTML: (html) => tidy(html, desk) },
    onUpdate({ editor }) {
      textarea.value = isBlank(editor.state.doc) ? "" : editor.getHTML()
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  nameEditingArea(editor, textarea)
  const length = document.createElement("p")
  length.className = "desk-length"
  element.append(length)
  count(editor, length, desk.words.count)
}

initializeEditors(createEditor, `[${marker}]`)
