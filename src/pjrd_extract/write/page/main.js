// The page: a bulletin is parsed when it is opened; a click on either side marks and shows the other.
const $ = (id) => document.getElementById(id);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const parsed = (id) => JSON.parse($(id).textContent);

function mark(span) {
  document.querySelectorAll(".marked").forEach((node) => node.classList.remove("marked"));
  const nodes = document.querySelectorAll(`[data-span="${span}"], [data-target="${span}"]`);
  for (const node of nodes) node.classList.add("marked");
  for (const selector of [`[data-span="${span}"]`, `tr[data-target="${span}"]`, `[data-target="${span}"]`]) {
    const node = document.querySelector(selector);
    node?.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
    if (node && selector !== `[data-span="${span}"]`) break;
  }
}

function step(by) {
  const rows = [...document.querySelectorAll("tr[data-target]")];
  if (rows.length === 0) return;
  const at = rows.findIndex((row) => row.classList.contains("marked"));
  const row = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
  row.focus({ preventScroll: true });
  mark(row.dataset.target);
}

let opened = null;

function review(action) {
  const row = document.querySelector("tr.marked");
  const span = row?.dataset.target;
  const metric = opened.articles.flatMap((article) => article.metrics).find((one) => target(one.span) === span);
  if (!metric) return;
  const say = (more) => {
    correct(opened.source.sha256, { action, span: { start: metric.span.start, end: metric.span.end }, text: metric.text, ...more });
    row.dataset.review = action;
    row.focus();
  };
  if (action === "edit") editMetric(metric, say);
  else say({});
}

function open() {
  const { text, bulletin } = parsed(`bulletin-${$("bulletin").value || 0}`);
  opened = bulletin;
  showSource($("source"), text, highlights(bulletin));
  $("records").replaceChildren(...showFindings(bulletin), ...showMetrics(bulletin), ...showRecords(bulletin));
}

function speak() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = word("title");
  $("language").textContent = language === "zh" ? "English" : "中文";
  document.querySelectorAll("[data-word]").forEach((node) => { node.textContent = word(node.dataset.word); });
  document.querySelectorAll("[data-label]").forEach((node) => node.setAttribute("aria-label", word(node.dataset.label)));
}

parsed("index").forEach((entry, index) => $("bulletin").append(
  new Option(`${entry.title ?? ""} ${entry.name} (${entry.metrics})`.trim(), String(index))));
$("bulletin").addEventListener("change", open);
$("language").addEventListener("click", () => { language = language === "zh" ? "en" : "zh"; speak(); open(); });
$("download").addEventListener("click", () => downloadCorrections(parsed("index")));
$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
document.addEventListener("click", (event) => {
  const node = event.target.closest("[data-span], [data-target]");
  if (node) mark(node.dataset.span ?? node.dataset.target);
});
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "a") review("accept");
  else if (event.key === "r") review("reject");
  else if (event.key === "e") { event.preventDefault(); review("edit"); }
  else if (event.key === "/") { event.preventDefault(); document.querySelector("input[type=search]").focus(); }
  else if (event.key === "Enter" && event.target.matches("tr")) mark(event.target.dataset.target);
});
speak();
if (parsed("index").length > 0) open();
