// The records of a bulletin: its masthead, and each article with what its kind has.
const COMMON = new Set(["kind", "index", "title", "span", "sections", "metrics", "byline"]);
const TITLED = new Set([
  "achievements",
  "problems",
  "plans",
  "suggestions",
  "agenda",
  "items",
  "results",
  "portfolio",
  "honours",
]);

function personButton(person) {
  const more = [person.post, person.note].filter(Boolean).join("，");
  return lead(person.span, "person", person.name, more ? element("small", {}, ` ${more}`) : "");
}

// The text of an item has its title and its number in it, mostly.
function itemButton(item) {
  const title = item.title ?? item.item ?? "";
  const text = item.outcome ?? item.text ?? "";
  const at = title ? text.indexOf(title) : -1;
  if (at >= 0)
    return lead(item.span, "item", text.slice(0, at), element("strong", {}, title), text.slice(at + title.length));
  const name = [item.number ? `${item.number}.` : "", title].filter(Boolean).join(" ");
  return lead(item.span, "item", name ? element("strong", {}, `${name} `) : "", text);
}

function appointmentButton(one) {
  return lead(
    one.span,
    "person",
    element("strong", {}, one.person.name),
    ` ${one.post} `,
    element("small", { lang: document.documentElement.lang }, label("action", one.action)),
  );
}

function showValue(key, value) {
  if (Array.isArray(value)) return value.flatMap((one) => showValue(key, one));
  if (value === null || typeof value !== "object") return [quoted(String(value))];
  if (value.person && value.action) return [appointmentButton(value)];
  if (value.span && value.name && !TITLED.has(key)) return [personButton(value)];
  if (value.span && "text" in value && ("start" in value || "end" in value))
    return [lead(value.span, "item", `${value.text}（${days(value)}）`)];
  if (value.span) return [itemButton(value)];
  if ("choice" in value) return [quoted(`${value.choice} ${value.count}`, "span", { class: "chip" })];
  return Object.entries(value).map(([name, one]) => element("span", { class: "chip" }, `${word(name)} ${one}`));
}

function showFields(record, skip = new Set()) {
  const list = element("dl");
  for (const [key, value] of Object.entries(record)) {
    if (skip.has(key) || value === null || (Array.isArray(value) && value.length === 0)) continue;
    const count = Array.isArray(value) && value.length > 1 ? ` (${value.length})` : "";
    list.append(element("dt", {}, word(key) + count), element("dd", {}, ...showValue(key, value)));
  }
  return list;
}

function showRecords() {
  const { bulletin } = opened;
  const head = { ...bulletin.masthead, reference_date: bulletin.reference_date };
  return [
    element("details", { class: "record", open: true }, element("summary", {}, word("masthead")), showFields(head)),
    ...bulletin.articles.map(articleRecord),
  ];
}

function articleRecord(article) {
  const metrics =
    article.metrics.length === 0
      ? null
      : button(word("show_metrics"), () => {
          state.metrics.filters = { article: article.index };
          showTab("metrics");
        });
  const summary = element(
    "summary",
    {},
    element("span", { class: "kind" }, articleLabel(article)),
    element("span", { class: "dim" }, word("metrics_of", { count: article.metrics.length })),
  );
  const other = counterpart(article);
  const related = other
    ? button(
        word(other.kind === "duty_report" ? "report_of_opinion" : "opinion_on_report"),
        () => showPlace(`article-${other.index}`),
        { class: "related" },
      )
    : null;
  return element(
    "details",
    { class: "record", open: opened.bulletin.articles.length < 4 },
    summary,
    element(
      "p",
      {},
      button(
        null,
        () => showPlace(`article-${article.index}`),
        { class: "lead", lang: "zh-CN" },
        element("strong", {}, article.title),
        article.byline ? ` ${article.byline}` : "",
      ),
    ),
    showFields(article, COMMON),
    element("div", { class: "actions" }, metrics, related),
  );
}

// The opinion on the official who gives a report, or the report that an opinion is on.
function counterpart(article) {
  const name = (article.person ?? article.people?.[0])?.name;
  const kind = { duty_report: "evaluation_opinion", evaluation_opinion: "duty_report" }[article.kind];
  return opened.bulletin.articles.find(
    (one) => name && one.kind === kind && [one.person, ...(one.people ?? [])].some((person) => person?.name === name),
  );
}
