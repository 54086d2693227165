// The page: the list of bulletins, or one of them with its source on one side and its tabs on the other.
const PANELS = {
  findings: showFindings,
  metrics: showMetrics,
  records: showRecords,
  charts: showCharts,
  outline: showOutline,
};

function drawTools() {
  const said = entries.reduce((sum, entry) => sum + reviewedOf(entry), 0);
  const several = entries.length > 1;
  const name = opened && quoted(opened.entry.title ?? opened.entry.name, "span", { class: "title" });
  const go = (by, sign, key) =>
    button(sign, () => goTo(opened.index + by), {
      "aria-label": word(key),
      title: word(key),
      disabled: !entries[opened.index + by],
    });
  $("head").replaceChildren(
    element(
      "h1",
      {},
      several ? element("a", { href: "#", title: word("all_bulletins") }, word("title")) : word("title"),
    ),
    ...(opened
      ? [
          element(
            "div",
            { class: "which" },
            ...(several ? [go(-1, "‹", "previous_bulletin")] : []),
            element("div", {}, name, quoted(opened.entry.name, "small")),
            ...(several ? [go(1, "›", "next_bulletin")] : []),
          ),
        ]
      : [element("div", { class: "which" })]),
    element(
      "div",
      { class: "tools" },
      correctionsMenu(said),
      button(word("other_language"), switchLanguage, { id: "language", lang: language === "zh" ? "en" : "zh-CN" }),
      button(word("theme"), switchTheme, { id: "theme" }),
      button("?", showHelp, { id: "help", "aria-label": word("help"), title: word("help") }),
    ),
  );
}

function correctionsMenu(said) {
  const item = (key, run, more = {}) =>
    button(
      word(key),
      () => {
        $("menu").open = false;
        run();
      },
      { id: key, ...more },
    );
  return element(
    "details",
    { id: "menu", open: $("menu")?.open ?? false },
    element("summary", {}, said ? `${word("corrections")} ${said}` : word("corrections")),
    element(
      "div",
      {},
      item("download", downloadCorrections, { disabled: said === 0 }),
      item("import", chooseFile),
      item("undo", () => takeBack(undo), { disabled: history.done.length === 0 }),
      item("redo", () => takeBack(redo), { disabled: history.undone.length === 0 }),
    ),
  );
}

function drawList() {
  opened = null;
  drawTools();
  const main = $("main");
  main.className = "listing";
  main.replaceChildren(
    element(
      "section",
      { id: "records", tabindex: "-1" },
      ...(entries.length ? showList() : [element("p", { class: "empty" }, word("no_bulletin"))]),
    ),
  );
}

function drawBulletin() {
  drawTools();
  const main = $("main");
  main.className = "bulletin";
  main.dataset.side = state.side;
  main.dataset.at = String(opened.index);
  main.replaceChildren(
    element("section", { id: "source", "aria-label": word("source") }, legend(), quoted("", "div", { id: "text" })),
    element("div", { id: "tabs", role: "tablist", "aria-label": word("records") }),
    element("section", { id: "records", role: "tabpanel", tabindex: "-1" }, element("div", { id: "panel" })),
    inspector(),
  );
  drawSource();
  showKinds();
  drawPanel();
}

function drawTabs() {
  const { findings } = opened.bulletin;
  const counts = { findings: findings.length, metrics: metricRows().length, records: opened.bulletin.articles.length };
  const { side } = state;
  const tab = (key, selected, click, more = {}) =>
    button(
      word(key),
      click,
      {
        role: "tab",
        id: `tab-${key}`,
        ...more,
        "aria-selected": String(selected),
        tabindex: selected ? "0" : "-1",
        "aria-controls": key === "source" ? "source" : "records",
        class: key === "source" ? "to-source" : null,
      },
      ...(counts[key] ? [element("small", {}, ` ${counts[key]}`)] : []),
    );
  $("tabs").replaceChildren(
    tab("source", narrow.matches && side === "source", () => showSide("source")),
    ...Object.keys(PANELS).map((key) =>
      tab(key, key === state.tab && !(narrow.matches && side === "source"), () => showTab(key)),
    ),
  );
  $("records").setAttribute("aria-labelledby", `tab-${state.tab}`);
}

// All that a bulletin has, one after the other, as long as it is printed.
function drawAll() {
  if (opened)
    $("panel").replaceChildren(
      ...Object.entries(PANELS).flatMap(([tab, draw]) => [element("h2", {}, word(tab)), ...draw()]),
    );
}

function drawPanel() {
  drawTabs();
  $("panel").replaceChildren(element("h2", { class: "for-readers" }, word(state.tab)), ...PANELS[state.tab]());
  drawInspector();
}

function showSide(side) {
  state.side = side;
  $("main").dataset.side = side;
  drawTabs();
  drawInspector();
}

function showTab(tab) {
  state.tab = tab;
  state.side = "records";
  $("main").dataset.side = state.side;
  drawPanel();
  $("records").scrollTop = 0;
  if (state.marked) mark(state.marked, { here: true });
}

function keepingPlace(change) {
  const places = ["main", "source", "records"].map((id) => [id, $(id)?.scrollTop ?? 0]);
  const inside = $("records")?.contains(document.activeElement) ?? false;
  const folds = () => [...document.querySelectorAll("#records details")];
  const open = folds().map((one) => one.open);
  change();
  if (folds().length === open.length)
    folds().forEach((one, at) => {
      one.open = open[at];
    });
  for (const [id, top] of places) if ($(id)) $(id).scrollTop = top;
  if (inside) rowOf(state.marked)?.focus({ preventScroll: true });
}

function redraw() {
  speak();
  if (!opened) {
    keepingPlace(location.hash === "#compare" ? drawCompare : drawList);
    return;
  }
  keepingPlace(drawBulletin);
  if (state.marked) mark(state.marked, { scroll: false });
}

function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  kept("language", language);
  redraw();
  $("language").focus();
}

function setTheme(theme) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
}

function switchTheme() {
  const { theme } = document.documentElement.dataset;
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(dark ? "light" : "dark");
  kept("theme", dark ? "light" : "dark");
}
