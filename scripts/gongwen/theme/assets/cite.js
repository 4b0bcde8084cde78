// The menu behind a permalink: copy a clause, paragraph or sentence as a link, as text with its source, by GB/T 7714
// or for a reference manager. Whoever opens it imports this file then; a page view loads nothing of it. The forms come
// from citations.json, made from source/citations.toml.

import { make, place, styled } from "./popup.js"
import { copy, home, say } from "./reader.js"
import { addressOf, placeOf } from "./runs.js"

let loading
let close = () => {}

/**
 * Open the menu for the passage `id` at `anchor`, which gets the focus back. `given` is what this page does not say by
 * itself: `to`, the last sentence of a run; of a passage that is on another page its words (`quote`) and address
 * (`url`), and what the menu opens beside.
 */
export async function openCitation(id, anchor, given = {}) {
  const read = () => fetch(new URL("citations.json", import.meta.url)).then(response => response.json())
  loading ??= Promise.all([read(), styled()])
  const [data] = await loading.catch(() => [])
  if (data) show(data, id, anchor, given)
  else say("引用格式没有载入，请稍后再试")
  loading = data && loading
}

function show(data, id, anchor, given) {
  close()
  const label = `引用${placeOf(data.places, id, given.to)}`
  const menu = make("div", { class: "popup cite", role: "menu", "aria-label": label })
  for (const { label, text, brief } of citations(data, id, given)) {
    const item = make("button", { type: "button", role: "menuitem", tabindex: -1 })
    item.classList.toggle("brief", brief)
    item.append(make("b", {}, label), make("span", {}, text))
    item.addEventListener("click", () => take(text, label, menu))
    menu.append(item)
  }
  const outside = event => menu.contains(event.target) || close()
  close = focus => {
    removeEventListener("pointerdown", outside)
    menu.remove()
    anchor.removeAttribute("aria-expanded")
    close = () => {}
    if (focus) anchor.focus()
  }
  menu.addEventListener("keydown", event => navigate(event, [...menu.children]))
  addEventListener("pointerdown", outside)
  anchor.setAttribute("aria-expanded", "true")
  place(menu, given.beside ?? document.getElementById(given.to ?? id), anchor)
  menu.firstChild.focus({ preventScroll: true })
}

/** Every form, filled for the passage as this page shows it, or as it is given. */
function citations({ shared, forms, places }, id, given) {
  const { to = id, quote = wordsOf(id, to), url = home() + addressOf(id, to) } = given
  const now = new Date()
  const where = placeOf(places, id, to)
  const all = {
    ...shared,
    key: [shared.key, id, ...(to === id ? [] : ["to", to])].join("-"),
    quote,
    place: where,
    passage: quote ? `${where}：${quote}` : where,
    url,
    accessed: [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(n => `${n}`.padStart(2, "0")).join("-"),
  }
  return forms.filter(form => quote || !form.template.includes("$quote")).map(form => {
    const fields = { ...all }
    for (const [name, table] of Object.entries(form.escape)) {
      fields[name] = Array.from(fields[name], char => table[char] ?? char).join("")
    }
    fields.authors = fields.authors.replaceAll("\n", form.join)
    return { ...form, text: form.template.replace(/\$(\w+)/g, (_, name) => fields[name]) }
  })
}

/** The words of a passage of this page, or of a run of sentences. */
function wordsOf(id, to) {
  const all = [...document.querySelectorAll("p > span[id]")]
  const at = name => all.findIndex(element => element.id === name)
  const sentences = to === id
    ? all.filter(element => `${element.id}-`.startsWith(`${id}-`))
    : all.slice(at(id), at(to) + 1)
  return sentences.map(element => element.textContent.replace(/\s*\n\s*/g, "").trim()).join("")
}

function navigate(event, items) {
  const at = items.indexOf(document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key]
  if (to !== undefined) items[to % items.length].focus()
  else if (event.key === "Escape" || event.key === "Tab") close(true)
  else return
  event.preventDefault()
  event.stopPropagation()
}

async function take(text, label, menu) {
  const area = make("textarea", { readonly: "", "aria-label": label }, text)
  const copied = await copy(text)
  menu.replaceChildren(area)
  area.select()
  if (!copied && !document.execCommand("copy")) return say("浏览器不允许自动复制，请手动复制选中的文字")
  close(true)
  say(`已复制：${label}`)
}
