// Loaded on every page, so kept small: permalinks that copy, the words a table quotes, and the parts loaded on demand.

const load = name => import(new URL(name, import.meta.url))

/** Say something for a moment, aloud too. `action` is a button's label, what it does, whether it takes the focus. */
export function say(words, action) {
  const toast = document.querySelector(".toast") ?? document.body.appendChild(document.createElement("div"))
  toast.className = "toast md-typeset"
  toast.setAttribute("role", "status")
  toast.textContent = words
  if (action) {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = action[0]
    button.addEventListener("click", () => { toast.remove(); action[1](); })
    toast.append(button)
    if (action[2]) button.focus()
  }
  clearTimeout(say.timer)
  say.timer = setTimeout(() => { if (!toast.contains(document.activeElement)) toast.remove(); }, 6000)
}

/** Put text on the clipboard; false where the browser does not allow it. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

document.addEventListener("click", async event => {
  const permalink = event.target.closest(".permalink")
  const sentence = event.target.closest("p > span[id]")
  document.querySelector(".open")?.classList.remove("open")
  if (permalink && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault()
    const link = new URL(permalink.getAttribute("href"), location.origin + location.pathname)
    const { scrollX, scrollY } = globalThis
    location.hash = link.hash; // marks the passage; the reader stays where they are
    scrollTo(scrollX, scrollY)
    const words = (await copy(link.href)) ? "已复制链接" : `链接：${link.href}`
    const cite = async () => (await load("cite.js")).openCitation(link.hash.slice(1), permalink)
    say(words, ["引用…", cite, event.detail === 0]); // a click without a pointer came from the keyboard
  } else if (sentence && matchMedia("(hover: none)").matches) {
    sentence.classList.add("open")
  }
})

/** `?mark=26-38#c4-p1-s2` marks these characters of the sentence: the words that a table quotes. */
function markQuoted() {
  const [, start, end] = /^(\d+)-(\d+)$/.exec(new URLSearchParams(location.search).get("mark") ?? "") ?? []
  const sentence = document.getElementById(location.hash.slice(1))
  if (!start || !sentence || !globalThis.Highlight) return
  // The offsets count characters, the browser counts UTF-16 units.
  const [from, to] = [start, end].map(count => [...sentence.textContent].slice(0, count).join("").length)
  const range = new Range()
  const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT)
  for (let at = 0, node; (node = walker.nextNode()); at += node.length) {
    if (at <= from && from < at + node.length) range.setStart(node, from - at)
    if (at < to && to <= at + node.length) range.setEnd(node, to - at)
  }
  CSS.highlights.set("quoted", new Highlight(range))
}

markQuoted()
if (document.querySelector("[data-table], [data-explore]")) load("tables.js")
