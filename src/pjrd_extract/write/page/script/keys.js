// The keys: what each does, and the table of them that `?` shows.
const KEYS = [
  ["j", "key_next", () => step(1)],
  ["k", "key_previous", () => step(-1)],
  ["a", "accept", () => review("accept")],
  ["r", "reject", () => review("reject")],
  ["e", "edit", () => review("edit")],
  ["q", "key_quote", () => quoteMarked()],
  ["n", "key_add", () => addSelected()],
  ["u", "undo", () => takeBack(undo)],
  ["U", "redo", () => takeBack(redo)],
  [
    "/",
    "key_search",
    () => {
      if (opened && state.tab !== "metrics") showTab("metrics");
      document.querySelector("input[type=search]")?.focus();
    },
  ],
  ["1–5", "key_tab", null],
  ["[ ]", "key_bulletin", null],
  [
    "h",
    "key_list",
    () => {
      location.hash = "#";
    },
  ],
  ["t", "theme", switchTheme],
  ["l", "key_language", switchLanguage],
  ["?", "help", showHelp],
  ["Esc", "key_close", null],
];
const MORE_KEYS = { "[": () => opened && goTo(opened.index - 1), "]": () => opened && goTo(opened.index + 1) };
Object.keys(PANELS).forEach((tab, at) => {
  MORE_KEYS[String(at + 1)] = () => opened && showTab(tab);
});
const ALWAYS = new Set(["h", "t", "l", "?", "/", "u", "U"]); // also in the list of bulletins

function dialog(title, ...children) {
  const made = element("dialog", { "aria-label": title }, element("h2", {}, title), ...children);
  made.addEventListener("close", () => made.remove());
  document.body.append(made);
  made.showModal();
  return made;
}

function showHelp() {
  const rows = KEYS.map(([key, name]) =>
    element("tr", {}, element("th", { scope: "row" }, element("kbd", {}, key)), element("td", {}, word(name))),
  );
  const made = dialog(
    word("help"),
    element("table", { class: "keys" }, element("tbody", {}, ...rows)),
    element("p", { class: "dim" }, word("help_note")),
    button(word("close"), () => made.close()),
  );
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea, dialog[open]")) {
    if (event.key === "Escape" && event.target.matches("input")) event.target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) {
    if (event.key === "z" && !event.altKey) {
      event.preventDefault();
      takeBack(undo);
    }
    return;
  }
  if (event.target.matches("[role=tab]") && ARROWS[event.key]) {
    nextTab(event.target, ARROWS[event.key]);
    return;
  }
  if (event.target.matches("tr[data-target]") && ROWS[event.key]) {
    event.preventDefault();
    step(ROWS[event.key]);
    return;
  }
  if (event.key === "Escape") {
    unmark();
    return;
  }
  const run = KEYS.find(([key]) => key === event.key)?.[2] ?? MORE_KEYS[event.key];
  if (run && (opened || ALWAYS.has(event.key))) {
    event.preventDefault();
    run();
  } else if (event.key === "Enter" || event.key === " ") press(event);
});

const ARROWS = { ArrowLeft: -1, ArrowRight: 1 };
const ROWS = { ArrowUp: -1, ArrowDown: 1 };

function nextTab(tab, by) {
  const tabs = [...document.querySelectorAll("[role=tab]")].filter((one) => one.offsetParent !== null);
  const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
  next.click();
  $(next.id).focus();
}

function press(event) {
  // Rows, highlights and marks of charts are pressed like buttons.
  if (!event.target.matches("tr[data-target], mark, .pressable")) return;
  event.preventDefault();
  event.target.dispatchEvent(new MouseEvent("click", { bubbles: true })); // SVG has no click()
}
