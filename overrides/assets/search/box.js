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
  addEventListener("keyup", event => {
    if (event.target === box && event.isComposing) event.stopImmediatePropagation()
  }, true)
  // A result that is followed leaves its query in the page's address: going back returns to the results.
  addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
    if (ctrlKey || metaKey || shiftKey || !target.closest?.(".md-search-result a")) return
    const address = new URL(location)
    address.searchParams.set("q", box.value)
    history.replaceState(history.state, "", address)
  })
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && new URL(location).searchParams.has("q")) document.getElementById("__search").click()
  })
  box.addEventListener("focus", () => {
    if (box.value) return
    box.value = " "
    search()
    box.value = ""
    search()
  }, { once: true })
})
