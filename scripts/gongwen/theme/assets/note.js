// A term that is tapped shows its note in place, with a way to its entry: nobody leaves the text for it. Imported by
// the first such tap; a mouse and the keyboard have the note as a tooltip.

import { make, place, styled } from "./popup.js"

let close = () => {}

/** Show what the site has on the term that `link` leads to. */
export async function openNote(link) {
  close()
  await styled()
  const name = link.firstChild.textContent
  const box = make("div", { class: "popup gloss", role: "dialog", "aria-label": name })
  const [, page] = /(pairings|terms)/.exec(link.href) ?? []
  const entry = make("a", { href: link.href }, { pairings: "到结对关系页", terms: "到术语页" }[page] ?? "到所指之处")
  box.append(make("b", {}, name), make("p", {}, link.title), entry)
  const outside = ({ target, key }) => {
    if (key ? key === "Escape" : !box.contains(target)) close()
    if (key === "Escape") link.focus()
  }
  close = () => {
    for (const event of ["pointerdown", "keydown"]) removeEventListener(event, outside)
    box.remove()
    close = () => {}
  }
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, outside)
  place(box, link)
  entry.focus({ preventScroll: true }) // read out where a screen reader is on
}
