// The table of metrics: sorted by any column, filtered by what its columns hold and by a search.
const COLUMNS = ["name", "value", "unit", "text", "period", "status", "role", "kind", "article"];
const FILTERS = ["article", "kind", "unit", "role", "status", "period"];

function rowsOf(bulletin) {
  return bulletin.articles.flatMap((article) => article.metrics.map((metric) => ({
    name: metric.name, value: metric.value ?? `${metric.low}–${metric.high}`, unit: metric.unit, kind: metric.kind,
    role: metric.role, status: metric.status, period: metric.period?.text ?? "", article: String(article.index + 1),
    span: metric.span, text: metric.text })));
}

function compare(column) {
  const number = (row) => parseFloat(row[column]); // For the order only; what is shown is the decimal string.
  if (column === "value" || column === "article") return (a, b) => number(a) - number(b);
  return (a, b) => a[column].localeCompare(b[column], "zh");
}

function showMetrics(bulletin) {
  const rows = rowsOf(bulletin);
  const chosen = {};
  let sort = { column: null, sign: 1 };
  let sought = "";
  const body = element("tbody");
  const count = element("p", { role: "status" });
  const heads = COLUMNS.map((column) => {
    const button = element("button", { type: "button" }, word(column));
    const head = element("th", { scope: "col", "aria-sort": "none" }, button);
    button.addEventListener("click", () => {
      sort = { column, sign: sort.column === column ? -sort.sign : 1 };
      heads.forEach((one) => one.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", sort.sign > 0 ? "ascending" : "descending");
      draw();
    });
    return head;
  });
  function draw() {
    const shown = rows.filter((row) => FILTERS.every((key) => chosen[key] === undefined || row[key] === chosen[key]) &&
      (row.name + row.text).includes(sought));
    if (sort.column) shown.sort((a, b) => sort.sign * compare(sort.column)(a, b));
    body.replaceChildren(...shown.map((row) => element("tr", { tabindex: "0", "data-target": target(row.span),
      "data-review": correctionOf(bulletin.source.sha256, target(row.span))?.action ?? "" },
      ...COLUMNS.map((column) => element("td", column === "value" ? { class: "number" } : {}, row[column])))));
    count.textContent = `${shown.length} / ${rows.length} ${word("count")}`;
  }
  const search = element("input", { type: "search", "aria-label": word("search"), placeholder: word("search") });
  search.addEventListener("input", () => { sought = search.value; draw(); });
  const selects = FILTERS.map((key) => {
    const select = element("select", { "aria-label": word(key), name: key });
    select.append(new Option(`${word(key)}: ${word("all")}`, "-1"));
    const values = [...new Set(rows.map((row) => row[key]))].sort();
    values.forEach((value, index) => select.append(new Option(value, String(index))));
    select.addEventListener("change", () => { chosen[key] = values[Number(select.value)]; draw(); });
    return select;
  });
  draw();
  return [element("h2", {}, word("metrics")), element("div", { class: "filters" }, search, ...selects), count,
    element("div", { class: "wide" },
      element("table", {}, element("thead", {}, element("tr", {}, ...heads)), body))];
}
