// What is marked: both sides show it, and the next and the previous are counted from it.
const rowOf = (span) => document.querySelector(`#panel [data-target="${span}"]`);
// At once: who goes fast through a long bulletin would wait for a smooth way, or cut it short.
const inView = (node, block = "center") => node?.scrollIntoView({ block, behavior: "instant" });

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

function unmark() {
  $("menu").open = false;
  if (!opened || !state.marked) return;
  state.marked = null;
  document.querySelectorAll(".marked").forEach((node) => node.classList.remove("marked"));
  drawInspector();
  address("");
}

function showTabOf(span) {
  const kinds = document.querySelector(`#text [data-span="${span}"]`)?.classList;
  const tab = kinds?.contains("metric") ? "metrics" : kinds?.contains("finding") ? "findings" : "records";
  if (tab !== state.tab) {
    state.tab = tab;
    drawPanel();
  }
}

function showPlace(id) {
  if (narrow.matches) showSide("source");
  inView($(id), "start");
  $(id)?.focus({ preventScroll: true });
}

function step(by) {
  const spans = [...new Set([...document.querySelectorAll("#panel [data-target]")].map((node) => node.dataset.target))];
  if (spans.length === 0) return;
  const at = spans.indexOf(state.marked);
  const span = spans[at < 0 ? 0 : Math.min(Math.max(at + by, 0), spans.length - 1)];
  mark(span);
  rowOf(span).focus({ preventScroll: true });
}
