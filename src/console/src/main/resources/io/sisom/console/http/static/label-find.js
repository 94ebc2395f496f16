// The field that finds a class by a part of its name, or makes a new one. A new name close to a known one is asked
// about once more.
import { visible } from "./dom.js";

const MOST = 60; // more than one reads through: then one types on
const BY_NAME = new Intl.Collator();
const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s_-]+/g, " ").trim();

/** Changes of a letter between two words, counted up to 3. */
function apart(a, b) {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return Math.min(3, row[b.length]);
}

/** Known classes that one may mean by a text, the likeliest first; of equally good ones the `likely`, then by name. */
export function matches(text, labels, likely = []) {
  const wanted = plain(text);
  const parts = wanted.split(" ");
  const rank = (label) => {
    const name = plain(label);
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    const words = name.split(/[^\p{L}\p{N}\p{M}]+/u);
    if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 2;
    if (name.includes(wanted)) return 3;
    return isNear(text, label) ? 4 : 5;
  };
  const place = (label) => (likely.includes(label) ? likely.indexOf(label) : likely.length);
  return labels.map((label) => ({ label, rank: rank(label), place: place(label) }))
    .filter((it) => it.rank < 5)
    .sort((a, b) => a.rank - b.rank || a.place - b.place || BY_NAME.compare(a.label, b.label))
    .map((it) => it.label);
}

/** Whether a text may be another way of writing a class. */
export function isNear(text, label) {
  const [a, b] = [plain(text), plain(label)];
  return a === b || apart(a, b) <= (Math.min(a.length, b.length) >= 6 ? 2 : Math.min(a.length, b.length) >= 4 ? 1 : 0);
}

export class Find {
  #input;
  #list;
  #classes;
  #take;
  #more = 0;
  #options = [];
  #at = 0;
  #confirming = null;

  /** `classes` has the known ones and the likely of them, `take` is called with the chosen one. */
  constructor(input, list, classes, take) {
    [this.#input, this.#list, this.#classes, this.#take] = [input, list, classes, take];
    for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": list.id, "aria-autocomplete": "list", "aria-expanded": "false" })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.#look());
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("focus", () => {
      if (matchMedia("(pointer: coarse)").matches) input.scrollIntoView({ block: "start" }); // a keyboard comes up from below
    });
    list.addEventListener("click", (event) => {
      const index = [...list.children].indexOf(event.target.closest("li"));
      if (index >= 0 && index < this.#options.length) this.#choose(index);
    });
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  clear() {
    this.#input.value = "";
    this.#look();
  }

  /** What stands in the field: taken as if Enter was pressed. */
  submit() {
    if (this.#options.length) this.#choose(this.#at);
  }

  /** All of them, too, where nothing is written and one asks for it. */
  #look(all = false) {
    const text = this.#input.value.trim();
    const known = text || all ? matches(text, this.#classes.labels, this.#classes.likely) : [];
    this.#confirming = null;
    this.#more = Math.max(0, known.length - MOST);
    this.#options = known.slice(0, MOST).map((label) => ({ label }));
    if (text && !known.some((label) => label === text)) {
      const near = known.find((label) => isNear(text, label));
      this.#options.push({ label: text, fresh: true, near });
    }
    this.#at = 0;
    this.#draw();
  }

  #draw() {
    this.#list.replaceChildren(...this.#options.map((option, index) => {
      const item = document.createElement("li");
      item.id = "match-" + index;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(index === this.#at));
      item.textContent = !option.fresh ? visible(option.label)
        : this.#confirming === option ? `Near “${visible(option.near)}”. Enter once more for the new class “${visible(option.label)}”`
        : `New class “${visible(option.label)}”`;
      return item;
    }), ...this.#rest());
    this.#list.children[this.#at]?.scrollIntoView({ block: "nearest" });
    this.#list.hidden = !this.#options.length;
    this.#input.setAttribute("aria-expanded", String(!this.#list.hidden));
    this.#options.length ? this.#input.setAttribute("aria-activedescendant", "match-" + this.#at) : this.#input.removeAttribute("aria-activedescendant");
  }

  #rest() {
    if (!this.#more) return [];
    const rest = document.createElement("li");
    rest.className = "rest";
    rest.setAttribute("role", "presentation");
    rest.textContent = `and ${this.#more} more: write on`;
    return [rest];
  }

  #key(event) {
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !this.#options.length) {
      this.#look(true);
      event.preventDefault();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.#at = (this.#at + step + this.#options.length) % Math.max(1, this.#options.length);
      this.#draw();
      event.preventDefault();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!event.repeat) this.submit();
    } else if (event.key === "Escape") {
      this.clear();
      this.#input.blur();
    }
    event.stopPropagation(); // no class keys while one writes
  }

  #choose(index) {
    const option = this.#options[index];
    if (option.fresh && option.near && this.#confirming !== option) {
      this.#at = index;
      this.#confirming = option;
      this.#draw();
      return;
    }
    this.clear();
    this.#input.blur();
    this.#take(option.label);
  }
}
