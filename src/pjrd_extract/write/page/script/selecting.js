// A metric that was missed, added by selecting its text in the source.
const POWERS = { 百: 2, 千: 3, 万: 4, 百万: 6, 千万: 7, 亿: 8, 百亿: 10, 千亿: 11, 万亿: 12 };
const AMOUNT = /(-?\d[\d,]*(?:\.\d+)?)\s*(万亿|千亿|百亿|亿|千万|百万|万|千|百)?(?:余|多)?\s*(.*)/;

// What is selected in the source, without the blanks around it: {start, end, text}, or null.
function selectedSpan() {
  const selection = getSelection();
  const place = $("text");
  if (!place || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!place.contains(range.startContainer) || !place.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(place, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const placeAt = placesOf(opened);
  const unit = before.toString().length;
  let start = placeAt(unit);
  let end = placeAt(unit + range.toString().length);
  const blank = (at) => /\s/.test(opened.points[at]);
  while (start < end && blank(start)) start += 1;
  while (end > start && blank(end - 1)) end -= 1;
  return end > start ? { start, end, text: opened.points.slice(start, end).join("") } : null;
}

function shifted(digits, power) {
  // "6.72" times ten to the eighth is "672000000", without floating point.
  const [whole, part = ""] = digits.split(".");
  const moved = part.padEnd(power, "0");
  const rest = moved.slice(power).replace(/0+$/, "");
  const units = `${whole}${moved.slice(0, power)}`.replace(/^(-?)0+(?=\d)/, "$1");
  return rest ? `${units}.${rest}` : units;
}

// A first guess at value and unit, for a person to check.
function guessed(text) {
  const [, digits, power, unit] = AMOUNT.exec(text.normalize("NFKC")) ?? [];
  if (!digits) return {};
  return {
    value: shifted(digits.replaceAll(",", ""), POWERS[power] ?? 0),
    unit: (unit ?? "").trim().slice(0, LONGEST_WORDS),
  };
}

function addSelected() {
  const span = selectedSpan();
  if (!span) {
    tell(word("select_first"));
    return;
  }
  getSelection().removeAllRanges();
  offerToAdd();
  const there = metricRows().find((row) => row.key === target(span));
  if (there) {
    mark(there.key);
    editMetric(there);
    return;
  }
  if (!articleAt(span) || span.end - span.start > LONGEST_WORDS) {
    tell(word("cant_add"));
    return;
  }
  const blank = addedMetric({
    span: { start: span.start, end: span.end },
    text: span.text,
    fields: { name: "", unit: "" },
  });
  const guess = guessed(span.text);
  askForMetric(word("add"), { ...blank, ...guess }, span.text, "", (form) => {
    const note = form.elements.note.value.trim();
    const row = { key: target(span), was: blank };
    settle(row, { ...correctionOf(row, "add"), fields: fieldsOf(form, blank), ...(note ? { note } : {}) });
    mark(row.key);
  });
}

// The button beside what is selected.
function offerToAdd() {
  const there = $("adder");
  const span = opened && !document.querySelector("dialog") ? selectedSpan() : null;
  if (!span) {
    there?.remove();
    return;
  }
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  const made =
    there ?? button(word("add_selected"), addSelected, { id: "adder", mousedown: (event) => event.preventDefault() });
  made.style.left = `${Math.min(Math.max(box.left, 8), innerWidth - 150)}px`;
  made.style.top = `${Math.min(box.bottom + 6, innerHeight - 44)}px`;
  if (!there) document.body.append(made);
}
