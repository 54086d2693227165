// One metric over time and across counties, of the bulletins that the list shows: same name, unit and role.
let series = null; // unpacked when it is first asked for
const COLOURS = 8;
const MEASURED = (one) => `${label("role", one.role)} · ${one.unit || word("none")}`;

async function drawCompare() {
  opened = null;
  drawTools();
  const main = $("main");
  main.className = "listing";
  try {
    series ??= await unpack("series");
    await seedAll();
  } catch {
    tell(word("too_old"));
    return;
  }
  if (location.hash !== "#compare") return;
  const place = element("div", {});
  const heading = element("h2", { class: "for-readers" }, word("compare"));
  main.replaceChildren(element("section", { id: "records", tabindex: "-1" }, listTabs("compare"), heading, place));
  place.append(...showCompare());
}

function showCompare() {
  if (series.length === 0) return [element("p", { class: "empty" }, word("no_series"))];
  const names = [...new Set(series.map((one) => one.name))];
  if (!names.includes(state.compare.name)) state.compare.name = names[0];
  const of = series.filter((one) => one.name === state.compare.name);
  const chosen = of.find((one) => MEASURED(one) === state.compare.measure) ?? of[0];
  const again = () => {
    const at = $("records").lastChild;
    at.replaceChildren(...showCompare());
  };
  const options = element(
    "datalist",
    { id: "names" },
    ...names.slice(0, 2000).map((name) => element("option", { value: name })),
  );
  const input = element("input", {
    type: "search",
    name: "metric",
    list: "names",
    value: state.compare.name,
    lang: "zh-CN",
    "aria-label": word("choose_metric"),
    change: (event) => {
      const given = event.target.value.trim();
      const name = names.includes(given) ? given : names.find((one) => one.includes(given));
      if (!name) {
        tell(word("nothing"));
        return;
      }
      state.compare.name = name;
      again();
    },
  });
  const measure = choice(
    "measure",
    word("measure"),
    of,
    MEASURED,
    chosen,
    (one) => {
      state.compare.measure = MEASURED(one);
      again();
    },
    null,
  );
  return [
    element(
      "div",
      { class: "filters" },
      element("label", { class: "grow" }, word("choose_metric"), input),
      measure,
      options,
    ),
    ...comparison(chosen, pointsOf(chosen)),
  ];
}

// The points of the bulletins that the list shows, as corrected; who repeats a figure is shown once.
function pointsOf({ points }) {
  const shown = new Set(listed());
  const seen = new Set();
  return points
    .filter(([index]) => shown.has(index))
    .map(correctedPoint)
    .filter((one) => {
      if (one === null || Number.isNaN(one.x)) return false;
      const key = [one.place, one.day, one.value, one.status].join("\n");
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => a.x - b.x);
}

// null for what was rejected, or is of another name, unit or role by now.
function correctedPoint([index, printed, from, until, printedStatus, first, last]) {
  const entry = entries[index];
  const span = `${first}-${last}`;
  const { action, fields = {} } = correctionAt(entry, span) ?? {};
  if (action === "reject" || ["name", "unit", "role"].some((key) => key in fields)) return null;
  if ("low" in fields || "high" in fields || fields.value === null) return null;
  const period = "period" in fields ? fields.period : { start: from, end: until };
  const stated = period?.end ?? period?.start ?? null;
  const day = stated ?? entry.date;
  const sign = printed.startsWith("-") ? "-" : "";
  const value = fields.value ? sign + fields.value.replace("-", "") : printed;
  const status = fields.status ?? printedStatus;
  const [y, x] = [parseFloat(value), day ? Date.parse(day) : NaN];
  return { index, entry, span, value, y, x, day, dated: stated !== null, status, place: entry.place ?? entry.name };
}

const dayOf = (point) => (point.dated ? point.day : word("undated_day", { day: point.day }));
const pointLabel = (point, unit) =>
  `${point.place} ${dayOf(point)} ${label("status", point.status)} ${grouped(point.value)} ${unit}`;

function comparison(one, points) {
  if (points.length === 0) return [element("p", { class: "empty" }, word("nothing"))];
  const places = [
    ...grouping(
      points.map((point) => ({ ...point })),
      (point) => point.place,
    ),
  ].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0], "zh"));
  const colour = new Map(places.map(([place], at) => [place, at < COLOURS ? `s${at}` : "s-other"]));
  const width = Math.max($("records").clientWidth - 60, 300);
  const title = `${one.name} (${MEASURED(one)})`;
  const heads = [word("place"), word("date"), word("status"), word("value"), word("unit"), word("file")];
  const shownPlaces =
    places.length > COLOURS
      ? [...places.slice(0, COLOURS), [word("other_places", { count: places.length - COLOURS }), []]]
      : places;
  return [
    chartFigure(
      quoted(word("chart_time", { title })),
      word("chart_time_note"),
      shownPlaces.map(([place, of]) => [colour.get(place) ?? "s-other", of.length ? quoted(place) : place]),
      timeChart(title, one.unit, points, places, colour, width),
      {
        heads,
        rows: points.map((point) => [
          quoted(point.place),
          dayOf(point),
          label("status", point.status),
          grouped(point.value),
          quoted(one.unit),
          quoted(point.entry.name),
        ]),
      },
    ),
    latestChart(title, one.unit, places, width),
  ].filter(Boolean);
}

