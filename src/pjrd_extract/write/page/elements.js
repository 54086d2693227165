// Elements are made here and nowhere else; text goes in as text, so nothing from a bulletin is ever markup.
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const target = (span) => `${span.start}-${span.end}`;
const lead = (span, kind, ...children) =>
  element("button", { type: "button", class: kind, "data-target": target(span) }, ...children);
