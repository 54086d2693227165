// The form of a metric: what a correction can say of it. An emptied field that may be empty is cleared.
const DIGITS = /^-?[0-9]{1,40}([.][0-9]{1,20})?$/;
const WORDED = ["name", "unit", "basis", "scope"];
const NUMBERS = ["value", "low", "high"];
// Of what is chosen only the direction may be missing.
const CHOICES = Object.fromEntries(
  ["kind", "bound", "role", "status", "direction"].map((field) => [
    field,
    field === "direction" ? ["", ...valuesOf(field)] : valuesOf(field),
  ]),
);
const digitsOf = (text) => text.normalize("NFKC").replace(/[,\s]/g, "");

function formField(key, node, hint = "") {
  return element(
    "label",
    { class: `field f-${key}` },
    element("span", {}, word(key)),
    node,
    hint ? element("small", { class: "dim" }, hint) : null,
  );
}

function metricForm(metric, adding) {
  const input = (key, more = {}) =>
    element("input", { name: key, value: metric[key] ?? "", autocomplete: "off", maxlength: "500", ...more });
  const select = (key) => {
    const node = element("select", { name: key });
    for (const value of CHOICES[key])
      node.append(new Option(label(key, value), value, false, value === (metric[key] ?? "")));
    return node;
  };
  const printed = metric.period?.text
    ? element("p", { class: "dim wide" }, `${word("printed_period")}${word("colon")}`, quoted(metric.period.text))
    : null;
  return element(
    "form",
    { method: "dialog", class: "form" },
    formField("name", input("name", { required: true, lang: "zh-CN" })),
    formField("value", input("value", { inputmode: "decimal" }), word("digits")),
    formField("unit", input("unit", { required: adding || metric.unit !== "", lang: "zh-CN" })),
    formField("low", input("low", { inputmode: "decimal" })),
    formField("high", input("high", { inputmode: "decimal" })),
    ...Object.keys(CHOICES).map((key) => formField(key, select(key))),
    formField("basis", input("basis", { lang: "zh-CN" }), word("optional")),
    formField("start", input("start", { type: "date", value: metric.period?.start ?? "" })),
    formField("end", input("end", { type: "date", value: metric.period?.end ?? "" })),
    element(
      "label",
      { class: "field check" },
      element("input", { type: "checkbox", name: "clear_period" }),
      word("clear_period"),
    ),
    printed,
    formField("scope", input("scope", { lang: "zh-CN" }), word("optional")),
    formField("note", element("textarea", { name: "note", rows: "2", maxlength: "10000" }), word("optional")),
    element("p", { class: "problem wide", role: "alert" }),
    element(
      "div",
      { class: "actions wide" },
      element("button", { type: "submit", class: "accept" }, word("keep")),
      button(word("cancel"), (event) => event.target.closest("dialog").close()),
    ),
  );
}

// What is wrong with the numbers of the form; "" where nothing is.
function problemOf(form) {
  const [value, low, high] = NUMBERS.map((key) => digitsOf(form.elements[key].value));
  if ([value, low, high].some((one) => one && !DIGITS.test(one))) return word("digits");
  if (value && (low || high)) return word("value_or_range");
  if (!value && !low && !high) return word("value_needed");
  return "";
}

// The fields of the form that are not what `was` has.
function fieldsOf(form, was) {
  const fields = {};
  const given = (key) => form.elements[key].value.trim();
  for (const key of [...WORDED, ...Object.keys(CHOICES)]) {
    const value = given(key) || null;
    if (value !== (was[key] || null)) fields[key] = value;
  }
  const numbers = Object.fromEntries(NUMBERS.map((key) => [key, digitsOf(form.elements[key].value) || null]));
  const keys = numbers.value !== null ? ["value"] : ["low", "high"]; // Either takes the place of the other.
  for (const key of keys) if (numbers[key] !== (was[key] ?? null)) fields[key] = numbers[key];
  const period = { start: given("start") || null, end: given("end") || null };
  const cleared =
    form.elements.clear_period.checked || (!period.start && !period.end && (was.period?.start || was.period?.end));
  const same = period.start === (was.period?.start ?? null) && period.end === (was.period?.end ?? null);
  if (cleared && was.period) fields.period = null;
  else if (!cleared && !same) fields.period = period;
  return fields;
}

function askForMetric(title, metric, text, note, save) {
  const form = metricForm(metric, metric.name === "");
  form.elements.note.value = note ?? "";
  const made = dialog(title, quoted(`“${text}”`, "p", { class: "dim" }), form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const problem = problemOf(form);
    form.querySelector(".problem").textContent = problem;
    if (problem) return;
    made.close();
    save(form);
  });
  form.elements.name.focus();
}

function editMetric(row) {
  const note = row.correction?.note ?? row.metric.review?.note;
  askForMetric(word("edit"), row.metric, row.was.text, note, (form) => {
    const fields = fieldsOf(form, row.was);
    const said = form.elements.note.value.trim();
    const more = said ? { note: said } : {};
    const adds = row.correction?.action === "add";
    if (Object.keys(fields).length === 0 && !adds) {
      settle(row, undefined);
      return;
    }
    if (adds) settle(row, { ...correctionOf(row, "add"), fields, ...more });
    else settle(row, { ...correctionOf(row, "edit"), was: beforeEdit(row.was, fields), fields, ...more });
  });
}

function beforeEdit(was, fields) {
  const known = identity(was);
  for (const key of Object.keys(fields)) {
    if (key === "period")
      known.period = was.period ? { start: was.period.start ?? null, end: was.period.end ?? null } : null;
    else if (key !== "unit") known[key] = was[key] ?? null;
  }
  return known;
}
