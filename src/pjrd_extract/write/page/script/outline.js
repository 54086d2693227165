// The table of contents as printed, and the articles with the tree of their sections.
function showOutline() {
  const { contents, articles } = opened.bulletin;
  const printed =
    contents.length === 0
      ? []
      : [
          element("h3", {}, word("contents")),
          element(
            "ol",
            { class: "printed" },
            ...contents.map((one) =>
              element(
                "li",
                {},
                lead(
                  one.span,
                  "plain",
                  quoted(one.title),
                  one.page === undefined ? "" : element("small", {}, word("page", { page: one.page })),
                ),
              ),
            ),
          ),
        ];
  return [
    ...printed,
    element("h3", {}, word("articles")),
    element(
      "ul",
      { class: "tree" },
      ...articles.map((article) =>
        element(
          "li",
          {},
          button(
            null,
            () => showPlace(`article-${article.index}`),
            { class: "lead plain" },
            element("span", { class: "kind" }, articleLabel(article)),
            " ",
            quoted(article.title),
          ),
          sectionTree(article.sections),
        ),
      ),
    ),
  ];
}

function sectionTree(sections) {
  if (!sections?.length) return null;
  return element(
    "ul",
    {},
    ...sections.map((section) =>
      element(
        "li",
        {},
        button(
          null,
          () => showPlace(`at-${section.span.start}`),
          { class: "lead plain" },
          quoted(`${section.marker ?? ""}${section.title ?? ""}`),
          section.role ? element("span", { class: "tag" }, label("section", section.role)) : "",
        ),
        sectionTree(section.sections),
      ),
    ),
  );
}
