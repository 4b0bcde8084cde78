/*
 * Material's box listens to keyup alone. Text that comes without keys (pasted with the mouse, dictated) is searched
 * too, and nothing while an input method is composing. On focus a blank query lets the engine load ahead.
 */
addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("[data-md-component=search-query]")
  if (!box) return
  const search = () => box.dispatchEvent(new KeyboardEvent("keyup"))
  const pass = ({ isComposing }) => isComposing || search()
  box.addEventListener("input", pass)
  box.addEventListener("compositionend", search)
  addEventListener("keyup", event => event.target === box && event.isComposing && event.stopImmediatePropagation(), true)
  box.addEventListener("focus", () => {
    if (box.value) return
    box.value = " "
    search()
    box.value = ""
    search()
  }, { once: true })
})
