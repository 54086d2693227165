// What a person says of metrics, for each bulletin by its hash and name: two copies of one file share nothing.
// `said` is a map from span to correction; null there takes back one that the page came with.
const memory = new Map(); // For where the browser keeps nothing.
const seeds = new Map(); // What the page came with, by the same keys.
const history = { done: [], undone: [] };
const storageKey = ({ sha256, name }) => `pjrd-corrections:${sha256}:${name}`;

function saidOf(entry) {
  const key = storageKey(entry);
  if (!memory.has(key)) {
    let said = {};
    try {
      said = JSON.parse(localStorage.getItem(key) ?? "{}") ?? {};
    } catch {
      said = {};
    }
    memory.set(key, said);
  }
  return memory.get(key);
}

function seed(entry, corrections) {
  seeds.set(storageKey(entry), Object.fromEntries(corrections.map((one) => [target(one.span), one])));
}

function corrections(entry) {
  const all = { ...seeds.get(storageKey(entry)), ...saidOf(entry) };
  return Object.values(all)
    .filter((one) => one !== null)
    .sort((a, b) => a.span.start - b.span.start);
}

const correctionAt = (entry, span) => {
  const said = saidOf(entry);
  return (span in said ? said[span] : seeds.get(storageKey(entry))?.[span]) ?? undefined;
};

function say(entry, span, correction) {
  const said = { ...saidOf(entry) };
  if (correction === undefined) delete said[span];
  else said[span] = correction;
  memory.set(storageKey(entry), said);
  try {
    localStorage.setItem(storageKey(entry), JSON.stringify(said));
  } catch {
    /* Memory has them. */
  }
}

// `changes` are {entry, span, correction}, done and undone as one.
function correct(changes) {
  history.undone = [];
  history.done.push(replay(changes));
}

function replay(changes) {
  // Gives the changes that take these back, last first.
  const back = changes.map(({ entry, span }) => ({ entry, span, correction: saidOf(entry)[span] })).reverse();
  for (const { entry, span, correction } of changes) say(entry, span, correction);
  return back;
}

function undo(from = history.done, to = history.undone) {
  const changes = from.pop();
  if (!changes) return null;
  to.push(replay(changes));
  return changes;
}

const redo = () => undo(history.undone, history.done);

// Of bulletins that were never opened, what the page came with is not unpacked yet.
async function seedAll() {
  for (const [index, entry] of entries.entries())
    if (entry.said && !seeds.has(storageKey(entry))) seed(entry, (await bulletinData(index)).corrections);
}

async function correctionsFile() {
  await seedAll();
  const bulletins = [];
  for (const entry of entries) {
    const { name, sha256 } = entry;
    const all = corrections(entry);
    const there = bulletins.some((one) => one.name === name && one.sha256 === sha256); // given twice
    if (all.length > 0 && !there) bulletins.push({ name, sha256, corrections: all });
  }
  return JSON.stringify({ format: "pjrd-corrections", version: 1, bulletins }, null, 2) + "\n";
}

async function downloadCorrections() {
  const url = URL.createObjectURL(new Blob([await correctionsFile()], { type: "application/json" }));
  element("a", { href: url, download: "corrections.json" }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
