// The page: the list of bulletins or one of them, opened when it is asked for; a click on either side marks the other.
const still = matchMedia("(prefers-reduced-motion: reduce)");
const PANELS = { findings: showFindings, metrics: showMetrics, records: showRecords, charts: showCharts,
  outline: showOutline };

function drawTools() {
  const said = entries.reduce((sum, entry) => sum + reviewedOf(entry), 0);
  const several = entries.length > 1;
  const name = opened && quoted(opened.entry.title ?? opened.entry.name, "span", { class: "title" });
  const go = (by, sign, key) => button(sign, () => goTo(opened.index + by),
    { "aria-label": word(key), title: word(key), disabled: !entries[opened.index + by] });
  $("head").replaceChildren(
    element("h1", {}, several ? element("a", { href: "#", title: word("all_bulletins") }, word("title")) : word("title")),
    ...(opened ? [element("div", { class: "which" }, ...(several ? [go(-1, "‹", "previous_bulletin")] : []),
      element("div", {}, name, quoted(opened.entry.name, "small")),
      ...(several ? [go(1, "›", "next_bulletin")] : []))] : [element("div", { class: "which" })]),
    element("div", { class: "tools" },
      correctionsMenu(said),
      button(word("other_language"), switchLanguage, { id: "language", lang: language === "zh" ? "en" : "zh-CN" }),
      button(word("theme"), switchTheme, { id: "theme" }),
      button("?", showHelp, { id: "help", "aria-label": word("help"), title: word("help") })));
}

function correctionsMenu(said) {
  const item = (key, run, more = {}) => button(word(key), () => { $("menu").open = false; run(); }, { id: key, ...more });
  return element("details", { id: "menu", open: $("menu")?.open ?? false },
    element("summary", {}, said ? `${word("corrections")} ${said}` : word("corrections")),
    element("div", {}, item("download", downloadCorrections, { disabled: said === 0 }), item("import", chooseFile),
      item("undo", () => takeBack(undo), { disabled: history.done.length === 0 }),
      item("redo", () => takeBack(redo), { disabled: history.undone.length === 0 })));
}

function drawList() {
  opened = null;
  drawTools();
  const main = $("main");
  main.className = "listing";
  main.replaceChildren(element("section", { id: "records", tabindex: "-1" },
    ...(entries.length ? showList() : [element("p", { class: "empty" }, word("no_bulletin"))])));
}

function drawBulletin() {
  drawTools();
  const main = $("main");
  main.className = "bulletin";
  main.dataset.side = state.side;
  main.dataset.at = String(opened.index);
  main.replaceChildren(
    element("section", { id: "source", "aria-label": word("source") }, legend(),
      quoted("", "div", { id: "text" })),
    element("div", { id: "tabs", role: "tablist", "aria-label": word("records") }),
    element("section", { id: "records", role: "tabpanel", tabindex: "-1" }, element("div", { id: "panel" })),
    inspector());
  drawSource();
  showKinds();
  drawPanel();
}

function drawTabs() {
  const { findings } = opened.bulletin;
  const counts = { findings: findings.length, metrics: metricRows().length, records: opened.bulletin.articles.length };
  const { side } = state;
  const tab = (key, selected, click, more = {}) => button(word(key), click, { role: "tab", id: `tab-${key}`, ...more,
    "aria-selected": String(selected), tabindex: selected ? "0" : "-1", "aria-controls": key === "source" ? "source" : "records",
    class: key === "source" ? "to-source" : null }, ...(counts[key] ? [element("small", {}, ` ${counts[key]}`)] : []));
  $("tabs").replaceChildren(tab("source", narrow.matches && side === "source", () => showSide("source")),
    ...Object.keys(PANELS).map((key) =>
      tab(key, key === state.tab && !(narrow.matches && side === "source"), () => showTab(key))));
  $("records").setAttribute("aria-labelledby", `tab-${state.tab}`);
}

// All that a bulletin has, one after the other, as long as it is printed.
function drawAll() {
  if (opened) $("panel").replaceChildren(...Object.entries(PANELS).flatMap(([tab, draw]) =>
    [element("h2", {}, word(tab)), ...draw()]));
}

function drawPanel() {
  drawTabs();
  $("panel").replaceChildren(...PANELS[state.tab]());
  drawInspector();
}

function showSide(side) {
  state.side = side;
  $("main").dataset.side = side;
  drawTabs();
  drawInspector();
}

function showTab(tab) {
  state.tab = tab;
  state.side = "records";
  $("main").dataset.side = state.side;
  drawPanel();
  $("records").scrollTop = 0;
  if (state.marked) mark(state.marked, { here: true });
}

