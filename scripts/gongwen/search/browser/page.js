/* The page /search/: the worker of the header's box, the query and the filters in the address, all results at once. */

import { stopComposingKeys } from "./composing.js"

{
  const LONGEST_IN_ADDRESS = 200
  const NAMES = { pairing: "结对关系", term: "术语", part: "部分" }
  const { base, search } = JSON.parse(document.getElementById("__config").textContent)
  const form = document.getElementById("search-form")
  const element = name => document.getElementById(`search-${name}`)
  const [status, everything, list, help] = ["status", "all", "results", "help"].map(element)
  const { q: box, part } = form.elements
  const kinds = [...form.querySelectorAll("[name=kind]")]
  const root = new URL(`${base}/`, document.baseURI), title = document.title
  const worker = new Worker(search)
  const asked = []
  // The text of the box, but not while an input method composes.
  let query = "", found
  const kindOf = ([head]) => kinds.some(({ value }) => value === head.kind) ? head.kind : "other"
  const failed = () => {
    status.textContent = "检索未能载入，请稍后再试"
    list.innerHTML = ""
  }

  worker.onerror = failed
  worker.onmessage = ({ data: { type, data } }) => {
    if (type === 1) {
      form.classList.add("ready")
      return ask()
    }
    // Answers keep the order of the queries; only the last one is shown.
    if (asked.shift() !== query || asked.includes(query)) return
    if (data.failed) return failed()
    const first = !found
    found = data
    show()
    if (first) scrollTo(0, history.state?.y ?? 0)
  }

  function ask() {
    if (!found && query.trim()) status.textContent = "正在检索……"
    asked.push(query)
    // A blank query lets the engine load ahead.
    worker.postMessage({ type: 2, data: query || " " })
  }

  function show() {
    const chosen = kinds.filter(({ checked }) => checked).map(({ value }) => value), asks = query.trim()
    const inPart = found.items.filter(([head]) => !part.value || head.part === +part.value)
    const shown = inPart.filter(group => chosen.includes(kindOf(group)))
    for (const count of form.querySelectorAll("[data-count]"))
      count.textContent = asks ? inPart.filter(group => kindOf(group) === count.dataset.count).length : ""
    const hidden = found.items.length - shown.length
    const filtered = hidden ? `，另有 ${hidden} 条被筛选隐去` : ""
    const counted = found.items.length ? `找到 ${shown.length} 条结果${filtered}` : ""
    status.textContent = query ? [found.notice, counted].filter(Boolean).join("。") : ""
    everything.hidden = !hidden
    help.hidden = found.items.length > 0
    document.title = asks ? `${asks.slice(0, 40)} - ${title}` : title
    list.innerHTML = shown.map(draw).join("")
  }

  /** A result as HTML. The worker has escaped the texts; what is markup in them is its own. */
  function draw([head, first = head, ...more]) {
    const tag = head.tags ? ` <small>${head.tags}</small>` : ""
    const link = ({ location }, content) => `<a href="${new URL(location, root)}">${content}</a>`
    if (head.kind in NAMES) {
      // A pairing, an entry and a part are what they are called: said once, with a link to their own place.
      const [name, ...others] = head.kind === "part" ? [head.title] : first.text.split("、")
      const also = others.length ? "，又称" + others.join("、") : ""
      return `<li><h2>${link(first, name)}${tag}</h2><p>${NAMES[head.kind]}${also}</p></li>`
    }
    const sections = first === head ? [] : [first, ...more]
    const items = sections.map(section => `<li>${link(section, "<b>" + section.title + "</b> " + section.text)}</li>`)
    const title = link(head.kind === "clause" ? head : first, head.title)
    return `<li><h2>${title}${tag}</h2>${head.text && `<p>${head.text}</p>`}<ul>${items.join("")}</ul></li>`
  }

  /** The state of the form ⇄ the address, so that it can be shared and going back returns to the same results. */
  function writeAddress() {
    const address = new URLSearchParams()
    if (query && query.length <= LONGEST_IN_ADDRESS) address.set("q", query)
    if (part.value) address.set("part", part.value)
    for (const { checked, value } of kinds) if (!checked) address.append("without", value)
    const here = new URL(location)
    here.search = address
    here.hash = ""
    history.replaceState(null, "", here)
  }

  /** The form as the address says; `kept` what was typed or chosen, or put back by the browser, before this script. */
  function readAddress(kept = { query: "", part: "", without: [] }) {
    const address = new URLSearchParams(location.search)
    box.value = query = kept.query || (address.get("q") ?? "")
    part.value = kept.part || (address.get("part") ?? "")
    const without = kept.without.length ? kept.without : address.getAll("without")
    for (const kind of kinds) kind.checked = !without.includes(kind.value)
  }

  const typed = event => {
    if (event.isComposing) return
    query = box.value
    writeAddress()
    ask()
  }
  const filtered = () => {
    writeAddress()
    if (found) show()
  }
  stopComposingKeys(box)
  box.addEventListener("input", typed)
  box.addEventListener("compositionend", typed)
  // Leaving the box changes nothing; a list drawn anew would slip away from under the pointer.
  form.addEventListener("change", ({ target }) => target === box || filtered())
  form.addEventListener("submit", event => event.preventDefault())
  everything.addEventListener("click", ({ detail }) => {
    part.value = ""
    for (const kind of kinds) kind.checked = true
    filtered()
    if (!detail) kinds[0].focus() // from the keyboard, whose stop is gone
  })
  addEventListener("popstate", () => { readAddress(); ask() })
  addEventListener("pagehide", () => {
    box.defaultValue = box.value // to which WebKit resets it, some time after a page came back as it was left
    history.replaceState({ y: scrollY }, "")
  })
  // The build writes the titles of the parts here.
  ;["PARTS"].forEach((title, i) => part.add(new Option(title, i + 1)))
  const unchecked = kinds.filter(({ checked }) => !checked).map(({ value }) => value)
  readAddress({ query: box.value, part: part.value, without: unchecked })
  if (query) writeAddress()
  help.hidden = Boolean(query)
  box.focus({ preventScroll: true })
  worker.postMessage({ type: 0, data: {} })
}
