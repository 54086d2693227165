// The charts of a bulletin, of the figures as they are now: corrected, and without what was rejected.
const STATUSES = ["actual", "target", "expected"];
const numberOf = (metric) => parseFloat(metric.value ?? metric.high ?? metric.low); // for lengths only
const inWords = (metric) =>
  `${metric.name} ${bounded(metric)}${amount(metric)} ${metric.unit}${periodText(metric) && `，${periodText(metric)}`}`;

function showCharts() {
  const width = Math.max(($("panel")?.clientWidth || 600) - 30, 260);
  const rows = metricRows().filter((row) => row.review !== "reject");
  const figures = [
    attendanceChart,
    targetChart,
    ...["%", "百分点"].map((unit) => changeChart(unit)),
    unitChart,
    articleChart,
  ]
    .map((chart) => chart(rows, width))
    .filter(Boolean);
  return figures.length ? figures : [element("p", { class: "empty" }, word("no_charts"))];
}

function attendanceChart(_, width) {
  const KINDS = ["present", "absent", "observers"];
  const lists = opened.bulletin.articles.filter((one) => ["attendance", "meeting"].includes(one.kind));
  const rows = lists
    .map((article) => {
      const counts = KINDS.map((kind) => [
        kind,
        article[`${kind}_count`] ?? article[kind]?.length ?? 0,
        article[kind]?.length ?? 0,
      ]).filter(([, count]) => count > 0);
      let at = 0;
      const segments = counts.map(([kind, count]) => ({
        from: at,
        to: (at += count),
        kind: `a-${kind}`,
        inside: String(count),
        label: `${articleName(article)}${word("colon")}${word(kind)} ${count}`,
        act: () => showPlace(`article-${article.index}`),
      }));
      return { name: articleName(article), segments, counts, article };
    })
    .filter((row) => row.segments.length > 0);
  if (rows.length === 0) return null;
  const different = rows.flatMap(({ counts, article }) =>
    counts
      .filter(([, count, listed]) => article.kind === "attendance" && listed > 0 && listed !== count)
      .map(([kind, count, listed]) => word("stated_listed", { kind: word(kind), stated: count, listed })),
  );
  const most = Math.max(...rows.map((row) => row.segments.at(-1).to));
  const title = word("chart_attendance");
  return chartFigure(
    title,
    different.join("；"),
    KINDS.map((kind) => [`a-${kind}`, word(kind)]),
    barChart(title, word("chart_attendance_desc"), rows, { width, domain: [0, most] }),
    {
      heads: [word("article"), ...KINDS.map((kind) => word(kind))],
      rows: rows.map(({ name, counts }) => [
        quoted(name),
        ...KINDS.map((kind) => String(counts.find(([one]) => one === kind)?.[1] ?? "—")),
      ]),
    },
  );
}

// What is aimed at or expected, with what there is of the same name, unit and role.
function targetPairs(rows) {
  const latest = (a, b) => ((a.metric.period?.end ?? "") <= (b.metric.period?.end ?? "") ? b : a);
  const key = ({ metric }) => `${metric.name}\n${metric.unit}\n${metric.role}`;
  const actual = grouping(
    rows.filter((row) => row.metric.status === "actual"),
    key,
  );
  return rows
    .filter((row) => row.metric.status !== "actual" && row.metric.role === "level" && actual.has(key(row)))
    .map((row) => ({ aim: row, is: actual.get(key(row)).reduce(latest) }));
}

function targetChart(rows, width) {
  const pairs = targetPairs(rows);
  if (pairs.length === 0) return null;
  const shown = pairs.map(({ aim, is }) => {
    const most = Math.max(numberOf(aim.metric), numberOf(is.metric), 0);
    const bar = (row, more) => ({
      from: 0,
      to: numberOf(row.metric),
      span: row.key,
      label: `${label("status", row.metric.status)}${word("colon")}${inWords(row.metric)}`,
      ...more,
    });
    return {
      name: aim.metric.name,
      domain: [0, most],
      end: `${short(numberOf(is.metric))} / ${short(numberOf(aim.metric))} ${aim.metric.unit}`,
      segments: [bar(aim, { kind: `${aim.metric.status} hollow` }), bar(is, { kind: "actual", thin: true })],
    };
  });
  const title = word("chart_target");
  return chartFigure(
    title,
    word("chart_target_note"),
    STATUSES.map((one) => [one === "actual" ? one : `${one} hollow`, label("status", one)]),
    barChart(title, word("chart_target_desc"), shown, { width }),
    {
      heads: [word("name"), word("unit"), label("status", "actual"), word("period"), word("aim"), word("period")],
      rows: pairs.map(({ aim, is }) => [
        quoted(aim.metric.name),
        quoted(aim.metric.unit),
        amount(is.metric),
        quoted(periodText(is.metric) || "—"),
        `${bounded(aim.metric)} ${amount(aim.metric)}`,
        quoted(periodText(aim.metric) || "—"),
      ]),
    },
  );
}

