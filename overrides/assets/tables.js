// Tables that filter as one types, sort by column and group; and the diagram that shows a place's partners.

const order = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true })

/** Bring the controls of a table to life. */
function enhance(box) {
  const body = box.querySelector("tbody")
  const heads = [...box.querySelectorAll("thead th")]
  const rows = [...body.rows]
  const filter = box.querySelector("input")
  const choices = [...box.querySelectorAll("[data-choice]")]
  const grouping = box.querySelector("[data-group]")
  const cell = (row, column) => row.cells[column].dataset.value

  function show() {
    const words = filter.value.trim().split(/\s+/)
    const shown = rows.filter(row =>
      words.every(word => `${row.textContent} ${row.dataset.names ?? ""}`.includes(word)) &&
      choices.every(({ value, dataset }) => !value || cell(row, dataset.choice) === value))
    const column = heads.findIndex(head => /asc|desc/.test(head.ariaSort))
    if (column >= 0) {
      const sign = heads[column].ariaSort === "descending" ? -1 : 1
      shown.sort((a, b) => sign * order.compare(cell(a, column), cell(b, column)))
    }
    body.replaceChildren(...(grouping?.value ? grouped(shown, grouping.value) : shown))
    box.querySelector("output").textContent = `${shown.length} / ${rows.length} 行`
  }

  function grouped(shown, column) {
    const groups = new Map()
    for (const row of shown) groups.set(cell(row, column), [...(groups.get(cell(row, column)) ?? []), row])
    return [...groups].flatMap(([name, members]) => {
      const row = document.createElement("tr")
      const head = row.appendChild(document.createElement("th"))
      Object.assign(head, { colSpan: heads.length, scope: "rowgroup", textContent: `${name}（${members.length}）` })
      return [row, ...members]
    })
  }

  for (const head of heads) {
    head.firstChild.addEventListener("click", () => {
      const next = head.ariaSort === "ascending" ? "descending" : "ascending"
      heads.forEach(other => { other.ariaSort = other === head ? next : "none"; })
      show()
    })
  }
  box.querySelector(".controls").addEventListener("input", show)
}

/** Let a place be typed, or chosen in the diagram: its lines stand out and its entry is shown above them. */
function explore(figure) {
  const picture = figure.querySelector("svg")
  const lines = [...picture.querySelectorAll("path")]
  const links = [...picture.querySelectorAll("[data-place]")]
  const input = figure.querySelector("input")
  const options = [...figure.querySelectorAll("option")]
  const answer = figure.querySelector("[data-answer]")

  function choose(code) {
    lines.forEach(line => line.classList.toggle("on", [line.dataset.from, line.dataset.to].includes(code)))
    const chosen = lines.filter(line => line.matches(".on"))
    const partners = new Set(chosen.flatMap(({ dataset }) => [dataset.from, dataset.to]))
    links.forEach(link => link.classList.toggle("on", partners.has(link.dataset.place)))
    picture.classList.toggle("chosen", partners.size > 0)
    const entry = document.getElementById(`place-${code}`)?.cloneNode(true)
    entry?.removeAttribute("id")
    answer.replaceChildren(...(entry ? [entry] : []))
  }

  input.addEventListener("input", () => {
    const typed = input.value.trim()
    const first = fits => options.find(({ dataset }) => dataset.names.split(" ").some(fits))
    const found = typed && (first(name => name.startsWith(typed)) ?? first(name => name.includes(typed)))
    choose(found?.dataset?.place ?? "")
    if (typed && !found) answer.textContent = "结对关系中没有这个地方"
  })
  picture.addEventListener("click", event => {
    const link = event.target.closest("[data-place]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    history.replaceState(null, "", link.getAttribute("href"))
    input.value = link.getAttribute("aria-label")
    choose(link.dataset.place)
  })
}

document.querySelectorAll("[data-table]").forEach(enhance)
document.querySelectorAll("[data-explore]").forEach(explore)
