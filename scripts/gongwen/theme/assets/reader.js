// Loaded on every page, so kept small: permalinks that lead and copy, the words a table quotes, what a tap shows, and
// the parts loaded on demand.

const load = name => import(new URL(name, import.meta.url))
const SENTENCE = "p > span[id]"
/** This page's address for everybody: of one that was opened from a disk, the one that it was made for. */
export const home = () => location.protocol === "file:" ? document.querySelector("[rel=canonical]").href
  : location.origin + location.pathname
/** Whether a click came from the keyboard: it counts none, or, as in Firefox, has no pointer. */
export const byKeyboard = ({ detail, pointerType }) => !detail || pointerType === ""
/** By how many pixels the way to a sign may be longer than the straight line. */
const DETOUR = 4

/** Say something for a moment, aloud too. `action`: a button's label, what it does, from where it takes the focus. */
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
    if (action[2]) {
      button.focus()
      button.addEventListener("keydown", ({ key }) => { // Tab goes on from where the reader was
        if (key !== "Tab" && key !== "Escape") return
        action[2].focus()
        toast.remove()
      })
    }
  }
  clearTimeout(say.timer)
  const fade = () => {
    if (toast.contains(document.activeElement)) say.timer = setTimeout(fade, 6000)
    else toast.remove()
  }
  say.timer = setTimeout(fade, 6000)
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

const cite = (id, anchor) =>
  load("cite.js").then(({ openCitation }) => openCitation(id, anchor), () => say("引用格式没有载入，请稍后再试"))

async function copyLink(anchor, keyed) {
  const link = new URL(anchor.getAttribute("href"), home())
  const { scrollX, scrollY } = globalThis
  location.hash = link.hash // marks the passage; the reader stays where they are
  scrollTo(scrollX, scrollY)
  const words = (await copy(link.href)) ? "已复制链接" : `链接：${link.href}`
  say(words, ["引用…", () => cite(link.hash.slice(1), anchor), keyed && anchor])
}

document.addEventListener("click", event => {
  const on = selector => event.target.closest(selector)
  const link = on(".permalink, .tools a"), sentence = on(SENTENCE), term = on(`${SENTENCE} > a:not(.permalink)`)
  const touched = event.pointerType === "touch" || matchMedia("(hover: none)").matches
  document.querySelector(".open")?.classList.remove("open")
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  if (link) {
    event.preventDefault()
    copyLink(link, byKeyboard(event))
  } else if (sentence && touched) {
    sentence.classList.add("open")
    sentence.scrollIntoView({ block: "nearest" }) // from under the bar of its actions
    if (!term) return
    event.preventDefault()
    load("note.js").then(({ openNote }) => openNote(term), () => { location.href = term.href; })
  } else if (on("[data-cite]")) cite(on("[data-cite]").dataset.cite, on("[data-cite]"))
  else if (on("[data-print]")) print()
})

for (const button of document.querySelectorAll(".tools button")) button.disabled = false

// The switches of the header. What was chosen is kept for the next page, which sets it before anything is drawn.
const { documentElement: root, body } = document
enliven("large", root.dataset.text === "large", large => {
  const place = document.elementFromPoint(innerWidth / 2, innerHeight / 3), before = place?.getBoundingClientRect().top
  if (large) root.dataset.text = "large"
  else delete root.dataset.text
  if (scrollY && place) scrollBy({ top: place.getBoundingClientRect().top - before, behavior: "instant" })
})
enliven("dark", body.dataset.mdColorScheme === "slate", dark => {
  body.dataset.mdColorScheme = dark ? "slate" : "default"
  root.style.colorScheme = dark ? "dark" : "light"
})

function enliven(name, begun, show) {
  const button = document.querySelector(`[data-${name}]`)
  let on = begun
  const update = () => { // to what was chosen, here or in another window; where nothing can be kept, here
    try {
      on = (localStorage.getItem(name) ?? `${+begun}`) === "1"
    } catch {}
    button.setAttribute("aria-pressed", on)
    show(on)
  }
  button.disabled = false
  button.setAttribute("aria-pressed", on)
  button.addEventListener("click", () => {
    on = !on
    try {
      localStorage.setItem(name, `${+on}`)
    } catch {}
    update()
  })
  addEventListener("storage", ({ key }) => { if (key === name) update() })
  addEventListener("pageshow", ({ persisted }) => { if (persisted) update() })
}

// What the address names alone is printed alone. Firefox forgets on paper what that is.
addEventListener("beforeprint", () => document.querySelector(".places > :target")?.classList.add("alone"))
addEventListener("afterprint", () => document.querySelector(".alone")?.classList.remove("alone"))

