// A figure to be quoted: its sentence, where it was printed, and the address of its place in this page.
const SENTENCE_ENDS = "。！？；!?;\n";

function sentenceAround({ start, end }) {
  const { points } = opened;
  let from = start;
  let until = end;
  while (from > 0 && !SENTENCE_ENDS.includes(points[from - 1])) from -= 1;
  while (until < points.length && !SENTENCE_ENDS.includes(points[until])) until += 1;
  if (until < points.length && points[until] !== "\n") until += 1;
  return points
    .slice(from, until)
    .join("")
    .replace(/\s+/g, " ")
    .replace(/^[#*\s]+|[*\s]+$/g, "");
}

function quotation(row) {
  const { entry, bulletin } = opened;
  const { masthead } = bulletin;
  const number = masthead.issue_number ? word("issue_of", { number: masthead.issue_number }) : "";
  const issue = [masthead.title ?? entry.name, number, entry.date].filter(Boolean).join(" ");
  const { title, byline } = row.article;
  const place = `${entry.name}#${target(row.metric.span)}`;
  const where = [issue, [title, byline].filter(Boolean).join(" "), place].join(language === "zh" ? "，" : ", ");
  return word("quotation", { sentence: sentenceAround(row.metric.span), where });
}

async function quoteMarked() {
  const row = markedRow();
  if (!row) return;
  const text = quotation(row);
  try {
    await navigator.clipboard.writeText(text);
    tell(word("quoted_text"));
  } catch {
    tell(word("copy_by_hand", { text })); // The browser lets no page from disk copy.
  }
}
