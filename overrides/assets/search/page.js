"use strict"
/* The page /search/: the worker of the header's box, the query and the filters in the address, all results at once. */
{
  const { base, search } = JSON.parse(document.getElementById("__config").textContent)
  const form = document.getElementById("search-form")
  const [status, list, help] = ["status", "results", "help"].map(name => document.getElementById(`search-${name}`))
  const { q: box, part } = form.elements
  const kinds = [...form.querySelectorAll("[name=kind]")]
  const root = new URL(`${base}/`, document.baseURI)
  const worker = new Worker(search)
  const asked = []
  let found = { items: [] }
  const kindOf = ([head]) => kinds.some(({ value }) => value === head.kind) ? head.kind : "other"

  worker.onmessage = ({ data: { type, data } }) => {
    if (type === 1) return ask()
    // Answers keep the order of the queries; only the last one is shown.
    if (asked.shift() !== box.value || asked.includes(box.value)) return
    found = data
    show()
  }

  function ask() {
    asked.push(box.value)
    worker.postMessage({ type: 2, data: box.value })
  }

  function show() {
    const chosen = kinds.filter(({ checked }) => checked).map(({ value }) => value)
    const inPart = found.items.filter(([head]) => !part.value || head.part === +part.value)
    const shown = inPart.filter(group => chosen.includes(kindOf(group)))
    for (const count of form.querySelectorAll("[data-count]"))
      count.textContent = box.value ? inPart.filter(group => kindOf(group) === count.dataset.count).length : ""
    const hidden = found.items.length - shown.length
    const filtered = hidden ? `，另有 ${hidden} 项被筛去` : ""
    const counted = found.items.length ? `${shown.length} 项结果${filtered}` : "没有找到"
    const said = found.failed ? "检索未能载入，请稍后再试" : [found.notice, counted].filter(Boolean).join("。")
    status.textContent = box.value.trim() ? said : ""
    help.hidden = shown.length > 0
    // The worker has escaped the texts; what is markup in them is its own.
    const link = ({ location }, title) => `<a href="${new URL(location, root)}">${title}</a>`
    list.innerHTML = shown.map(([head, ...sections]) => {
      const [{ title, text } = head] = sections
      // A pairing and an entry are what they are called: said once, with a link to their own place.
      if (["pairing", "term"].includes(head.kind)) return `<li><h2>${link(sections[0], text)}</h2><p>${title}</p></li>`
      const items = sections.map(section => `<li>${link(section, section.title)}<p>${section.text}</p></li>`)
      const heading = link(head.kind === "clause" ? head : sections[0] ?? head, head.title)
      return `<li><h2>${heading}</h2><p>${head.text}</p><ul>${items.join("")}</ul></li>`
    }).join("")
  }

  /** The state of the form ⇄ the address, so that it can be shared and going back returns to the same results. */
  function writeAddress() {
    const address = new URLSearchParams()
    if (box.value) address.set("q", box.value)
    if (part.value) address.set("part", part.value)
    for (const { checked, value } of kinds) if (!checked) address.append("without", value)
    history.replaceState(null, "", `${location.pathname}?${address}`.replace(/\?$/, ""))
  }

  function readAddress() {
    const address = new URLSearchParams(location.search)
    box.value = address.get("q") ?? ""
    part.value = address.get("part") ?? ""
    for (const kind of kinds) kind.checked = !address.getAll("without").includes(kind.value)
  }

  const typed = event => {
    if (event.isComposing) return
    writeAddress()
    ask()
  }
  box.addEventListener("input", typed)
  box.addEventListener("compositionend", typed)
  form.addEventListener("change", ({ target }) => {
    // Leaving the box changes nothing; a list drawn anew would slip away from under the pointer.
    if (target === box) return
    writeAddress()
    show()
  })
  form.addEventListener("submit", event => event.preventDefault())
  addEventListener("popstate", () => { readAddress(); ask() })
  // The build writes the titles of the parts here.
  ;["PARTS"].forEach((title, i) => part.add(new Option(title, i + 1)))
  readAddress()
  help.hidden = Boolean(box.value)
  box.focus()
  worker.postMessage({ type: 0, data: {} })
}
