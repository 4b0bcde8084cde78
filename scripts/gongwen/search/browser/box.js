/*
 * Material reads its box on keys, on focus and once its worker is ready. Here it does too when text comes without keys
 * (pasted with the mouse, dictated), and not while an input method composes. On focus a blank query loads the engine.
 * What the worker says of its results (`notice`) stands above them. Enter opens the first result of what was typed,
 * which Material looks for among those that are there, however old. This script runs before Material's.
 */

import { stopComposingKeys } from "./composing.js"

/** The last answer, with its query. */
let said = { notice: "", items: [] }
/** The query whose first result is to be opened as soon as it is there. */
let wanted
/** Queries that are not answered yet; answers keep their order. */
const unanswered = []
/** Material's worker: the first of the page, where a picture may start another. */
let searcher

/** What Material starts, listened to before Material itself does. */
self.Worker = class extends Worker {
  constructor(...address) {
    super(...address)
    searcher ??= this
    if (searcher === this) this.addEventListener("message", ({ data: { type, data } }) => {
      if (type !== 3) return
      said = { ...data, query: unanswered.shift() }
      if (said.query === wanted) setTimeout(openFirst) // when Material has put them there
    })
  }

  postMessage(message) {
    if (searcher === this && message.type === 2) unanswered.push(message.data)
    super.postMessage(message)
  }
}

function openFirst() {
  const key = { key: "Enter", bubbles: true, cancelable: true }
  document.querySelector("[data-md-component=search-query]").dispatchEvent(new KeyboardEvent("keydown", key))
}

/** In Material's line above the results stands what is said of them; where there are none, nothing else. */
function tell(meta, box) {
  let shown = ""
  new MutationObserver(() => {
    const { textContent } = meta, { notice, items } = said
    if (!notice || !box.value || textContent === shown) return
    shown = items.length ? `${notice}。${textContent.trim()}` : notice
    meta.textContent = shown
  }).observe(meta, { childList: true })
}

addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("[data-md-component=search-query]")
  if (!box) return
  const search = () => box.dispatchEvent(new KeyboardEvent("keyup"))
  stopComposingKeys(box)
  box.addEventListener("keydown", event => {
    if (event.key !== "Enter" || said.query === box.value) return
    wanted = box.value
    event.stopPropagation()
    event.preventDefault()
  })
  // Material closes the search an eighth of a second after it has opened a page or come to a passage, and misses that
  // who left the box with Esc came back: on a slow machine somebody has come to it or typed since. Whoever closes it
  // leaves the box.
  const toggle = document.getElementById("__search")
  const stayOpen = () => { if (!toggle.checked && box === document.activeElement) toggle.click() }
  toggle.addEventListener("change", () => setTimeout(stayOpen))
  box.addEventListener("input", () => {
    wanted = undefined
    stayOpen()
    search()
  })
  // While letters compose, the box reads as it did before.
  box.addEventListener("compositionstart", () => {
    const { value } = box
    Object.defineProperty(box, "value", { configurable: true, get: () => value })
  })
  box.addEventListener("compositionend", () => {
    delete box.value
    search()
  })
  box.form.addEventListener("reset", () => {
    box.defaultValue = ""
    setTimeout(search)
  })
  const meta = document.querySelector(".md-search-result__meta")
  meta.setAttribute("aria-live", "polite")
  tell(meta, box)

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
    if (link === title && section && !/clauses\/\w/.test(link.href)) link.href = section.href
    // A result that is followed leaves its query in the page's address: going back returns to the results.
    if (ctrlKey || metaKey || shiftKey || box.value.length >= 200) return
    writeQuery(box.value)
    box.defaultValue = box.value // to which WebKit resets it, some time after a page came back as it was left
  })
  // A page that comes back as it was left has its box closed.
  addEventListener("pageshow", ({ persisted }) => {
    const query = new URL(location).searchParams.get("q")
    if (!persisted || query === null) return
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
