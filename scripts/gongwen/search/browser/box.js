/*
 * Material reads its box on keys, on focus and once its worker is ready. Here it does too when text comes without keys
 * (pasted with the mouse, dictated), and not while an input method composes. On focus a blank query loads the engine.
 */
addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("[data-md-component=search-query]")
  if (!box) return
  const search = () => box.dispatchEvent(new KeyboardEvent("keyup"))
  box.addEventListener("input", search)
  // While letters compose, the box reads as it did before.
  box.addEventListener("compositionstart", () => {
    const { value } = box
    Object.defineProperty(box, "value", { configurable: true, get: () => value })
  })
  box.addEventListener("compositionend", () => {
    delete box.value
    search()
  })
  box.form.addEventListener("reset", () => setTimeout(search))
  document.querySelector(".md-search-result__meta").setAttribute("aria-live", "polite")

  const writeQuery = query => {
    const address = new URL(location)
    if (query) address.searchParams.set("q", query)
    else address.searchParams.delete("q")
    history.replaceState(history.state, "", address)
  }
  addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
    const link = target.closest?.(".md-search-result a")
    if (!link) return
    // The title of what is no clause leads where its only section does: to the pairing, not to the page of all.
    const [title, section] = link.closest(".md-search-result__item").querySelectorAll("a")
    if (link === title && section && !/clauses\/\d/.test(link.href)) link.href = section.href
    // A result that is followed leaves its query in the page's address: going back returns to the results.
    if (!ctrlKey && !metaKey && !shiftKey && box.value.length < 200) writeQuery(box.value)
  })
  // A page that comes back as it was left has its box closed.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted || !new URL(location).searchParams.has("q")) return
    document.getElementById("__search").click()
    box.focus()
    writeQuery("")
  })
  box.addEventListener("focus", () => {
    if (box.value) return
    box.value = " "
    search()
    box.value = ""
    search()
  }, { once: true })
})