function keepingPlace(change) {
  const places = ["main", "source", "records"].map((id) => [id, $(id)?.scrollTop ?? 0]);
  const inside = $("records")?.contains(document.activeElement) ?? false;
  const folds = () => [...document.querySelectorAll("#records details")];
  const open = folds().map((one) => one.open);
  change();
  if (folds().length === open.length) folds().forEach((one, at) => { one.open = open[at]; });
  for (const [id, top] of places) if ($(id)) $(id).scrollTop = top;
  if (inside) rowOf(state.marked)?.focus({ preventScroll: true });
}

const rowOf = (span) => document.querySelector(`#panel [data-target="${span}"]`);
const inView = (node, block = "center") =>
  node?.scrollIntoView({ block, behavior: still.matches || document.hidden ? "auto" : "smooth" });

// `here` scrolls only the records, `scroll: false` nothing; `from` is the side that was clicked.
function mark(span, { scroll = true, here = false, from = null } = {}) {
  state.marked = span;
  document.querySelectorAll(".marked").forEach((node) => node.classList.remove("marked"));
  if (from === "source" && !rowOf(span)) showTabOf(span);
  const nodes = document.querySelectorAll(`#text [data-span="${span}"], #panel [data-target="${span}"]`);
  for (const node of nodes) {
    node.classList.add("marked");
    if (node.matches("tr")) node.setAttribute("tabindex", "0");
  }
  const metric = metricRows().some((row) => row.key === span);
  if (narrow.matches && from && !metric) showSide(from === "source" ? "records" : "source");
  drawInspector();
  rowOf(span)?.closest("details")?.setAttribute("open", "");
  if (scroll) inView(rowOf(span), from === "records" ? "nearest" : "center");
  if (scroll && !here && from !== "source") inView(document.querySelector(`#text [data-span="${span}"]`));
  address(span);
}

function showTabOf(span) {
  const kinds = document.querySelector(`#text [data-span="${span}"]`)?.classList;
  const tab = kinds?.contains("metric") ? "metrics" : kinds?.contains("finding") ? "findings" : "records";
  if (tab !== state.tab) { state.tab = tab; drawPanel(); }
}

function showPlace(id) {
  if (narrow.matches) showSide("source");
  inView($(id), "start");
  $(id)?.focus({ preventScroll: true });
}

function address(span) {
  try { window.history.replaceState(null, "", `#${opened.index}/${span}`); } catch { /* The address stays. */ }
}

function step(by) {
  const spans = [...new Set([...document.querySelectorAll("#panel [data-target]")].map((node) => node.dataset.target))];
  if (spans.length === 0) return;
  const at = spans.indexOf(state.marked);
  const span = spans[at < 0 ? 0 : Math.min(Math.max(at + by, 0), spans.length - 1)];
  mark(span);
  rowOf(span).focus({ preventScroll: true });
}

let asked = 0; // for, counted: who asks for another bulletin meanwhile does not get this one

async function open(index, span = null) {
  const turn = (asked += 1);
  let data;
  try { data = await bulletinData(index); } catch { tell(word("too_old")); return; }
  if (turn !== asked) return;
  seed(entries[index], data.corrections);
  opened = { index, entry: entries[index], text: data.text, points: Array.from(data.text), bulletin: data.bulletin };
  state.marked = null;
  state.metrics.filters = {};
  state.tab = data.bulletin.findings.length > 0 && !span ? "findings" : "metrics";
  drawBulletin();
  if (span) mark(span, { from: null });
}

function goTo(index) {
  if (entries[index]) location.hash = `#${index}`;
}

async function follow() { // The address says what is shown: `#` the list, `#compare`, `#3` a bulletin, `#3/120-126` a span.
  if (location.hash === "#compare" && entries.length > 1) { asked += 1; await drawCompare(); return; }
  const [, index, span] = /^#(\d+)(?:\/(\d+-\d+))?$/.exec(location.hash) ?? [];
  const number = index === undefined ? (entries.length === 1 ? 0 : null) : Number(index);
  if (number === null || !entries[number]) { asked += 1; drawList(); }
  else if (opened?.index !== number) await open(number, span);
  else if (span && span !== state.marked) mark(span);
}

function redraw() {
  speak();
  if (!opened) { keepingPlace(location.hash === "#compare" ? drawCompare : drawList); return; }
  keepingPlace(drawBulletin);
  if (state.marked) mark(state.marked, { scroll: false });
}

function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  kept("language", language);
  redraw();
  $("language").focus();
}

function setTheme(theme) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}

function switchTheme() {
  const { theme } = document.documentElement.dataset;
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(dark ? "light" : "dark");
  kept("theme", dark ? "light" : "dark");
}
