// The source with its highlights, nested where they nest. Offsets count code points, as in Python.
function highlights(bulletin) {
  const found = new Map();
  const add = (span, kind) => { if (span && span.end > span.start) found.set(target(span), { ...span, kind }); };
  const visit = (value) => {
    if (Array.isArray(value)) { value.forEach(visit); return; }
    if (value === null || typeof value !== "object") return;
    for (const [key, part] of Object.entries(value)) if (!["metrics", "sections", "period"].includes(key)) visit(part);
    if (value.span && !("index" in value)) add(value.span, "post" in value || "note" in value ? "person" : "item");
  };
  bulletin.articles.forEach(visit);
  for (const finding of bulletin.findings) for (const one of finding.evidence) add(one.span, "finding");
  for (const article of bulletin.articles) for (const metric of article.metrics) add(metric.span, "metric");
  return [...found.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

function showSource(place, text, spans) {
  const points = Array.from(text);
  const open = [{ end: points.length, node: document.createDocumentFragment() }];
  const root = open[0].node;
  let at = 0;
  const write = (end) => {
    if (end > at) open.at(-1).node.append(points.slice(at, end).join(""));
    at = Math.max(at, end);
  };
  const closeUntil = (start) => {
    while (open.length > 1 && open.at(-1).end <= start) { write(open.at(-1).end); open.pop(); }
  };
  for (const span of spans) {
    closeUntil(span.start);
    write(span.start);
    const end = Math.min(span.end, open.at(-1).end); // One that crosses its neighbour is cut at its end.
    const node = element("mark", { class: span.kind, "data-span": target(span) });
    open.at(-1).node.append(node);
    open.push({ end, node });
  }
  closeUntil(points.length);
  write(points.length);
  place.replaceChildren(root);
}
