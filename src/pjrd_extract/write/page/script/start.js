// What the page listens to, and its beginning.
document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-open]");
  if (row && !event.target.closest("a")) goTo(Number(row.dataset.open));
  const node = event.target.closest("[data-span], [data-target]");
  if (!node || !getSelection().isCollapsed) return;
  mark(node.dataset.span ?? node.dataset.target, { from: node.dataset.span ? "source" : "records" });
});
window.addEventListener("hashchange", follow);
narrow.addEventListener("change", () => { if (opened) drawTabs(); });
setTheme(kept("theme"));
speak();
drawTools();
follow();
