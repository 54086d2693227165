// What charts are made of: SVG with a title and a description, marks that can be pressed, and a table of the same.
const CHART = { row: 28, bar: 16 };

const textWidth = (text) => [...text].reduce((sum, char) => sum + (char > "\u2e80" ? 13 : 7.5), 0);
function clipped(text, width) {
  let shown = text;
  while (shown && textWidth(`${shown}…`) > width) shown = shown.slice(0, -1);
  return textWidth(text) <= width ? text : `${shown}…`;
}

// A mark leads to the metric at `span`, or does what `act` does.
function pressable({ label: name, span, act }, ...shapes) {
  return drawn(
    "g",
    {
      class: "pressable",
      role: "button",
      tabindex: "0",
      "aria-label": name,
      "data-target": span ?? null,
      click: act ?? null,
    },
    drawn("title", { lang: "zh-CN" }, name),
    ...shapes,
  );
}

function chartText(x, y, text, properties = {}) {
  return drawn("text", { x, y, "dominant-baseline": "central", ...properties }, text);
}

let charts = 0;
function chartFrame(title, description, width, height, marks) {
  const id = `chart-${(charts += 1)}`;
  return drawn(
    "svg",
    {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "group",
      "aria-labelledby": `${id}-t`,
      "aria-describedby": `${id}-d`,
      class: "chart",
    },
    drawn("title", { id: `${id}-t`, lang: "zh-CN" }, title),
    drawn("desc", { id: `${id}-d` }, description),
    ...marks,
  );
}

// `table` is the same in words: {heads, rows}; the first cell of a row is its head.
function chartFigure(title, note, legendOf, svg, table) {
  const cells = (row) => row.map((one, at) => element(at ? "td" : "th", at ? {} : { scope: "row" }, one));
  return element(
    "figure",
    { class: "chart-figure" },
    element("figcaption", {}, element("h3", {}, title), note ? element("p", { class: "dim" }, note) : null),
    legendOf.length ? chartLegend(legendOf) : null,
    svg,
    element(
      "details",
      {},
      element("summary", {}, word("as_table")),
      element(
        "div",
        { class: "scroll", role: "group", "aria-label": word("as_table"), tabindex: "0" },
        element(
          "table",
          { class: "numbers" },
          element("thead", {}, element("tr", {}, ...table.heads.map((head) => element("th", { scope: "col" }, head)))),
          element("tbody", {}, ...table.rows.map((row) => element("tr", {}, ...cells(row)))),
        ),
      ),
    ),
  );
}

const chartLegend = (items) =>
  element(
    "ul",
    { class: "swatches" },
    ...items.map(([kind, name, properties = {}]) =>
      element("li", {}, element("span", { class: `swatch ${kind}`, ...properties }), name),
    ),
  );

// Rows of bars. A row is {name, segments: [{from, to, kind, label, span, act, inside}], end, second}; `from` and `to`
// are numbers that `domain` takes to the width, a row's own `domain` before that of all.
function barChart(title, description, rows, { width, domain, zero = false }) {
  const names = Math.min(width * 0.38, Math.max(...rows.map((row) => textWidth(row.name))) + 10);
  const room = width - names - Math.max(...rows.map((row) => textWidth(row.end ?? ""))) - 12;
  const marks = rows.map((row, index) => {
    const [low, high] = row.domain ?? domain;
    const x = (value) => names + ((value - low) / (high - low || 1)) * room;
    const y = index * CHART.row + CHART.row / 2;
    const bars = row.segments.map((one) =>
      pressable(
        one,
        drawn("rect", {
          x: Math.min(x(one.from), x(one.to)),
          y: y - (one.thin ? 4 : CHART.bar / 2),
          width: Math.max(Math.abs(x(one.to) - x(one.from)), 1.5),
          height: one.thin ? 8 : CHART.bar,
          class: one.kind,
          rx: 2,
        }),
      ),
    );
    const inside = row.segments
      .filter((one) => one.inside && Math.abs(x(one.to) - x(one.from)) > textWidth(one.inside) + 6)
      .map((one) =>
        chartText((x(one.from) + x(one.to)) / 2, y, one.inside, { class: `on ${one.kind}`, "text-anchor": "middle" }),
      );
    const far = Math.max(...row.segments.map((one) => Math.max(x(one.from), x(one.to))), x(Math.max(low, 0)));
    return drawn(
      "g",
      {},
      drawn("title", { lang: "zh-CN" }, row.name),
      chartText(0, y, clipped(row.name, names - 8), { lang: "zh-CN" }),
      ...bars,
      ...inside,
      chartText(far + 6, y, row.end ?? "", { class: "end", lang: "zh-CN" }),
    );
  });
  const at = names + ((0 - domain?.[0]) / (domain?.[1] - domain?.[0] || 1)) * room;
  const axis = zero ? [drawn("line", { x1: at, x2: at, y1: 0, y2: rows.length * CHART.row, class: "axis" })] : [];
  return chartFrame(title, description, width, rows.length * CHART.row, [...axis, ...marks]);
}

// Some five round numbers that span `low` to `high`.
function ticks(low, high) {
  const raw = (high - low || Math.abs(high) || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const size = [1, 2, 5, 10].find((one) => one * power >= raw) * power;
  const first = Math.floor(low / size);
  const last = Math.ceil(high / size);
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * size);
}
