// What is shown, apart from the elements that show it: so that the page can be drawn anew in another language.
const state = {
  tab: null,
  side: "records", // what is shown where there is room for one: "source" or "records"
  marked: null, // the span, as target() writes it, that both sides show
  metrics: { sort: { column: null, sign: 1 }, filters: {}, sought: "", limit: 1000 },
  list: { sort: { column: null, sign: 1 }, filters: {}, sought: "", limit: 500 },
  compare: { name: "", measure: null },
  kinds: { metric: true, person: true, item: true, finding: true },
};
let opened = null; // the bulletin: {index, entry, text, points, bulletin}

const narrow = matchMedia("(max-width: 860px)"); // as in narrow.css
const $ = (id) => document.getElementById(id);
const parsed = (id) => JSON.parse($(id).textContent);
const entries = parsed("index");
const titles = parsed("titles"); // of findings and their severities, in both languages

function kept(name, value) {
  // A preference; where the browser keeps nothing, it lasts as long as the page.
  try {
    if (value !== undefined) localStorage.setItem(`pjrd-page:${name}`, value);
    return localStorage.getItem(`pjrd-page:${name}`);
  } catch {
    return null;
  }
}

let language = kept("language") === "en" ? "en" : "zh";

function tell(...parts) {
  const place = $("told");
  place.replaceChildren(...parts);
  place.classList.add("shown");
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => place.classList.remove("shown"), 6000);
}
