// Elements are made here and nowhere else; text goes in as text, so nothing from a bulletin is ever markup.
const SVG = "http://www.w3.org/2000/svg";

function filled(made, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(key, value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const element = (tag, properties = {}, ...children) => filled(document.createElement(tag), properties, children);
const drawn = (tag, properties = {}, ...children) => filled(document.createElementNS(SVG, tag), properties, children);
// What comes from a bulletin is Chinese, whatever the page speaks.
const quoted = (text, tag = "span", properties = {}) => element(tag, { lang: "zh-CN", ...properties }, text);
const button = (label, click, properties = {}, ...children) =>
  element("button", { type: "button", click, ...properties }, ...(label === null ? [] : [label]), ...children);

const target = (span) => `${span.start}-${span.end}`;
const lead = (span, kind, ...children) =>
  element("button", { type: "button", class: `lead ${kind}`, lang: "zh-CN", "data-target": target(span) }, ...children);

const QUOTED = new Set(["unit", "period", "place", "article", "measure"]); // choices with words of bulletins in them

// A choice among `values` with the label of each; `chosen` is one of them, or null for all.
function choice(name, label, values, labelOf, chosen, change, all = word("all")) {
  const select = element("select", { name, "aria-label": label, class: chosen === null ? null : "active" });
  if (all !== null) select.append(new Option(`${label}: ${all}`, "-1", false, chosen === null));
  values.forEach((value, at) => {
    const option = new Option(labelOf(value), String(at), false, value === chosen);
    if (QUOTED.has(name)) option.lang = "zh-CN";
    select.append(option);
  });
  select.addEventListener("change", () => change(values[Number(select.value)] ?? null));
  return select;
}

// Clicks on heads of columns sort: `sort` is {column, sign}, `draw` shows the rows anew.
function sortingHead(columns, sort, labelOf, draw) {
  const heads = columns.map((column) => {
    const name = sort.column === column ? (sort.sign > 0 ? "ascending" : "descending") : "none";
    const head = element("th", { scope: "col", role: "columnheader", "aria-sort": name, class: `c-${column}` });
    head.append(
      button(labelOf(column), () => {
        sort.sign = sort.column === column ? -sort.sign : 1;
        sort.column = column;
        heads.forEach((one) => one.setAttribute("aria-sort", "none"));
        head.setAttribute("aria-sort", sort.sign > 0 ? "ascending" : "descending");
        draw();
      }),
    );
    return head;
  });
  return element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...heads));
}
