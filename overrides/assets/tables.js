// Tables that filter as one types, sort by column and group; and the diagram that shows a place's partners.

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const order = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true });

/** Give a table its controls. What it offers stands in its `data-` attributes. */
function enhance(box) {
  const table = box.querySelector("table");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const rows = [...body.rows];
  const cell = (row, column) => row.cells[column].textContent.trim();
  const status = element("output", { ariaLive: "polite" });
  const filter = element("input", { type: "search", autocomplete: "off", placeholder: "输入即筛选" });
  filter.setAttribute("aria-label", "筛选");
  const controls = element("div", { className: "controls" }, filter);

  const select = (label, options) => {
    const made = element("select", {}, ...options.map(([value, text]) => element("option", { value, textContent: text })));
    made.setAttribute("aria-label", label);
    made.addEventListener("change", show);
    controls.append(made);
    return made;
  };
  const list = (value) => (value ? value.split("|") : []);
  const choices = list(box.dataset.choices).map((column) => {
    const values = [...new Set(rows.map((row) => cell(row, column)))];
    const name = heads[column].textContent;
    return [column, select(name, [["", `${name}：全部`], ...values.map((value) => [value, value])])];
  });
  const grouping = box.dataset.groups
    ? select("分组", [["", "不分组"], ...list(box.dataset.groups).map((group) => group.split(":"))])
    : null;

  function show() {
    const words = filter.value.trim().split(/\s+/).filter(Boolean);
    const shown = rows.filter((row) =>
      words.every((word) => row.textContent.includes(word)) &&
      choices.every(([column, chosen]) => !chosen.value || cell(row, column) === chosen.value));
    const sorted = heads.findIndex((head) => head.ariaSort && head.ariaSort !== "none");
    if (sorted >= 0) {
      const sign = heads[sorted].ariaSort === "descending" ? -1 : 1;
      shown.sort((a, b) => sign * order.compare(cell(a, sorted), cell(b, sorted)));
    }
    body.replaceChildren(...(grouping?.value ? grouped(shown, Number(grouping.value)) : shown));
    status.textContent = `${shown.length} / ${rows.length} 行`;
  }

  function grouped(shown, column) {
    const groups = new Map();
    for (const row of shown) groups.set(cell(row, column), [...(groups.get(cell(row, column)) ?? []), row]);
    return [...groups].flatMap(([name, members]) => [
      element("tr", {}, element("th", { colSpan: heads.length, scope: "rowgroup", textContent: `${name}（${members.length}）` })),
      ...members,
    ]);
  }

  for (const head of heads) {
    const button = element("button", { type: "button", textContent: head.textContent });
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const next = head.ariaSort === "ascending" ? "descending" : "ascending";
      heads.forEach((other) => { other.ariaSort = other === head ? next : "none"; });
      show();
    });
  }
  filter.addEventListener("input", show);
  controls.append(status);
  box.prepend(controls);
  show();
}

/** Let a place be typed or chosen in the diagram; its lines stand out and its entry is shown below it. */
function explore(figure) {
  const picture = figure.querySelector("svg");
  const names = [...picture.querySelectorAll("[data-place]")];
  const options = new Map(names.map((link) => [link.getAttribute("aria-label"), link.dataset.place]));
  const input = element("input", { type: "search", autocomplete: "off", placeholder: "输入地名，如 昭通" });
  input.setAttribute("aria-label", "查一个地方的结对方");
  input.setAttribute("list", "place-names");
  const list = element("datalist", { id: "place-names" }, ...[...options.keys()].map((value) => element("option", { value })));
  const answer = element("div", { className: "places answer", ariaLive: "polite" });

  function choose(code) {
    const lines = [...picture.querySelectorAll("path")];
    lines.forEach((line) => line.classList.toggle("on", [line.dataset.from, line.dataset.to].includes(code)));
    const partners = new Set(lines.filter((line) => line.matches(".on")).flatMap((line) => [line.dataset.from, line.dataset.to]));
    names.forEach((link) => link.classList.toggle("on", partners.has(link.dataset.place)));
    picture.classList.toggle("chosen", Boolean(code));
    const entry = document.getElementById(`place-${code}`)?.cloneNode(true);
    entry?.removeAttribute("id");
    answer.replaceChildren(...(entry ? [entry] : []));
  }

  input.addEventListener("input", () => {
    const typed = input.value.trim();
    const found = typed && [...options].find(([name]) => name.startsWith(typed) || (typed.length > 1 && name.includes(typed)));
    choose(found ? found[1] : "");
  });
  picture.addEventListener("click", (event) => {
    const link = event.target.closest("[data-place]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    input.value = link.getAttribute("aria-label");
    choose(link.dataset.place);
  });
  figure.prepend(element("div", { className: "controls" }, input, list), answer);
  choose(/^#place-(\d{6})$/.exec(location.hash)?.[1] ?? "");
}

document.querySelectorAll("[data-table]").forEach(enhance);
document.querySelectorAll("[data-explore]").forEach(explore);
