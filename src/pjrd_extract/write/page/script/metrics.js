// The table of metrics: sorted by any column, filtered by what its columns hold and by a search.
const COLUMNS = ["name", "text", "value", "unit", "period", "status", "role", "kind", "article"];
const FILTERS = ["article", "kind", "unit", "role", "status", "period", "review"];

const FIELD = {
  // what rows are sorted and filtered by
  name: (row) => row.metric.name,
  text: (row) => row.metric.text,
  value: (row) => parseFloat(row.metric.value ?? row.metric.low ?? row.metric.high), // for the order only
  unit: (row) => row.metric.unit,
  period: (row) => periodText(row.metric),
  status: (row) => row.metric.status,
  role: (row) => row.metric.role,
  kind: (row) => row.metric.kind,
  article: (row) => row.article.index,
  review: (row) => row.review,
};
const LABEL = {
  unit: (value) => value || word("none"),
  period: (value) => value || word("no_period"),
  article: (value) => articleName(opened.bulletin.articles.find((one) => one.index === value)),
};
const labelOf = (key, value) => (LABEL[key] ? LABEL[key](value) : label(key, value));

function comparing({ column, sign }) {
  const of = FIELD[column];
  const order = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "zh"));
  if (column === "value")
    // Only values of one unit can be compared.
    return (a, b) => FIELD.unit(a).localeCompare(FIELD.unit(b), "zh") || sign * order(of(a), of(b));
  if (column === "period") {
    const day = (row) => row.metric.period?.end ?? row.metric.period?.start ?? "9999";
    return (a, b) => sign * (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : order(of(a), of(b)));
  }
  return (a, b) => sign * order(of(a), of(b));
}

function shownRows(rows) {
  const { filters, sought, sort } = state.metrics;
  const chosen = FILTERS.filter((key) => key in filters);
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = rows.filter(
    (row) =>
      chosen.every((key) => FIELD[key](row) === filters[key]) &&
      words.every((one) =>
        `${row.metric.name} ${row.metric.text} ${periodText(row.metric)}`.toLowerCase().includes(one),
      ),
  );
  return sort.column ? shown.sort(comparing(sort)) : shown;
}

function cell(row, column) {
  const { metric } = row;
  const changed = row.correction?.fields && column in row.correction.fields;
  const properties = { role: "cell", class: `c-${column}${changed ? " changed" : ""}` };
  if (changed && row.review === "edit") properties.title = word("was", { value: wasText(row, column) });
  if (column === "value") {
    const sign = { up: "↑", down: "↓" }[metric.direction];
    return element(
      "td",
      { ...properties, "data-unit": metric.unit },
      element("small", {}, `${bounded(metric)}${sign ?? ""} `),
      amount(metric),
    );
  }
  if (column === "name") {
    const tag = row.review ? element("span", { class: `review ${row.review}` }, word(`review:${row.review}`)) : null;
    return element("td", properties, quoted(metric.name), tag && " ", tag);
  }
  if (["text", "unit", "period"].includes(column))
    return quoted(column === "period" ? periodText(metric) : metric[column], "td", properties);
  return element("td", properties, column === "article" ? articleLabel(row.article) : label(column, metric[column]));
}

const wasText = ({ was }, column) =>
  column === "value"
    ? amount(was)
    : column === "period"
      ? periodText(was) || word("no_period")
      : known(`${column}:${was[column]}`)
        ? label(column, was[column])
        : was[column] || "—";

function tableRow(row) {
  return element(
    "tr",
    {
      role: "row",
      tabindex: "-1",
      "data-target": row.key,
      "data-review": row.review,
      class: row.key === state.marked ? "marked" : null,
    },
    ...COLUMNS.map((column) => cell(row, column)),
  );
}

function filterSelects(rows, draw) {
  return FILTERS.map((key) => {
    const counts = new Map();
    for (const row of rows) counts.set(FIELD[key](row), (counts.get(FIELD[key](row)) ?? 0) + 1);
    const numeric = key === "article";
    const values = [...counts.keys()].sort((a, b) => (numeric ? a - b : counts.get(b) - counts.get(a)));
    const name = (value) => `${labelOf(key, value)} (${counts.get(value)})`;
    const chosen = key in state.metrics.filters ? state.metrics.filters[key] : null;
    return choice(key, word(key), values, name, chosen, (value) => {
      if (value === null) delete state.metrics.filters[key];
      else state.metrics.filters[key] = value;
      draw();
    });
  });
}

function showMetrics() {
  const body = element("tbody", { role: "rowgroup" });
  const count = element("p", { role: "status", class: "count" });
  const filters = element("div", { class: "filters" });
  const summary = element("summary", {});
  const box = element("details", { class: "filterbox", open: !narrow.matches }, summary, filters);
  const more = element("div", {});
  function drawRows() {
    const rows = metricRows(); // as they are by now
    const shown = shownRows(rows);
    const { limit } = state.metrics;
    body.replaceChildren(...shown.slice(0, limit).map(tableRow));
    count.textContent = shown.length ? word("count", { shown: shown.length, all: rows.length }) : word("nothing");
    (body.querySelector(".marked") ?? body.firstChild)?.setAttribute("tabindex", "0"); // the one that Tab leads to
    const rest = shown.length - limit;
    more.replaceChildren(
      ...(rest > 0
        ? [
            button(word("more", { count: rest }), () => {
              state.metrics.limit = Infinity;
              drawRows();
            }),
          ]
        : []),
    );
  }
  function drawFilters() {
    const active = Object.keys(state.metrics.filters).length;
    summary.textContent = active ? `${word("filter")} (${active})` : word("filter");
    filters.replaceChildren(
      ...filterSelects(metricRows(), drawAll),
      ...(active
        ? [
            button(word("clear"), () => {
              state.metrics.filters = {};
              state.metrics.sought = search.value = "";
              drawAll();
            }),
          ]
        : []),
    );
  }
  function drawAll() {
    drawFilters();
    drawRows();
  }
  const search = element("input", {
    type: "search",
    "aria-label": word("search"),
    placeholder: word("search"),
    value: state.metrics.sought,
  });
  search.addEventListener("input", () => {
    state.metrics.sought = search.value;
    drawRows();
  });
  drawAll();
  const head = sortingHead(COLUMNS, state.metrics.sort, word, drawRows);
  return [
    progress(metricRows()),
    search,
    box,
    count,
    element("table", { role: "table", class: "metrics", "aria-label": word("metrics") }, head, body),
    more,
  ];
}

function progress(rows) {
  const done = rows.filter((row) => row.review).length;
  const bar = element("progress", { max: Math.max(rows.length, 1), value: done, "aria-label": word("reviewed") });
  return element("p", { class: "progress", id: "progress" }, word("reviewed"), " ", bar, ` ${done} / ${rows.length}`);
}