const signed = (metric) => numberOf(metric) * (metric.direction === "down" ? -1 : 1);

const changeChart = (unit) => (rows, width) => {
  const changes = rows
    .filter(({ metric }) => metric.role === "change" && metric.unit === unit && metric.value && metric.direction)
    .sort((a, b) => signed(b.metric) - signed(a.metric));
  if (changes.length === 0) return null;
  const values = changes.map(({ metric }) => signed(metric));
  const written = ({ metric }) => `${signed(metric) < 0 ? "−" : "+"}${grouped(metric.value.replace("-", ""))}${unit}`;
  const title = quoted(word("chart_change", { unit }));
  return chartFigure(
    title,
    "",
    [
      ["up", label("direction", "up")],
      ["down", label("direction", "down")],
    ],
    barChart(
      title.textContent,
      word("chart_change_desc"),
      changes.map((row) => ({
        name: row.metric.name,
        end: written(row),
        segments: [
          {
            from: 0,
            to: signed(row.metric),
            kind: signed(row.metric) < 0 ? "down" : "up",
            span: row.key,
            label: `${row.metric.name} ${written(row)}`,
          },
        ],
      })),
      { width, domain: [Math.min(0, ...values), Math.max(0, ...values)], zero: true },
    ),
    {
      heads: [word("name"), word("value"), word("basis"), word("period")],
      rows: changes.map((row) => [
        quoted(row.metric.name),
        quoted(written(row)),
        quoted(row.metric.basis ?? "—"),
        quoted(periodText(row.metric) || "—"),
      ]),
    },
  );
};

function countChart(title, groups, filtered, width) {
  const rows = groups.map(([name, of]) => {
    let at = 0;
    const segments = STATUSES.map((status) => [status, of.filter((row) => row.metric.status === status).length])
      .filter(([, count]) => count > 0)
      .map(([status, count]) => ({
        from: at,
        to: (at += count),
        kind: status,
        label: `${name}${word("colon")}${label("status", status)} ${count}`,
        act: () => {
          state.metrics.filters = { ...filtered(of[0]), status };
          showTab("metrics");
        },
      }));
    return { name, segments, end: String(of.length), of };
  });
  const most = Math.max(...rows.map((row) => row.of.length));
  return chartFigure(
    title,
    word("chart_count_note"),
    STATUSES.map((one) => [one, label("status", one)]),
    barChart(title, word("chart_count_desc"), rows, { width, domain: [0, most] }),
    {
      heads: ["", word("metrics"), ...STATUSES.map((one) => label("status", one))],
      rows: rows.map(({ name, of }) => [
        quoted(name),
        String(of.length),
        ...STATUSES.map((one) => String(of.filter((row) => row.metric.status === one).length)),
      ]),
    },
  );
}

function grouping(rows, key) {
  const groups = new Map();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

function unitChart(rows, width) {
  if (rows.length === 0) return null;
  const groups = [...grouping(rows, (row) => row.metric.unit)].sort((a, b) => b[1].length - a[1].length).slice(0, 15);
  return countChart(
    word("chart_unit"),
    groups.map(([unit, of]) => [unit || word("none"), of]),
    (row) => ({ unit: row.metric.unit }),
    width,
  );
}

function articleChart(rows, width) {
  if (rows.length === 0) return null;
  const groups = [...grouping(rows, (row) => row.article)];
  return countChart(
    word("chart_article"),
    groups.map(([article, of]) => [articleName(article), of]),
    (row) => ({ article: row.article.index }),
    width,
  );
}
