// The diagram that shows a place's partners. Its finder understands what the search does, for it asks the search.

import { live } from "./controls.js"
import { byKeyboard } from "./reader.js"

function paragraph(...content) {
  const element = document.createElement("p")
  element.append(...content)
  return element
}

function button(textContent, act) {
  const element = Object.assign(document.createElement("button"), { type: "button", textContent })
  element.addEventListener("click", act)
  return element
}

let worker
const waiting = []

/** What the search answers; its worker is loaded with the first question. Answers keep the order of the questions. */
function search(query) {
  if (!worker) {
    worker = new Worker(JSON.parse(document.getElementById("__config").textContent).search)
    worker.onmessage = ({ data: { type, data } }) => { if (type === 3) waiting.shift()(data); }
    worker.onerror = () => waiting.splice(0).forEach(answer => answer({ failed: true }))
  }
  worker.postMessage({ type: 2, data: query })
  return new Promise(answer => waiting.push(answer))
}

/** Let a place be typed, or chosen in the picture: its lines stand out, and its entry is shown where one looks. */
function explore(figure, picture) {
  const lines = [...picture.querySelectorAll("path")]
  const links = [...picture.querySelectorAll("[data-place]")]
  const input = figure.querySelector("input")
  const places = [...figure.querySelectorAll("option")]
  const answer = figure.querySelector("[data-answer]")
  let asked = input // gets the focus back

  function highlight(codes) {
    const chosen = lines.filter(({ dataset }) => codes.includes(dataset.from) || codes.includes(dataset.to))
    const partners = new Set(chosen.flatMap(({ dataset }) => [dataset.from, dataset.to]))
    lines.forEach(line => line.classList.toggle("on", chosen.includes(line)))
    links.forEach(link => link.classList.toggle("on", partners.has(link.dataset.place)))
    picture.classList.toggle("chosen", partners.size > 0)
  }

  function tell(...content) {
    const close = button("关闭", event => {
      input.value = ""
      choose([])
      if (byKeyboard(event)) asked.focus()
    })
    answer.replaceChildren(...content, ...(content.length ? [close] : []))
  }

  /** Of one place its entry, of several their names to choose from. */
  function choose(found) {
    highlight(found.flatMap(({ dataset }) => dataset.inside.split(" ")))
    tell(...(found.length > 1 ? [namesOf(found)] : found.map(entryOf)))
  }

  function entryOf({ dataset: { place } }) {
    const entry = document.getElementById(`place-${place}`).cloneNode(true), list = document.createElement("dl")
    entry.removeAttribute("id")
    list.append(entry)
    return list
  }

  function namesOf(found) {
    return paragraph("是下列哪一个？", ...found.map(place => button(place.value, event => {
      input.value = place.value
      choose([place])
      if (byKeyboard(event)) input.focus()
    })))
  }

  async function find() {
    const typed = input.value.trim()
    const named = fits => places.filter(({ dataset }) => dataset.names.split(" ").some(fits))
    if (!typed) return choose([])
    const exact = named(name => name === typed)
    if (exact.length) return choose(exact)
    const begun = named(name => name.startsWith(typed))
    if (begun.length) choose(begun)
    const { places: understood = [], failed } = await search(typed)
    if (input.value.trim() !== typed) return
    const known = places.filter(place => begun.includes(place) || understood.includes(place.value))
    const found = known.length ? known : named(name => name.includes(typed))
    if (!begun.length || found.length > begun.length) choose(found)
    if (!found.length) tell(paragraph(failed ? "查找未能载入，请稍后再试" : `结对关系中没有“${typed}”`))
  }

  const controls = figure.querySelector(".controls")
  live(controls, () => {
    asked = input
    controls.after(answer)
    find()
  })
  const warm = () => search(" ")
  if (document.activeElement === input) warm() // it got the focus before this script was there
  else input.addEventListener("focus", warm, { once: true })
  picture.addEventListener("click", event => {
    const link = event.target.closest("[data-place]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    history.replaceState(null, "", link.getAttribute("href"))
    const chosen = places.filter(({ dataset }) => dataset.place === link.dataset.place)
    input.value = chosen[0].value
    picture.after(answer)
    asked = link
    choose(chosen)
    keepInSight(link, answer)
  })
}

/** Scroll what header, answer or window's edge cover into sight: Firefox does not for a focused link in a picture. */
function keepInSight(link, answer) {
  const { top, bottom } = link.getBoundingClientRect()
  const ceiling = document.querySelector(".md-header").getBoundingClientRect().bottom
  const over = answer?.childNodes.length && answer.previousElementSibling.matches("svg")
  const floor = over ? answer.getBoundingClientRect().top : innerHeight
  if (top < ceiling) scrollBy({ top: top - ceiling, behavior: "instant" })
  else if (bottom > floor) scrollBy({ top: bottom - floor, behavior: "instant" })
}

for (const figure of document.querySelectorAll("figure[data-script='diagram.js']")) {
  const picture = figure.querySelector("svg"), answer = figure.querySelector("[data-answer]")
  if (figure.matches("[data-explore]")) explore(figure, picture)
  // Not on the picture: Chromium would make it a stop of its own.
  figure.addEventListener("focusin", ({ target }) => {
    if (picture.contains(target) && target.matches(":focus-visible")) keepInSight(target, answer)
  })
}
