// What the address says is what is shown: `#` the list, `#compare`, `#3` a bulletin, `#3/120-126` a span of it.
function address(span) {
  try {
    window.history.replaceState(null, "", span ? `#${opened.index}/${span}` : `#${opened.index}`);
  } catch {
    /* The address stays. */
  }
}

let asked = 0; // for, counted: who asks for another bulletin meanwhile does not get this one

async function open(index, span = null) {
  const turn = (asked += 1);
  let data;
  try {
    data = await bulletinData(index);
  } catch {
    tell(word("too_old"));
    return;
  }
  if (turn !== asked) return;
  seed(entries[index], data.corrections);
  const going = opened !== null; // From one to the next the tab stays.
  opened = { index, entry: entries[index], text: data.text, points: Array.from(data.text), bulletin: data.bulletin };
  state.marked = null;
  state.metrics.filters = {};
  if (span) state.tab = "metrics";
  else if (!going) state.tab = data.bulletin.findings.length > 0 ? "findings" : "metrics";
  drawBulletin();
  if (span) mark(span, { from: null });
}

function goTo(index) {
  if (entries[index]) location.hash = `#${index}`;
}

async function follow() {
  if (location.hash === "#compare" && entries.length > 1) {
    asked += 1;
    await drawCompare();
    return;
  }
  const [, index, span] = /^#(\d+)(?:\/(\d+-\d+))?$/.exec(location.hash) ?? [];
  const number = index === undefined ? (entries.length === 1 ? 0 : null) : Number(index);
  if (number === null || !entries[number]) {
    asked += 1;
    drawList();
  } else if (opened?.index !== number) await open(number, span);
  else if (span && span !== state.marked) mark(span);
}
