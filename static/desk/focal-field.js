/* On the page of a picture: what must be seen is clicked in the picture itself; the two numbers stay. */

import { pointAt } from "./focal-point.js"

const host = document.querySelector(".field-shown .readonly")
const [x, y] = ["id_focal_x", "id_focal_y"].map((id) => document.getElementById(id))
const file = document.getElementById("id_original")

function show(source) {
  const area = document.createElement("div")
  area.className = "focal"
  area.tabIndex = 0
  area.setAttribute("role", "group")
  area.setAttribute("aria-label", document.querySelector(".field-focal_x .help, .field-focal_y .help")?.textContent ?? "")
  const image = Object.assign(document.createElement("img"), { src: source, alt: "" })
  const mark = Object.assign(document.createElement("span"), { className: "focal-point" })
  area.append(image, mark)
  host.replaceChildren(area)
  pointAt(area, x, y)
}

if (host && x && y) {
  const shown = host.querySelector("[data-whole]")
  if (shown) show(shown.dataset.whole)
  file?.addEventListener("change", () => {
    if (file.files[0]) show(URL.createObjectURL(file.files[0]))
  })
}
