/* The point of a picture that must be seen when it is cut: clicked, or moved with the arrow keys. */

const STEP = 5 // percent
const KEYS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }
const within = (value) => Math.max(0, Math.min(100, Math.round(value)))

/** Let `area`, which holds an image and its mark, set two inputs to percents from the left and the top. */
export function pointAt(area, x, y) {
  const image = area.querySelector("img")
  const mark = area.querySelector(".focal-point")
  const show = () => {
    mark.style.left = `${x.value}%`
    mark.style.top = `${y.value}%`
  }
  const set = (left, top) => {
    x.value = within(left)
    y.value = within(top)
    for (const input of [x, y]) input.dispatchEvent(new Event("input", { bubbles: true }))
    show()
  }
  area.addEventListener("click", (event) => {
    const frame = image.getBoundingClientRect()
    set(((event.clientX - frame.left) / frame.width) * 100, ((event.clientY - frame.top) / frame.height) * 100)
  })
  area.addEventListener("keydown", (event) => {
    const by = KEYS[event.key]
    if (!by) return
    event.preventDefault()
    set(Number(x.value) + by[0], Number(y.value) + by[1])
  })
  for (const input of [x, y]) input.addEventListener("change", show)
  show()
}