function timeChart(title, unit, points, places, colour, width) {
  const height = 340;
  const edge = { left: 70, right: 20, top: 14, bottom: 34 };
  const ys = points.map((point) => point.y);
  const [least, most] = [Math.min(...ys), Math.max(...ys)];
  const marks = ticks(least > 0 && least < most * 0.5 ? 0 : least, most);
  const [low, high] = [marks[0], marks.at(-1)];
  const day = 86400000;
  const from = points[0].x - 30 * day;
  const until = points.at(-1).x + 30 * day;
  const x = (value) => edge.left + ((value - from) / (until - from)) * (width - edge.left - edge.right);
  const y = (value) => height - edge.bottom - ((value - low) / (high - low || 1)) * (height - edge.top - edge.bottom);
  const grid = marks.flatMap((value) => [
    drawn("line", { x1: edge.left, x2: width - edge.right, y1: y(value), y2: y(value), class: "grid" }),
    chartText(edge.left - 8, y(value), short(value), { "text-anchor": "end", class: "end" }),
  ]);
  const years = [];
  for (let year = new Date(from).getUTCFullYear(); year <= new Date(until).getUTCFullYear() + 1; year += 1)
    years.push(year);
  const every = Math.ceil(years.length / Math.max((width - edge.left) / 70, 1));
  const months =
    years.length <= 3
      ? years.flatMap((year) => [0, 3, 6, 9].map((month) => [year, month]))
      : years.filter((_, at) => at % every === 0).map((year) => [year, 0]);
  const times = months
    .map(([year, month]) => [Date.UTC(year, month, 1), `${year}-${String(month + 1).padStart(2, "0")}`])
    .filter(([time]) => time >= from && time <= until)
    .flatMap(([time, name]) => [
      drawn("line", {
        x1: x(time),
        x2: x(time),
        y1: height - edge.bottom,
        y2: height - edge.bottom + 5,
        class: "axis",
      }),
      chartText(x(time), height - 16, name, { "text-anchor": "middle", class: "end" }),
    ]);
  const lines = places.map(([place, of]) => {
    const path = of
      .filter((point) => point.status === "actual")
      .map((point) => `${x(point.x)},${y(point.y)}`)
      .join(" ");
    return drawn("polyline", { points: path, class: `line ${colour.get(place)}` });
  });
  const dots = points.map((point) =>
    pressable(
      {
        label: pointLabel(point, unit),
        act: () => {
          location.hash = `#${point.index}/${point.span}`;
        },
      },
      point.status === "actual"
        ? drawn("circle", {
            cx: x(point.x),
            cy: y(point.y),
            r: 5,
            class: `dot ${colour.get(point.place)} ${point.dated ? "" : "hollow"}`,
          })
        : drawn("path", {
            d: `M${x(point.x)} ${y(point.y) - 7}l7 7l-7 7l-7-7z`,
            class: `dot hollow ${colour.get(point.place)}`,
          }),
    ),
  );
  return chartFrame(title, word("chart_time_desc", { count: points.length }), width, height, [
    ...grid,
    ...times,
    ...lines,
    ...dots,
  ]);
}

function latestChart(title, unit, places, width) {
  const latest = places
    .map(([place, of]) => of.filter((point) => point.status === "actual").at(-1))
    .filter(Boolean)
    .sort((a, b) => b.y - a.y);
  if (latest.length < 2) return null;
  const values = latest.map((point) => point.y);
  return chartFigure(
    quoted(word("chart_latest", { title })),
    word("chart_latest_note"),
    [],
    barChart(
      title,
      word("chart_latest_desc"),
      latest.map((point) => ({
        name: point.place,
        end: `${short(point.y)} ${unit}`,
        segments: [
          {
            from: 0,
            to: point.y,
            kind: "actual",
            label: pointLabel(point, unit),
            act: () => {
              location.hash = `#${point.index}/${point.span}`;
            },
          },
        ],
      })),
      { width, domain: [Math.min(0, ...values), Math.max(0, ...values)], zero: true },
    ),
    {
      heads: [word("place"), word("date"), word("value"), word("unit")],
      rows: latest.map((point) => [quoted(point.place), point.day, grouped(point.value), quoted(unit)]),
    },
  );
}
