// The records of a bulletin: findings, masthead, and each article with what its kind has.
const COMMON = new Set(["kind", "index", "title", "span", "sections", "metrics"]);

function showRecord(value) {
  if (Array.isArray(value)) return value.map(showRecord).flat();
  if (typeof value !== "object") return [String(value)];
  const person = value.person ?? value;
  const parts = [value.action, person.name, value.item, value.choice, value.post ?? person.post, person.note,
    value.outcome, value.count, value.text];
  const line = parts.filter((part) => part !== undefined).join(" ") ||
    Object.entries(value).map(([key, part]) => `${word(key)} ${part}`).join(" ");
  return [value.span ? lead(value.span, "post" in value ? "person" : "item", line) : element("div", {}, line)];
}

function showFields(record, skip = new Set()) {
  const list = element("dl");
  for (const [key, value] of Object.entries(record)) {
    if (skip.has(key) || (Array.isArray(value) && value.length === 0)) continue;
    list.append(element("dt", {}, word(key)), element("dd", {}, ...showRecord(value)));
  }
  return list;
}

function showFindings(bulletin) {
  const parts = [element("h2", {}, `${word("findings")} (${bulletin.findings.length})`)];
  if (bulletin.findings.length === 0) parts.push(element("p", {}, word("none")));
  for (const finding of bulletin.findings) {
    parts.push(element("p", {}, element("strong", {}, finding.code), " ", finding.message));
    for (const one of finding.evidence) parts.push(lead(one.span, "finding", one.text));
  }
  return parts;
}

function showRecords(bulletin) {
  const parts = [element("h2", {}, word("masthead")), showFields(bulletin.masthead)];
  for (const article of bulletin.articles)
    parts.push(element("h3", {}, `${article.index + 1} ${article.title}`), showFields(article, COMMON));
  return parts;
}
