// The marked metric in full, and what a person can say of it.
const FACTS = ["status", "role", "kind", "direction", "basis", "scope"];

const inspector = () => element("aside", { id: "inspector", "aria-label": word("review"), "aria-live": "polite" });
const markedRow = () => metricRows().find((row) => row.key === state.marked);

function drawInspector() {
  const place = $("inspector");
  if (!place) return;
  const row = markedRow();
  place.classList.toggle("empty", !row);
  place.hidden = !row && state.tab !== "metrics";
  place.replaceChildren(...(row ? factsOf(row) : [word("pick")]));
}

function factsOf(row) {
  const { metric, correction } = row;
  const facts = FACTS.filter((key) => metric[key]).map((key) =>
    known(`${key}:${metric[key]}`) ? label(key, metric[key]) : quoted(metric[key]),
  );
  if (metric.period) facts.push(element("span", {}, quoted(metric.period.text || ""), ` ${days(metric.period)}`));
  const edited = Object.keys(row.review === "edit" ? (correction?.fields ?? {}) : {});
  const note = correction?.note ?? metric.review?.note;
  return [
    element(
      "p",
      { class: "fact" },
      quoted(metric.name, "strong"),
      " ",
      bounded(metric),
      " ",
      amount(metric),
      " ",
      quoted(metric.unit),
      " ",
      element("small", { class: "dim" }, quoted(`“${metric.text}”`)),
    ),
    element("p", { class: "dim" }, ...facts.flatMap((fact, at) => (at ? [" · ", fact] : [fact]))),
    metric.section?.length ? quoted(metric.section.join(" › "), "p", { class: "dim path" }) : null,
    edited.length
      ? element(
          "p",
          { class: "changed" },
          word("corrected_value"),
          ...edited.flatMap((key) => [` · ${word(key)} `, quoted(word("was", { value: wasText(row, key) }))]),
        )
      : null,
    note ? element("p", { class: "dim" }, word("note"), " ", quoted(note)) : null,
    element(
      "div",
      { class: "actions" },
      ...["accept", "reject", "edit"].map((action) =>
        button(word(action), () => review(action), { class: action, "aria-pressed": String(row.review === action) }),
      ),
      button(word("quote"), () => quoteMarked(), { class: "quote" }),
      narrow.matches ? button(word(state.side === "source" ? "to_row" : "to_source"), otherSide) : null,
    ),
  ].filter(Boolean);
}

function review(action) {
  const row = markedRow();
  if (!row) return;
  if (action === "edit") {
    editMetric(row);
    return;
  }
  const again = row.correction?.action === action || (row.review === "add" && action === "reject");
  settle(row, again ? undefined : { ...correctionOf(row, action), was: identity(row.was) });
}

// Says `correction` of a row, or with undefined takes back what was said of it.
function settle(row, correction) {
  const { entry } = opened;
  const taken = seeds.get(storageKey(entry))?.[row.key] ? null : undefined;
  const changes = [{ entry, span: row.key, correction: correction ?? taken }];
  correct(changes);
  showCorrected(changes);
}

const correctionOf = ({ was }, action) => ({
  action,
  span: { start: was.span.start, end: was.span.end },
  text: was.text,
});

// What a metric was when something was said of it, as far as a file of corrections can say it.
function identity(was) {
  const keys = ["name", "value", "low", "high", "unit"].filter((key) => was[key]);
  return Object.fromEntries(keys.map((key) => [key, was[key]]));
}

function otherSide() {
  // On a phone, where one side is shown at a time.
  if (state.side === "source") showTab("metrics");
  else {
    showSide("source");
    mark(state.marked);
  }
}

function takeBack(by) {
  const changes = by();
  if (!changes) return;
  const here = showCorrected(changes);
  if (here.length > 0) mark(here[0]);
}
