// The findings: gravest first, each with the places it rests on.
const GRAVITY = ["error", "warning", "info"];

function showFindings() {
  const { findings } = opened.bulletin;
  if (findings.length === 0) return [element("p", { class: "empty" }, word("no_findings"))];
  const sorted = GRAVITY.flatMap((severity) => findings.filter((one) => one.severity === severity));
  return [
    element(
      "ol",
      { class: "findings" },
      ...sorted.map((finding) =>
        element(
          "li",
          { class: finding.severity },
          element(
            "h3",
            {},
            label("finding", finding.code),
            " ",
            element("span", { class: "tag" }, label("severity", finding.severity)),
            " ",
            element("code", {}, finding.code),
          ),
          quoted(finding.message, "p"),
          element("div", { role: "group", "aria-label": word("evidence") }, ...finding.evidence.map(evidence)),
        ),
      ),
    ),
  ];
}

function evidence(one) {
  const article = opened.bulletin.articles.find((each) => each.index === one.article);
  const node = lead(one.span, "finding", quoted(one.text));
  if (article) node.append(element("small", { lang: document.documentElement.lang }, articleLabel(article)));
  return node;
}
