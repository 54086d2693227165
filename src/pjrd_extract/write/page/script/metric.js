// A metric with what was said of it: what it was, what it is now, and how it is written for people.
const REVIEWED = { accepted: "accept", edited: "edit", added: "add" };

// The rows of the opened bulletin, in the order of the source: also those that were added here.
function metricRows() {
  const rows = opened.bulletin.articles.flatMap((article) => article.metrics.map((was) => metricRow(was, article)));
  const spans = new Set(rows.map((row) => row.key));
  for (const correction of corrections(opened.entry)) {
    const article = articleAt(correction.span);
    if (correction.action === "add" && article && !spans.has(target(correction.span)))
      rows.push(metricRow(addedMetric(correction), article));
  }
  return rows.sort((a, b) => a.metric.span.start - b.metric.span.start);
}

const articleAt = (span) =>
  opened.bulletin.articles.find((one) => one.span.start <= span.start && span.end <= one.span.end);

function metricRow(was, article) {
  const key = target(was.span);
  const correction = correctionAt(opened.entry, key);
  const metric = correction?.fields ? corrected(was, correction) : was;
  return { key, was, metric, article, correction, review: correction?.action ?? REVIEWED[was.review?.status] ?? "" };
}

// As the library applies a correction: a range takes the place of a value, and a value that of a range.
function corrected(was, { fields }) {
  const { period, ...given } = fields;
  let changed = { ...was, ...given };
  const ends = [given.low, given.high].some((end) => end !== undefined && end !== null);
  if (ends && !("value" in given)) changed = { ...was, value: null, bound: "range", ...given };
  else if (given.value && (was.value ?? null) === null)
    changed = { ...was, low: null, high: null, bound: "exact", ...given };
  if (period !== undefined) changed.period = period && { text: was.period?.text ?? "", ...period };
  if (changed.value !== was.value || changed.unit !== was.unit) delete changed.si;
  return changed;
}

function addedMetric({ span, text, fields }) {
  const metrics = opened.bulletin.articles.flatMap((article) => article.metrics);
  const kind = metrics.find((one) => one.unit === fields.unit)?.kind ?? "other";
  return {
    name: fields.name,
    text,
    unit: fields.unit,
    kind,
    bound: "exact",
    role: "level",
    status: "actual",
    section: [],
    span,
  };
}

const amount = (metric) =>
  metric.value !== null && metric.value !== undefined
    ? grouped(metric.value)
    : `${metric.low ? grouped(metric.low) : "…"}–${metric.high ? grouped(metric.high) : "…"}`;
const bounded = (metric) => (["exact", "range"].includes(metric.bound) ? "" : label("bound", metric.bound));
const days = (period) => [period.start ?? "…", period.end ?? "…"].join(" – ");
const periodText = (metric) => (metric.period ? metric.period.text || days(metric.period) : "");
const articleName = (article) => {
  const person = article.person ?? article.people?.[0];
  const kind = label("article", article.kind);
  return `${article.index + 1} ${kind}${person ? ` · ${person.name}` : ""}`;
};
// The same where it can say that a name is Chinese.
function articleLabel(article) {
  const person = article.person ?? article.people?.[0];
  return element(
    "span",
    {},
    `${article.index + 1} ${label("article", article.kind)}`,
    ...(person ? [" · ", quoted(person.name)] : []),
  );
}
