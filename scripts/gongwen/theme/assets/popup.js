// What the boxes that open beside the text share: the menu of citations and the note on a term.

let loading

/** Put `box` beside the passage it is about, never over it: below, else above; under a heading. */
export function place(box, passage, anchor = passage) {
  if (passage.matches("h1, h2, h3")) {
    const tools = passage.nextElementSibling
    ;(tools?.matches(".tools") ? tools : passage).after(box)
  } else {
    (passage.closest("main") ?? document.body).append(box)
    const origin = box.offsetParent.getBoundingClientRect()
    const { top, bottom } = passage.getBoundingClientRect()
    const header = document.querySelector(".md-header").getBoundingClientRect().bottom
    const above = bottom + box.offsetHeight + 4 > innerHeight && top - box.offsetHeight - 4 > header
    const room = document.documentElement.clientWidth - box.offsetWidth - 8
    const left = Math.min(anchor.getBoundingClientRect().left, room)
    box.style.position = "absolute"
    box.style.left = `${Math.max(8, left) - origin.left}px`
    box.style.top = `${(above ? top - box.offsetHeight - 4 : bottom + 4) - origin.top}px`
  }
  box.scrollIntoView({ block: "nearest" })
}

/** Its style sheet, loaded with the first box. */
export function styled() {
  loading ??= new Promise(resolve => {
    const link = make("link", { rel: "stylesheet", href: new URL("popup.css", import.meta.url) })
    link.onload = link.onerror = resolve
    document.head.append(link)
  })
  return loading
}

/** `make("b", {}, "链接")`: an element with attributes and a text. */
export function make(name, attributes, text = "") {
  const element = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  element.textContent = text
  return element
}
