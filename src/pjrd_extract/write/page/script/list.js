// The bulletins of the page, to be searched, filtered and opened.
const LIST_COLUMNS = ["place", "name", "issue", "date", "metrics", "findings", "review"];
const reviewedOf = (entry) => corrections(entry).length;
const findingsOf = (entry) => Object.values(entry.findings).reduce((sum, count) => sum + count, 0);
const LISTED = {
  place: (entry) => entry.place ?? "",
  name: (entry) => entry.title ?? entry.name,
  issue: (entry) => entry.number ?? 0,
  date: (entry) => entry.date ?? "",
  metrics: (entry) => entry.metrics,
  findings: findingsOf,
  review: reviewedOf,
};
const PASSES = {
  // by each filter of the list
  place: (entry, chosen) => entry.place === chosen,
  finding: (entry, chosen) => chosen in entry.findings,
  from: (entry, chosen) => (entry.date ?? "") >= chosen,
  until: (entry, chosen) => entry.date !== null && entry.date <= chosen,
  least_findings: (entry, chosen) => findingsOf(entry) >= Number(chosen),
  least_metrics: (entry, chosen) => entry.metrics >= Number(chosen),
};

function listed() {
  const { filters, sought, sort } = state.list;
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = [...entries.keys()].filter((index) => {
    const entry = entries[index];
    const text = `${entry.title ?? ""} ${entry.name} ${entry.place ?? ""} ${entry.date ?? ""}`.toLowerCase();
    return (
      words.every((one) => text.includes(one)) &&
      Object.entries(filters).every(([key, chosen]) => PASSES[key](entry, chosen))
    );
  });
  if (!sort.column) return shown;
  const of = LISTED[sort.column];
  const order = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "zh"));
  return shown.sort((a, b) => sort.sign * order(of(entries[a]), of(entries[b])));
}

function listRow(index) {
  const entry = entries[index];
  const codes = Object.entries(entry.findings)
    .map(([code, count]) => `${label("finding", code)} ${count}`)
    .join("；");
  const reviewed = reviewedOf(entry);
  const name = element("a", { href: `#${index}` }, quoted(entry.title ?? entry.name));
  return element(
    "tr",
    { role: "row", "data-open": String(index) },
    quoted(entry.place ?? "—", "td", { role: "cell", class: "c-place" }),
    element("td", { role: "cell", class: "c-name" }, name, entry.title ? quoted(entry.name, "small") : null),
    element("td", { role: "cell", class: "c-issue" }, entry.number ? word("issue_of", { number: entry.number }) : "—"),
    element("td", { role: "cell", class: "c-date" }, entry.date ?? "—"),
    element("td", { role: "cell", class: "c-metrics", "data-word-of": word("metrics") }, String(entry.metrics)),
    element(
      "td",
      { role: "cell", class: "c-findings", title: codes || null, "data-word-of": word("findings") },
      findingsOf(entry) ? element("span", { class: "badge" }, String(findingsOf(entry))) : "0",
    ),
    element(
      "td",
      { role: "cell", class: "c-review", "data-word-of": word("review") },
      reviewed ? String(reviewed) : "—",
    ),
  );
}

function counted(values) {
  const counts = new Map();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const listTabs = (current) =>
  entries.length < 2
    ? null
    : element(
        "nav",
        { class: "list-tabs" },
        ...[
          ["bulletins", "#"],
          ["compare", "#compare"],
        ].map(([key, href]) => element("a", { href, "aria-current": key === current ? "page" : null }, word(key))),
      );

function showList() {
  const body = element("tbody", { role: "rowgroup" });
  const count = element("p", { role: "status", class: "count" });
  const more = element("div", {});
  const filters = element("div", { class: "filters" });
  function drawRows() {
    const shown = listed();
    body.replaceChildren(...shown.slice(0, state.list.limit).map(listRow));
    count.textContent = shown.length ? word("count", { shown: shown.length, all: entries.length }) : word("nothing");
    const rest = shown.length - state.list.limit;
    more.replaceChildren(
      ...(rest > 0
        ? [
            button(word("more", { count: rest }), () => {
              state.list.limit = Infinity;
              drawRows();
            }),
          ]
        : []),
    );
  }
  const choose = (key) => (value) => {
    if (value === null || value === "") delete state.list.filters[key];
    else state.list.filters[key] = value;
    drawRows();
  };
  const select = (key, name, counts, labelled) =>
    choice(
      key,
      name,
      [...counts.keys()],
      (value) => `${labelled(value)} (${counts.get(value)})`,
      state.list.filters[key] ?? null,
      choose(key),
    );
  const field = (key, type) =>
    element(
      "label",
      {},
      word(key),
      " ",
      element("input", {
        type,
        name: key,
        min: type === "number" ? "0" : null,
        value: state.list.filters[key] ?? "",
        input: (event) => choose(key)(event.target.value),
      }),
    );
  const search = element("input", {
    type: "search",
    "aria-label": word("search"),
    placeholder: word("search"),
    value: state.list.sought,
    input: (event) => {
      state.list.sought = event.target.value;
      drawRows();
    },
  });
  filters.append(
    select("place", word("place"), counted(entries.map((one) => one.place)), (value) => value),
    select("finding", word("finding_kind"), counted(entries.flatMap((one) => Object.keys(one.findings))), (value) =>
      label("finding", value),
    ),
    field("from", "date"),
    field("until", "date"),
    field("least_metrics", "number"),
    field("least_findings", "number"),
    button(word("clear"), () => {
      state.list.filters = {};
      state.list.sought = "";
      drawList();
    }),
  );
  drawRows();
  const heads = { name: "bulletins" };
  const table = element(
    "table",
    { role: "table", class: "list", "aria-label": word("bulletins") },
    sortingHead(LIST_COLUMNS, state.list.sort, (column) => word(heads[column] ?? column), drawRows),
    body,
  );
  return [
    listTabs("bulletins") ?? "",
    element("h2", {}, word("bulletins_count", { count: entries.length })),
    search,
    element("details", { class: "filterbox", open: !narrow.matches }, element("summary", {}, word("filter")), filters),
    count,
    table,
    more,
  ];
}
