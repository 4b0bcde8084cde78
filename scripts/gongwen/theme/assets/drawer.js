// The list of pages of a narrow window, for the keyboard and for who hears the page. The theme opens it by a label,
// which neither can use: a button takes its place. Without scripts the label stays.

import { byKeyboard } from "./reader.js"

const toggle = document.getElementById("__drawer"), drawer = document.querySelector(".md-sidebar--primary")
const label = document.querySelector(".md-header__inner > label[for=__drawer]")

if (toggle && drawer && label) {
  const button = document.createElement("button"), named = { type: "button", for: "__drawer", "aria-label": "导航" }
  for (const [name, value] of Object.entries({ ...named, class: label.className })) button.setAttribute(name, value)
  button.append(...label.childNodes)
  label.replaceWith(button)

  const tell = () => button.setAttribute("aria-expanded", toggle.checked)
  toggle.addEventListener("change", tell)
  tell()
  button.addEventListener("click", event => {
    toggle.click()
    if (!byKeyboard(event) || !toggle.checked) return
    // To the first link that can be seen.
    ;[...drawer.querySelectorAll("a, input")].find(at => (at.focus(), at === document.activeElement))
  })
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !toggle.checked) return
    toggle.click()
    button.focus()
  })
  // Who leaves the list by Tab leaves it closed; it would lie over the text.
  const leave = ({ relatedTarget }) => {
    if (toggle.checked && relatedTarget && relatedTarget !== button && !drawer.contains(relatedTarget)) toggle.click()
  }
  button.addEventListener("focusout", leave)
  drawer.addEventListener("focusout", leave)
}
