// What shows a metric that was corrected is changed in its place; all is drawn anew only where metrics came or went.
const MOST_PATCHED = 50;

// Gives the spans of the opened bulletin that `changes` are about.
function showCorrected(changes) {
  drawTools();
  if (!opened) {
    redraw();
    return [];
  }
  const spans = changes.filter((one) => storageKey(one.entry) === storageKey(opened.entry)).map((one) => one.span);
  const rows = new Map(metricRows().map((row) => [row.key, row]));
  const marks = (span) => document.querySelectorAll(`#text mark.metric[data-span="${span}"]`);
  const patched = spans.length <= MOST_PATCHED && spans.every((span) => rows.has(span) && marks(span).length > 0);
  if (!patched) {
    keepingPlace(() => {
      drawSource();
      drawPanel();
    });
    if (state.marked) mark(state.marked, { scroll: false });
    return spans;
  }
  for (const span of spans) for (const node of marks(span)) patchMark(node, rows.get(span));
  if (state.tab === "metrics") {
    for (const span of spans) patchRow(rows.get(span));
    $("progress").replaceWith(progress([...rows.values()]));
  } else if (state.tab === "charts") keepingPlace(drawPanel);
  drawInspector();
  return spans;
}

function patchMark(node, row) {
  node.classList.remove("actual", "target", "expected");
  node.classList.add(row.metric.status);
  node.title = row.metric.name;
  if (row.review) node.dataset.review = row.review;
  else delete node.dataset.review;
}

// The row stays where it is, also where a filter or the order would have it elsewhere by now, until it is drawn anew.
function patchRow(row) {
  const old = rowOf(row.key);
  if (!old) return;
  const made = tableRow(row);
  made.tabIndex = old.tabIndex;
  const focused = document.activeElement === old;
  old.replaceWith(made);
  if (focused) made.focus({ preventScroll: true });
}
