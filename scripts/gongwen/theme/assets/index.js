// The index: a filter by name and pinyin, and entries that open when a link leads to them.

import { clearFor, counted, live, wordsOf } from "./controls.js"

const controls = document.querySelector("[data-index] .controls")
const sections = [...document.querySelectorAll(".index")]
const entries = [...document.querySelectorAll(".entry")]
const filter = controls.querySelector("input")

function show() {
  const words = wordsOf(filter)
  for (const entry of entries) entry.hidden = !words.every(word => entry.dataset.names.includes(word))
  for (const section of sections) {
    const empty = box => !box.querySelector(".entry:not([hidden])")
    for (const letter of section.querySelectorAll("div:not(.entry):has(> h3)")) letter.hidden = empty(letter)
    section.hidden = section.previousElementSibling.hidden = empty(section)
    section.classList.toggle("filtered", words.length > 0)
  }
  const shown = entries.filter(({ hidden }) => !hidden)
  controls.querySelector("output").textContent = counted(shown.length, entries.length)
}

/** Who comes for an entry wants to see its sentences. */
function open() {
  const details = document.querySelector(".entry:target > details")
  if (details) details.open = true
}

addEventListener("hashchange", open)
clearFor(controls, id => document.getElementById(id)?.closest("[hidden]"))
live(controls, show)
open()