// The form for a report names the passage that the address does.
document.querySelector(".report")?.addEventListener("toggle", ({ target }) => {
  const field = target.querySelector("[name=permalink], textarea")
  field.value = field.value.replace(/(\/)(?:#[\w.-]*)?(?=\s|$)/, `$1${location.hash}`)
})

// The sentence under the pointer shows its sign. On the way to it the pointer crosses other sentences: it keeps the
// sign while it comes nearer without a detour.
let near, left, nearest
addEventListener("pointermove", ({ target, x, y, pointerType }) => {
  if (pointerType === "touch") return
  const over = target.closest?.(SENTENCE)
  const ahead = near && distance(near.lastElementChild, x, y)
  if (near && over !== near) {
    const detour = Math.hypot(x - left.x, y - left.y) + ahead - left.ahead
    if (detour <= DETOUR && ahead <= nearest + DETOUR) {
      nearest = Math.min(nearest, ahead)
      return
    }
  }
  if (over !== near) {
    speak()
    near?.classList.remove("near")
    over?.classList.add("near")
  }
  near = over
  if (near) left = { x, y, ahead: (nearest = distance(near.lastElementChild, x, y)) }
})

/** From the middle of `element` to a point of the window. */
function distance(element, x, y) {
  const box = element.getBoundingClientRect()
  return Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y)
}

/** `#c8-p1-s3。`, as chat programs make it with what stands behind a link, leads to `#c8-p1-s3`, which is returned. */
function mendAddress() {
  let id = location.hash.slice(1)
  try {
    id = decodeURIComponent(id)
  } catch {} // what is no encoding is no id either; the part in front may be one
  if (!id || document.getElementById(id)) return location.hash
  const [meant] = /^[\w.-]*/.exec(id)
  const found = [meant, meant.replace(/[_.-]+$/, "")].find(name => document.getElementById(name))
  if (found) location.replace(`#${found}`) // goes there, marks it, and leaves no step in the history
  return found ? `#${found}` : location.hash
}

/** `/clauses/8/，`, where nothing is, leads to `/clauses/8/`. */
function mendPath() {
  const meant = location.pathname.replace(/(?:%|[^\w/.~%-])[^/]*$|\.+$/, "")
  // With the origin in front: by itself, //elsewhere would be another site.
  if (meant !== location.pathname) location.replace(location.origin + meant + location.search + location.hash)
}

/** An address in Chinese; one with what is no encoding stays as it is. */
function readable(address) {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

/** `?mark=26-38#c4-p1-s2` marks these characters of the sentence, counted as code points: the words a table quotes. */
function markQuoted() {
  const [, start, end] = /^(\d+)-(\d+)$/.exec(new URLSearchParams(location.search).get("mark") ?? "") ?? []
  const sentence = document.getElementById(location.hash.slice(1))
  if (!start || !sentence || !globalThis.Highlight) return
  const range = new Range()
  const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT)
  for (let at = 0, node; (node = walker.nextNode());) {
    const characters = [...node.data]
    const units = until => characters.slice(0, until - at).join("").length
    const next = at + characters.length
    if (at <= start && start < next) range.setStart(node, units(start))
    if (at < end && end <= next) range.setEnd(node, units(end))
    at = next
  }
  CSS.highlights.set("quoted", new Highlight(range))
}

// Material leaves its search box on Tab, and WebKit then begins again at the top of the page. Here Tab goes on, and the
// search closes behind it.
document.querySelector("[data-md-component=search-query]")?.addEventListener("keydown", event => {
  if (event.key !== "Tab") return
  event.stopPropagation()
  setTimeout(() => document.querySelector("#__search:checked")?.click())
})

// The theme's keys of one letter (/, f, s, n, p) are no more: who dictates would set them off (WCAG 2.2, 2.1.4). It
// listens on the window. Esc puts away what a pointer or the focus brought up, until either moves on (1.4.13).
document.addEventListener("keydown", event => {
  if (event.key.length === 1 && !document.querySelector("#__search:checked")) event.stopPropagation()
  if (event.key === "Escape") root.dataset.quiet = ""
})
const speak = () => { delete root.dataset.quiet; }
document.addEventListener("focusin", ({ target }) => {
  speak()
  // All of it: Firefox leaves what the window's edge cuts as it is.
  if (target.matches(":focus-visible:not(svg *)")) target.scrollIntoView({ block: "nearest", behavior: "instant" })
})

/** `?to=c8-p1-s4#c8-p1-s2` marks a run of sentences; whoever selects over several may copy such an address. */
const to = new URLSearchParams(location.search).get("to")
if (to) load("select.js").then(({ mark }) => mark(location.hash.slice(1), to))
let selecting
document.addEventListener("selectionchange", () => {
  clearTimeout(selecting)
  const { anchorNode: a, focusNode: b } = getSelection()
  if (a === b || !a.parentElement?.closest(SENTENCE)) return
  selecting = setTimeout(() => load("select.js").then(({ offer }) => offer()), 300)
})

addEventListener("hashchange", mendAddress)
if (document.getElementById("missing")) mendPath()
const given = mendAddress()
// When all is there Firefox goes once more to the address that it was given, and takes the mark away; on a busy machine
// a while later. What a reader has chosen since, as in a diagram, is left alone.
const markAgain = () => {
  if (given && location.hash === given && !document.querySelector(":target")) location.replace(given)
}
addEventListener("load", () => [0, 200, 1000, 3000].forEach(wait => setTimeout(markAgain, wait)))
markQuoted()
const narrow = matchMedia("(max-width: 76.234375em)") // where the theme puts the list of pages into a drawer
if (narrow.matches) load("drawer.js")
else narrow.addEventListener("change", () => load("drawer.js"), { once: true })
const scripts = [...document.querySelectorAll("[data-script]")].map(({ dataset }) => dataset.script)
new Set(scripts).forEach(load)
const machine = /^((.*\.)?localhost|127\..*|\[::1\]|)$/ // its own addresses, where one build follows the other
if (navigator.serviceWorker && !machine.test(location.hostname))
  addEventListener("load", () => load("keep.js"))
const notice = document.querySelector(".notice")
if (notice) notice.dataset.address = readable(home() + location.search) // printed below the text
