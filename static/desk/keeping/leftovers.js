/* What this browser kept of an earlier sitting, sent as soon as its writer is there again. */

import { hasArrived } from "./line.js"
import * as shelf from "./shelf.js"

/** Send all but `own`; what has become a working copy is offered on the page that has a place for it. */
export async function send(line, own = "") {
  for (const [token, entry] of await shelf.all(line.writer)) {
    if (token === own) continue
    const { article, number, fields, instead_of } = entry
    const said = await line.send(token, { article, number, fields, instead_of, leaving: true })
    if (!hasArrived(said)) return
    shelf.forget(line.writer, token, number)
    if (said.state === "kept") offer(token, article)
  }
}

function offer(token, article) {
  const offers = document.querySelector("#offers")
  if (!offers || offers.dataset.article !== String(article ?? "")) return
  const known = [...offers.querySelectorAll("a")].some((link) => link.href.includes(token))
  if (known) return
  const piece = offers.querySelector("template").content.cloneNode(true)
  for (const each of piece.querySelectorAll("a, form")) {
    const name = each.href ? "href" : "action"
    each.setAttribute(name, each.getAttribute(name).replace("-token-", token))
  }
  const key = piece.querySelector("[name=csrfmiddlewaretoken]")
  const current = document.querySelector("[name=csrfmiddlewaretoken]")
  if (key && current) key.value = current.value
  offers.append(piece)
}
