// Elements made of text: whatever comes from the fleet is never read as HTML.

/** An element with attributes and children; strings are text. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.map((child) => typeof child === "string" ? visible(child) : child));
  return made;
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const JOINED = new RegExp(`[${["Arab", "Syrc", "Mong", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym",
  "Sinh", "Khmr", "Mymr"].map((script) => `\\p{Script=${script}}`).join("")}]`, "u");

/** Text with what cannot be seen, or turns other text around, as escapes; joiners within words of scripts stay. */
export function visible(text) {
  return text.replace(UNSEEN, (c, at) => {
    const joins = (c === "\u200c" || c === "\u200d") && JOINED.test(text[at - 1] ?? "") && JOINED.test(text[at + 1] ?? "");
    return joins ? c : `\\u{${c.codePointAt(0).toString(16)}}`;
  });
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
