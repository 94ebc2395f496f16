// Elements made of text: whatever comes from the fleet is never read as HTML.

/** An element with attributes and children; strings are text. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children);
  return made;
}

/** The same in SVG. */
export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A p-value in two digits. */
export function pValue(p) {
  return p < 0.0001 ? p.toExponential(0) : Number(p.toPrecision(2)).toString();
}

/** A time of day, or a date where it is not today's. */
export function time(iso) {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  return today ? at.toLocaleTimeString() : at.toLocaleString();
}

/** A colour of the style sheet, as it is now. */
export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

/** A table of such columns: [head, cell of a row, class]. */
export function table(columns, rows) {
  return el("table", { class: "rows" },
    el("thead", {}, el("tr", {}, ...columns.map(([head, , kind]) => el("th", { scope: "col", class: kind || null }, head)))),
    el("tbody", {}, ...rows.map((row) =>
      el("tr", {}, ...columns.map(([, cell, kind]) => el("td", { class: kind || null }, cell(row)))))));
}
