// A corrections.json read back into the page: what fits is taken, in one step that can be undone; the rest is counted.
const LARGEST_FILE = 64 * 1024 * 1024; // as in the library
const LONGEST_WORDS = 500;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

async function importCorrections(file) {
  let given = null;
  try {
    given = file.size <= LARGEST_FILE ? JSON.parse(await file.text()) : null;
  } catch {
    given = null;
  }
  if (given?.format !== "pjrd-corrections" || given.version !== 1 || !Array.isArray(given.bulletins)) {
    tell(word("import_broken"));
    return;
  }
  const changes = [];
  for (const [index, entry] of entries.entries()) {
    const said = blocksFor(entry, given.bulletins).flatMap((block) =>
      Array.isArray(block.corrections) ? block.corrections : [],
    );
    if (said.length === 0) continue;
    const data = await bulletinData(index);
    seed(entry, data.corrections);
    const fits = fitting(data);
    for (const one of said) if (fits(one)) changes.push({ entry, span: target(one.span), correction: cleaned(one) });
  }
  const all = given.bulletins.reduce((sum, block) => sum + (block?.corrections?.length ?? 0), 0);
  if (changes.length > 0) {
    correct(changes);
    showCorrected(changes);
  }
  tell(word("import_done", { count: changes.length, left: Math.max(all - changes.length, 0) }));
}

// As the library finds them: of the same bytes and name, else of the same bytes, else of the same name.
function blocksFor(entry, blocks) {
  const known = blocks.filter((block) => block && typeof block === "object");
  const same = known.filter((block) => block.sha256 === entry.sha256);
  const own = same.filter((block) => block.name === entry.name);
  return own.length ? own : same.length ? same : known.filter((block) => block.name === entry.name);
}

// Whether a correction has the form of one, its text stands at its span, and what it corrects is there.
function fitting({ text, bulletin }) {
  const points = Array.from(text);
  const metrics = new Map(
    bulletin.articles.flatMap((article) => article.metrics).map((one) => [target(one.span), one]),
  );
  const inside = (span) => bulletin.articles.some((one) => one.span.start <= span.start && span.end <= one.span.end);
  return (one) => {
    if (!wellFormed(one) || points.slice(one.span.start, one.span.end).join("") !== one.text) return false;
    if (one.action === "add") return inside(one.span);
    const metric = metrics.get(target(one.span));
    return Boolean(metric) && [undefined, null, metric.name].includes(one.was?.name);
  };
}

function wellFormed(one) {
  const ends = one?.span;
  if (!Number.isInteger(ends?.start) || !Number.isInteger(ends?.end) || ends.start < 0 || ends.end <= ends.start)
    return false;
  if (!isWords(one.text) || !(one.note === undefined || one.note === null || typeof one.note === "string"))
    return false;
  const fields = Object.keys(one.fields ?? {});
  if (["accept", "reject"].includes(one.action)) return fields.length === 0;
  if (!["edit", "add"].includes(one.action) || fields.length === 0) return false;
  if (!fields.every((key) => FIELD_FORMS[key]?.(one.fields[key]))) return false;
  return (
    one.action === "edit" ||
    (isWords(one.fields.name) && isWords(one.fields.unit) && NUMBERS.some((key) => one.fields[key]))
  );
}

const isWords = (value) => typeof value === "string" && value.length > 0 && value.length <= LONGEST_WORDS;
const isDay = (value) => value === undefined || value === null || (typeof value === "string" && DAY.test(value));
const orNull = (test) => (value) => value === null || test(value);
const FIELD_FORMS = {
  name: isWords,
  unit: isWords,
  basis: orNull(isWords),
  scope: orNull(isWords),
  ...Object.fromEntries(
    NUMBERS.map((key) => [key, orNull((value) => typeof value === "string" && DIGITS.test(value))]),
  ),
  ...Object.fromEntries(
    Object.entries(CHOICES).map(([key, values]) => [
      key,
      (value) => (value === null ? values.includes("") : value !== "" && values.includes(value)),
    ]),
  ),
  period: orNull((value) => typeof value === "object" && isDay(value.start) && isDay(value.end)),
};

// Only what the format knows, so that the file downloaded later is one.
function cleaned({ action, span, text, was, fields, note }) {
  const known = Object.fromEntries(Object.entries(was ?? {}).filter(([key, value]) => FIELD_FORMS[key]?.(value)));
  return {
    action,
    span: { start: span.start, end: span.end },
    text,
    ...(Object.keys(known).length ? { was: known } : {}),
    ...(fields && Object.keys(fields).length ? { fields } : {}),
    ...(note ? { note } : {}),
  };
}

function chooseFile() {
  const input = element("input", { type: "file", accept: ".json,application/json", id: "file", hidden: true });
  input.addEventListener("change", async () => {
    if (input.files[0]) await importCorrections(input.files[0]);
    input.remove();
  });
  document.body.append(input);
  input.click();
}

function dropped(event) {
  event.preventDefault();
  document.body.classList.remove("dropping");
  if (event.dataTransfer?.files[0]) importCorrections(event.dataTransfer.files[0]);
}
