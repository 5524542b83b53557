/* Asks the site on behalf of a page of the desk; an answer that came from anywhere but the address is none. */

export class Trouble extends Error {}

export async function ask(address, options = {}) {
  let answer
  try {
    answer = await fetch(address, { credentials: "same-origin", ...options })
  } catch {
    throw new Trouble()
  }
  if (answer.redirected || !(answer.ok || answer.status === 422)) throw new Trouble(answer.status)
  return answer
}

export const key = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? ""
