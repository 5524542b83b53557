/* Says, while a form of the desk is open, that it is, and shows who else has it open. */

import { tell } from "./keeping/sign.js"

const BEAT = 10_000 // milliseconds between two signs of life
const PATIENCE = 10_000

const place = document.querySelector("#company")
const form = place.closest("form")

function send(options, more = {}) {
  const body = new URLSearchParams({ sitting: form.elements.sitting.value, ...more })
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value }
  return fetch(place.dataset.address, { method: "POST", body, headers, redirect: "manual", ...options })
}

async function stay() {
  try {
    const answer = await send({ signal: AbortSignal.timeout(PATIENCE) })
    if (answer.ok) tell(place.querySelector("[role=status]"), (await answer.json()).others)
  } catch {
    // the next one may arrive
  }
  setTimeout(stay, BEAT)
}

addEventListener("pagehide", () => send({ keepalive: true }, { leaving: "yes" }).catch(() => {}))
setTimeout(stay, BEAT) // until then the page says what was so when it was made
