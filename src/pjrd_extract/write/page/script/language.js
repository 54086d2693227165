// The words of the page in the language that is spoken: WORDS_ZH and WORDS_EN have the same keys.
const spoken = () => (language === "zh" ? WORDS_ZH : WORDS_EN);
// `{name}` in a word is filled from `values`.
const word = (key, values = {}) =>
  (spoken()[key] ?? key.replaceAll("_", " ")).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const known = (key) => spoken()[key] !== undefined;
// The values that a field can have: those that have a word.
const valuesOf = (field) =>
  Object.keys(WORDS_ZH)
    .filter((key) => key.startsWith(`${field}:`))
    .map((key) => key.slice(field.length + 1));
// The label of what stands for something in the records: role "share", kind "duty_report".
const label = (field, value) => {
  if (value === null || value === undefined || value === "") return "—";
  if (field in titles) return titles[field][value]?.[language] ?? String(value);
  const key = `${field}:${value}`;
  return known(key) ? word(key) : String(value);
};

const grouped = (digits) => {
  const [whole, part] = String(digits).split(".");
  const sign = whole.startsWith("-") ? "−" : "";
  const groups = whole.replace("-", "").replace(/\B(?=(\d{3})+$)/g, ",");
  return sign + groups + (part === undefined ? "" : `.${part}`);
};
const short = (number) =>
  new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en", { notation: "compact", maximumFractionDigits: 2 }).format(
    number,
  );

function speak() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = word("title");
  document.querySelectorAll("[data-word]").forEach((node) => {
    node.textContent = word(node.dataset.word);
  });
}
