// What the page listens to, and its beginning.
document.addEventListener("click", (event) => {
  const row = event.target.closest("[data-open]");
  if (row && !event.target.closest("a")) goTo(Number(row.dataset.open));
  const node = event.target.closest("[data-span], [data-target]");
  if (!node || !getSelection().isCollapsed) return;
  mark(node.dataset.span ?? node.dataset.target, { from: node.dataset.span ? "source" : "records" });
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("#menu")) $("menu").open = false;
});
document.addEventListener("selectionchange", offerToAdd);
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", dropped);
window.addEventListener("beforeprint", drawAll);
window.addEventListener("afterprint", () => {
  if (opened) drawPanel();
});
window.addEventListener("hashchange", follow);
narrow.addEventListener("change", () => {
  if (opened) drawTabs();
});
let resized = null;
window.addEventListener("resize", () => {
  // Charts are as wide as what they stand in.
  clearTimeout(resized);
  resized = setTimeout(() => {
    if (opened ? state.tab === "charts" : location.hash === "#compare") redraw();
  }, 200);
});
setTheme(kept("theme"));
speak();
drawTools();
follow();
