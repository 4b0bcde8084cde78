// The page /check/: what is pasted there is compared in the browser and leaves it by no way, neither to a server nor
// into an address or a store.

import { createFinder } from "./check-find.js"
import { openCitation } from "./cite.js"
import { make } from "./popup.js"
import { copy, home, say } from "./reader.js"
import { addressOf, placeOf } from "./runs.js"

const box = document.querySelector("[data-script='check.js']")
const [field, status, list, clear] = ["textarea", "output", "ol", "button"].map(name => box.querySelector(name))
const NOTHING = "没有找到本文件的文字。也可能改动太大，或者不到十个字。"
let data, find, shown

async function load() {
  const read = name => fetch(new URL(name, import.meta.url)).then(response => response.json())
  const [texts, citations] = await Promise.all(["check.json", "citations.json"].map(read))
  data = { ...texts, places: citations.places }
  find = createFinder(texts)
  box.removeAttribute("aria-busy")
  show()
}

function show() {
  const text = field.value
  if (!find || text === shown) return
  shown = text
  const found = find(text), altered = found.filter(({ exact }) => !exact).length
  const told = `找到 ${found.length} 处引文：` +
    [[found.length - altered, "与原文一致"], [altered, "与原文不同"]].filter(([count]) => count)
      .map(([count, what]) => `${count} 处${what}`).join("，")
  status.textContent = found.length ? told : text.trim() ? NOTHING : ""
  clear.disabled = !text
  list.replaceChildren(...found.map(draw))
}

/** A quotation: where it stands, whether it says what stands there, both texts, and each difference in words. */
function draw({ ids, pieces, exact, whole }, index) {
  const { id, to } = passageOf(ids), where = placeOf(data.places, id, to)
  const item = make("li", {}), head = make("h2", {})
  const others = pieces.filter(({ kind }) => kind === "other")
  const verdict = exact ? "与原文一致" : `${others.length} 处与原文不同`
  const link = make("a", { href: new URL(pathOf(ids[0]) + addressOf(id, to), root(location.href)) }, where)
  head.append(link, make("small", { class: exact ? "right" : "wrong" }, whole ? verdict : `${verdict}，有省略`))
  item.append(head)
  if (!exact) item.append(line("所引", pieces, "theirs"))
  item.append(line("原文", pieces, "ours"))
  if (others.length) {
    const differences = make("ul", {})
    for (const piece of others) differences.append(make("li", {}, tell(piece)))
    item.append(differences)
  }
  const actions = make("p", { class: "tools" })
  const url = root(home()).href + pathOf(ids[0], true) + addressOf(id, to)
  const quote = pieces.map(({ kind, ours }) => kind === "cut" ? "……" : ours).join("")
  actions.append(
    button("复制链接", async () => say(await copy(url) ? "已复制链接" : `链接：${url}`)),
    button("引用…", anchor => openCitation(id, anchor, { to, quote, url, beside: actions })),
  )
  item.append(actions)
  item.setAttribute("aria-label", `第 ${index + 1} 处：${where}，${verdict}`)
  return item
}

/** One of the two texts, what differs in it marked; left-out words are counted on the side that lacks them. */
function line(name, pieces, side) {
  const row = make("p", { class: side })
  row.append(make("b", {}, name))
  const text = make("span", {})
  for (const { kind, [side]: words, ours } of pieces) {
    if (kind === "same") text.append(words)
    else if (kind === "other") text.append(words ? make(side === "ours" ? "ins" : "del", {}, words) : "")
    else text.append(side === "ours" ? make("span", { class: "cut" }, ours) : "……")
  }
  row.append(text)
  return row
}

function tell({ theirs, ours }) {
  if (!theirs) return `少了“${ours}”`
  return ours ? `原文“${ours}”，所引“${theirs}”` : `多了“${theirs}”`
}

/** A clause that is there as a whole, whatever has just these sentences, or the first and the last of them. */
function passageOf(ids) {
  const isSentence = id => /-s\d+$/.test(id)
  const all = data.units.map(([id]) => id), sentences = ids.filter(isSentence)
  const within = (prefix, is) => all.filter(id => id.startsWith(`${prefix}-`) && is(id))
  const [first] = ids, steps = sentences[0]?.split("-"), isThere = id => ids.includes(id)
  if (!steps || (first !== sentences[0] && within(first, () => true).every(isThere))) return { id: first }
  if (sentences.length === 1) return { id: sentences[0] }
  for (let count = steps.length - 1; count; count--) {
    const id = steps.slice(0, count).join("-")
    if (data.places[id] && within(id, isSentence).join() === sentences.join()) return { id }
  }
  return { id: sentences[0], to: sentences.at(-1) }
}

/** The page of a passage, as the data or its id says, and as a file where a disk would list a folder. */
function pathOf(id, everywhere) {
  const [, , page] = data.units.find(([unit]) => unit === id), [, clause] = /^c([\d.]+)/.exec(id) ?? []
  const folder = page ?? (clause ? `clauses/${clause}/` : "full/")
  return folder + (location.protocol === "file:" && !everywhere ? "index.html" : "")
}

/** The site's own address, one folder above this page. */
const root = here => new URL("../", here)

function button(name, action) {
  const made = make("button", { type: "button" }, name)
  made.addEventListener("click", () => action(made))
  return made
}

field.addEventListener("input", ({ isComposing }) => { if (!isComposing) show(); })
field.addEventListener("compositionend", show)
addEventListener("pageshow", show)
clear.addEventListener("click", () => {
  field.value = ""
  show()
  field.focus()
})
load().catch(() => { 
  box.removeAttribute("aria-busy")
  status.textContent = "核对所需的原文没有载入，请稍后再试"
})
