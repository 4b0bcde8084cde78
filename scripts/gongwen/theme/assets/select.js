// A run of sentences: selected, it can be copied as a link and cited; named by the address, it is marked. Imported with
// the first selection over several sentences, or for an address like /clauses/8/?to=c8-p1-s4#c8-p1-s2.

import { openCitation } from "./cite.js"
import { copy, home, say } from "./reader.js"
import { addressOf, placeOf } from "./runs.js"

const sentences = () => [...document.querySelectorAll("p > span[id]")]
let offered = ""

/** Mark the sentences from `id` to `to`; false where the page has no such run. */
export function mark(id, to) {
  const all = sentences(), [from, end] = [id, to].map(name => all.findIndex(sentence => sentence.id === name))
  if (from < 0 || end < from) return false
  all.forEach((sentence, at) => sentence.classList.toggle("run", at >= from && at <= end))
  return true
}

/** What one can do with the selected sentences, if they are several, each selected in part at least. */
export async function offer() {
  const chosen = getSelection(), range = chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null
  const found = range ? sentences().filter(sentence => holds(range, sentence)) : []
  const [id, to] = [found[0]?.id, found.at(-1)?.id]
  if (id === to || offered === `${id} ${to}`) return
  offered = `${id} ${to}`
  const places = await placesOf(), words = `已选${placeOf(places, id, to)}`
  say(words, ["复制链接", () => copyRun(id, to)])
  clearTimeout(say.timer) // it stays as long as something is selected
  const toast = document.querySelector(".toast"), shown = toast.textContent
  document.addEventListener("selectionchange", function end() {
    if (!getSelection().isCollapsed) return
    document.removeEventListener("selectionchange", end)
    offered = ""
    say.timer = setTimeout(() => { if (toast.textContent === shown) toast.remove(); }, 2000)
  })
}

/** Whether a range has any of a sentence's words. */
function holds(range, sentence) {
  if (!range.intersectsNode(sentence)) return false
  const part = new Range()
  part.selectNodeContents(sentence)
  const { startContainer, startOffset, endContainer, endOffset } = range
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(startContainer, startOffset)
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(endContainer, endOffset)
  return part.toString().trim() !== ""
}

let reading

function placesOf() {
  const read = () => fetch(new URL("citations.json", import.meta.url)).then(response => response.json())
  reading ??= read().then(({ places }) => places)
  return reading
}

async function copyRun(id, to) {
  const url = home() + addressOf(id, to), here = new URL(addressOf(id, to), location.href)
  getSelection().removeAllRanges()
  history.replaceState(history.state, "", here)
  mark(id, to)
  const anchor = document.querySelector(`[id="${to}"] > .permalink`)
  say(await copy(url) ? "已复制链接" : `链接：${url}`, ["引用…", () => openCitation(id, anchor, { to }), anchor])
}
