// Tables that filter as one types, sort by column and group.

import { clearFor, counted, live, wordsOf } from "./controls.js"

/** Bring the controls of a table to life. */
function enhance(box) {
  const controls = box.querySelector(".controls")
  const body = box.querySelector("tbody")
  const heads = [...box.querySelectorAll("thead th")]
  const rows = [...body.rows]
  const filter = box.querySelector("input")
  const choices = [...box.querySelectorAll("[data-choice]")]
  const grouping = box.querySelector("[data-group]")
  const cell = (row, column) => row.cells[column].dataset.value
  // By sound as it was built: the orders of Intl differ from browser to browser.
  const rank = (row, column) => Number(row.cells[column].dataset.rank)
  const texts = new Map(rows.map(row => [row, `${row.textContent} ${row.dataset.names ?? ""}`.toLowerCase()]))

  function show() {
    const words = wordsOf(filter)
    const shown = rows.filter(row =>
      words.every(word => texts.get(row).includes(word)) &&
      choices.every(({ value, dataset }) => !value || cell(row, dataset.choice) === value))
    const column = heads.findIndex(head => /asc|desc/.test(head.ariaSort))
    if (column >= 0) {
      const sign = heads[column].ariaSort === "descending" ? -1 : 1
      shown.sort((a, b) => sign * (rank(a, column) - rank(b, column)))
    }
    body.replaceChildren(...(grouping?.value ? grouped(shown, grouping.value) : shown))
    box.querySelector("output").textContent = counted(shown.length, rows.length)
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
  clearFor(controls, id => rows.some(row => row.id === id && !row.isConnected))
  live(controls, show)
}

document.querySelectorAll("[data-table]").forEach(enhance)
