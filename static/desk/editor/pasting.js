/* What is pasted from a word processor, brought to the structure that it shows there. The site cleans it once more. */

import { addressInCode } from "./embeds.js"
import { makeLists } from "./lists.js"

const RENAMED = { h1: "h2", h5: "h4", h6: "h4" }
const BY_CLASS = [
  [".MsoTitle", "h2"],
  [".MsoQuote, .MsoIntenseQuote", "blockquote"],
]
const UNREAD = "style, script, meta, link, title, xml, template, svg, object, noscript, .EOP"
const KEPT = new Set("href title start colspan rowspan src alt data-picture data-gallery data-embed".split(" "))
const LOOKS = [
  ["strong", ({ "font-weight": weight }) => weight === "bold" || Number(weight) >= 600],
  ["em", ({ "font-style": style }) => style === "italic"],
  ["s", ({ "text-decoration": line = "", "text-decoration-line": kind = "" }) => /line-through/.test(line + kind)],
  ["u", ({ "text-decoration": line = "", "text-decoration-line": kind = "" }) => /underline/.test(line + kind)],
  ["sup", ({ "vertical-align": place }) => place === "super"],
  ["sub", ({ "vertical-align": place }) => place === "sub"],
]

function styleOf(element) {
  const rules = (element.getAttribute("style") ?? "").split(";").map((rule) => rule.split(":"))
  return Object.fromEntries(rules.map(([name, value = ""]) => [name.trim().toLowerCase(), value.trim().toLowerCase()]))
}

function unwrap(element) {
  element.replaceWith(...element.childNodes)
}

function rename(element, name) {
  const other = element.ownerDocument.createElement(name)
  other.append(...element.childNodes)
  element.replaceWith(other)
}

/** Make elements of how a piece of text looks: the editor may not read styles, and keeps none. */
function spellOut(page) {
  for (const span of page.body.querySelectorAll("span, font")) {
    const style = styleOf(span)
    const isHeading = span.closest("h1, h2, h3, h4, h5, h6, th")
    for (const [name, looks] of LOOKS) {
      if (!looks(style) || (name === "u" && span.closest("a")) || (name === "strong" && isHeading)) continue
      const element = page.createElement(name)
      element.append(...span.childNodes)
      span.append(element)
    }
  }
  for (const bold of page.body.querySelectorAll("b")) {
    if (["normal", "400"].includes(styleOf(bold)["font-weight"]) || bold.closest("h1, h2, h3, h4, h5, h6")) unwrap(bold)
  }
}

function straightenLinks(page) {
  for (const link of page.body.querySelectorAll("a")) {
    const address = link.getAttribute("href") ?? ""
    if (!address || /^(#|file:)/i.test(address)) unwrap(link)
    else if (/^https:\/\/www\.google\.com\/url\?/.test(address)) {
      link.setAttribute("href", new URL(address).searchParams.get("q") ?? address)
    }
  }
}

function dropPictures(page) {
  for (const image of page.body.querySelectorAll("img")) {
    const source = image.getAttribute("src") ?? ""
    const path = source.startsWith(location.origin) ? source.slice(location.origin.length) : source
    if (path.startsWith("/media/")) image.setAttribute("src", path)
    else image.remove()
  }
}

function makeCards(page, desk) {
  for (const frame of page.body.querySelectorAll("iframe")) {
    const address = addressInCode(frame.outerHTML, desk)
    if (!address) {
      frame.remove()
      continue
    }
    const card = page.createElement("figure")
    card.setAttribute("data-embed", "")
    card.append(Object.assign(page.createElement("a"), { href: address }))
    frame.replaceWith(card)
  }
}

function dropEmpty(page) {
  for (const line of page.body.querySelectorAll("br")) {
    if (line.parentElement.matches("body, div, ul, ol, table") || line.matches(".Apple-interchange-newline")) line.remove()
  }
  for (const block of page.body.querySelectorAll("p, h2, h3, h4, li, blockquote")) {
    if (!block.textContent.trim() && !block.querySelector("img, figure, hr")) block.remove()
  }
}

function strip(page) {
  for (const element of page.body.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) if (!KEPT.has(name)) element.removeAttribute(name)
  }
}

export function tidy(html, desk) {
  if (html.includes("data-pm-slice")) return html // from an editor such as this
  const page = new DOMParser().parseFromString(html, "text/html")
  for (const element of page.querySelectorAll(UNREAD)) element.remove()
  for (const element of [...page.body.querySelectorAll("*")]) if (element.localName.includes(":")) unwrap(element)
  for (const wrapper of page.querySelectorAll('[id^="docs-internal-guid"]')) if (wrapper.matches("b")) unwrap(wrapper)
  makeCards(page, desk)
  makeLists(page)
  for (const [selector, name] of BY_CLASS) {
    for (const element of page.body.querySelectorAll(selector)) rename(element, name)
  }
  spellOut(page)
  for (const [name, other] of Object.entries(RENAMED)) {
    for (const element of page.body.querySelectorAll(name)) rename(element, other)
  }
  straightenLinks(page)
  dropPictures(page)
  strip(page)
  for (const span of [...page.body.querySelectorAll("span, font")]) unwrap(span)
  dropEmpty(page)
  return page.body.innerHTML
}
