// A field that offers what it finds is drawn by a library without a name: it takes the one of the select behind it.

const DRAWN = ".select2-container"

function nameOf(select) {
  const said = select?.getAttribute("aria-label") || select?.labels?.[0]?.textContent || ""
  return said.trim().replace(/[:.։՝]$/, "")
}

function name(drawn, said) {
  for (const box of drawn.querySelectorAll("[role=combobox], [role=textbox]")) {
    box.removeAttribute("aria-labelledby") // which would name it after what is chosen, or after nothing
    box.setAttribute("aria-label", said)
  }
  for (const clear of drawn.querySelectorAll("ul > .select2-selection__clear")) clear.setAttribute("role", "listitem")
  for (const search of drawn.querySelectorAll(".select2-search__field")) search.setAttribute("aria-label", said)
}

function nameAll() {
  for (const drawn of document.querySelectorAll(`select + ${DRAWN}`)) name(drawn, nameOf(drawn.previousElementSibling))
  const opened = document.querySelector(`select + ${DRAWN}--open`)
  const list = document.querySelector(`body > ${DRAWN}--open`)
  if (opened && list) name(list, nameOf(opened.previousElementSibling))
}

new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true })
nameAll()
