// The source with its highlights, nested where they nest. Offsets count code points, as in Python.
const BLANK = /\n[ \t\r\u3000]*(?:\n[ \t\r\u3000]*)+/g;

function highlights(bulletin, rows) {
  const found = new Map();
  const add = (span, kind, more = {}) => {
    if (!span || span.end <= span.start) return;
    const one = found.get(target(span)) ?? { ...span, kinds: [] };
    if (!one.kinds.includes(kind)) one.kinds.push(kind);
    found.set(target(span), { ...one, ...more });
  };
  const visit = (value) => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if (value === null || typeof value !== "object") return;
    for (const [key, part] of Object.entries(value)) if (!["metrics", "sections", "period"].includes(key)) visit(part);
    if (value.span && !("index" in value)) add(value.span, "post" in value || "note" in value ? "person" : "item");
  };
  bulletin.articles.forEach(visit);
  for (const finding of bulletin.findings)
    for (const one of finding.evidence) add(one.span, "finding", { code: finding.code });
  for (const row of rows) add(row.metric.span, "metric", { row });
  return [...found.values()];
}

const LONGEST_HEADING = 40;
// Characters that nobody sees and that may turn the direction of what follows: each is shown by its number, shut in.
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const SYNTAX = /^#{1,6}(?=\s)|\*\*/gm; // of Markdown: there, but paler than the words
const numbered = (char) => `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

// The code point that a UTF-16 unit of the text stands in.
function placesOf({ text, points }) {
  if (points.length === text.length) return (unit) => unit;
  const places = new Uint32Array(text.length + 1);
  let unit = 0;
  points.forEach((point, index) => {
    for (let i = 0; i < point.length; i += 1) places[unit++] = index;
  });
  places[unit] = points.length;
  return (at) => places[at];
}

// Where the source is a heading or blank: shown as such, and still the source character by character.
function blocks({ bulletin, text, points }) {
  const place = placesOf({ text, points });
  const found = [...text.matchAll(BLANK)].map((one) => ({
    start: place(one.index),
    end: place(one.index + one[0].length),
    block: "gap",
  }));
  for (const one of bulletin.source.format === "markdown" ? text.matchAll(SYNTAX) : [])
    found.push({ start: place(one.index), end: place(one.index + one[0].length), block: "syntax" });
  for (const one of text.matchAll(UNSEEN))
    found.push({ start: place(one.index), end: place(one.index + 1), block: "unseen", label: numbered(one[0]) });
  for (const article of bulletin.articles)
    found.push(
      {
        ...article.span,
        start: headingStart(points, article.span.start),
        block: "article",
        label: articleName(article),
        id: `article-${article.index}`,
      },
      { start: article.span.start, end: lineEnd(points, article.span.start), block: "title" },
      ...sectionStarts(article.sections, points),
    );
  return found;
}

// Sections can be gone to; a short line that begins one is its heading.
function sectionStarts(sections, points) {
  return (sections ?? []).flatMap(({ span, sections: inner }) => {
    const end = Math.min(lineEnd(points, span.start), span.end);
    const block = end - span.start <= LONGEST_HEADING ? "heading" : "place";
    return [{ start: span.start, end, block, id: `at-${span.start}` }, ...sectionStarts(inner, points)];
  });
}

// Where the marks before a heading in Markdown begin.
function headingStart(points, start) {
  let at = start;
  while (at > 0 && "#* \u3000\t".includes(points[at - 1])) at -= 1;
  return at === 0 || points[at - 1] === "\n" ? at : start;
}

function lineEnd(points, start) {
  let end = start;
  while (end < points.length && points[end] !== "\n") end += 1;
  return end;
}

const before = (a, b) => a.start - b.start || b.end - a.end || (a.block ? 0 : 1) - (b.block ? 0 : 1);

function showSource(place, points, spans) {
  const waiting = [...spans].sort(before);
  const open = [{ end: points.length, node: document.createDocumentFragment() }];
  const root = open[0].node;
  let at = 0;
  const write = (end) => {
    if (end > at) open.at(-1).node.append(points.slice(at, end).join(""));
    at = Math.max(at, end);
  };
  const closeUntil = (start) => {
    while (open.length > 1 && open.at(-1).end <= start) {
      write(open.at(-1).end);
      open.pop();
    }
  };
  for (let next = 0; next < waiting.length; next += 1) {
    const span = waiting[next];
    closeUntil(span.start);
    write(span.start);
    const end = Math.min(span.end, open.at(-1).end);
    if (end < span.end) {
      // One that crosses the end of what it stands in goes on behind it.
      const rest = { ...span, start: end, id: undefined, key: span.key ?? target(span) };
      const later = waiting.findIndex((one, index) => index > next && before(one, rest) > 0);
      waiting.splice(later < 0 ? waiting.length : later, 0, rest);
    }
    const node = span.block ? blockOf(span) : markOf(span);
    open.at(-1).node.append(node);
    open.push({ end, node });
  }
  closeUntil(points.length);
  write(points.length);
  place.replaceChildren(root);
}

const blockOf = (span) =>
  element("span", { class: `block ${span.block}`, id: span.id, "data-label": span.label, tabindex: span.id && "-1" });

function markOf(span) {
  const kinds = span.kinds.map((kind) => (kind === "metric" && span.row ? `metric ${span.row.metric.status}` : kind));
  return element("mark", {
    class: kinds.join(" "),
    "data-span": span.key ?? target(span),
    tabindex: span.key ? null : "0",
    role: "link",
    "data-review": span.row?.review || null,
    title: span.row?.metric.name ?? (span.code && label("finding", span.code)),
  });
}

function drawSource() {
  const place = $("text");
  showSource(place, opened.points, [...blocks(opened), ...highlights(opened.bulletin, metricRows())]);
}

function legend() {
  const boxes = Object.keys(state.kinds).map((kind) => {
    const box = element("input", { type: "checkbox", checked: state.kinds[kind] });
    box.addEventListener("change", () => {
      state.kinds[kind] = box.checked;
      showKinds();
    });
    return element("label", { class: `key ${kind}` }, box, word(`mark_${kind}`));
  });
  return element("div", { class: "legend", role: "group", "aria-label": word("legend") }, ...boxes);
}

function showKinds() {
  for (const [kind, shown] of Object.entries(state.kinds)) $("text").classList.toggle(`no-${kind}`, !shown);
}
