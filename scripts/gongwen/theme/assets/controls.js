// What all filters share: they show what their fields hold, however it came there.

/**
 * Calls `show` now, and whenever the fields in `box` hold something else: typed before this script came, typed or
 * chosen since, or put back by the browser on reload and on Back. Letters that still compose are no text yet.
 */
export function live(box, show) {
  const fields = [...box.querySelectorAll("input, select")]
  let shown
  const update = () => {
    const held = JSON.stringify(fields.map(({ value }) => value))
    if (held !== shown) show()
    shown = held
  }
  box.addEventListener("input", ({ isComposing }) => { if (!isComposing) update(); })
  box.addEventListener("compositionend", update)
  addEventListener("pageshow", update)
  update()
  box.removeAttribute("aria-busy")
}

/** Empty the fields before a link of the page leads to something that they hide. */
export function clearFor(box, hides) {
  addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href^='#']")
    if (!link || !hides(link.getAttribute("href").slice(1))) return
    for (const field of box.querySelectorAll("input, select")) field.value = ""
    box.dispatchEvent(new Event("input"))
  }, { capture: true })
}

/** The words typed into a field, all of which are to be found. */
export const wordsOf = ({ value }) => value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean)

export const counted = (shown, all) => shown === all ? `共 ${all} 项` : `显示 ${shown} 项，共 ${all} 项`
