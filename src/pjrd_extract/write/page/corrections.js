// What a person says of metrics: kept in the browser by the bulletin's sha256, downloaded as corrections.json.
const memory = new Map(); // For where the browser keeps nothing.
const storageKey = (sha256) => `pjrd-corrections:${sha256}`;

function keptCorrections(sha256) {
  if (memory.has(sha256)) return memory.get(sha256);
  let kept = [];
  try { kept = JSON.parse(localStorage.getItem(storageKey(sha256)) ?? "[]"); } catch { kept = []; }
  memory.set(sha256, kept);
  return kept;
}

function keepCorrections(sha256, corrections) {
  memory.set(sha256, corrections);
  try { localStorage.setItem(storageKey(sha256), JSON.stringify(corrections)); } catch { /* Memory has them. */ }
}

const correctionOf = (sha256, span) => keptCorrections(sha256).find((one) => target(one.span) === span);

function correct(sha256, correction) {
  const others = keptCorrections(sha256).filter((one) => target(one.span) !== target(correction.span));
  keepCorrections(sha256, [...others, correction].sort((a, b) => a.span.start - b.span.start));
}

function correctionsFile(entries) {
  const bulletins = entries.map(({ name, sha256 }) => ({ name, sha256, corrections: keptCorrections(sha256) }))
    .filter((one) => one.corrections.length > 0);
  return JSON.stringify({ format: "pjrd-corrections", version: 1, bulletins }, null, 2) + "\n";
}

function downloadCorrections(entries) {
  const url = URL.createObjectURL(new Blob([correctionsFile(entries)], { type: "application/json" }));
  const link = element("a", { href: url, download: "corrections.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// The fields that the form of `metric` changes; null if there are none.
function editedFields(metric, form) {
  const fields = {};
  const was = {};
  for (const key of ["name", "value", "unit"]) {
    const given = form.elements[key].value.trim();
    if (given && given !== (metric[key] ?? "")) { fields[key] = given; was[key] = metric[key] ?? null; }
  }
  const period = { start: form.elements.start.value || null, end: form.elements.end.value || null };
  const before = { start: metric.period?.start ?? null, end: metric.period?.end ?? null };
  if (period.start !== before.start || period.end !== before.end) {
    fields.period = period.start || period.end ? period : null;
    was.period = metric.period ? before : null;
  }
  return Object.keys(fields).length > 0 ? { fields, was } : null;
}

function editMetric(metric, done) {
  const input = (key, value, more = {}) =>
    element("label", {}, word(key), element("input", { name: key, value: value ?? "", ...more }));
  const form = element("form", { method: "dialog" }, input("name", metric.name, { required: "" }),
    input("value", metric.value, { pattern: "-?[0-9]{1,40}([.][0-9]{1,20})?" }), input("unit", metric.unit),
    input("start", metric.period?.start, { type: "date" }), input("end", metric.period?.end, { type: "date" }),
    element("button", { type: "submit" }, word("keep")));
  const dialog = element("dialog", { "aria-label": word("edit") }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const edited = editedFields(metric, form);
    dialog.close();
    if (edited) done(edited);
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
