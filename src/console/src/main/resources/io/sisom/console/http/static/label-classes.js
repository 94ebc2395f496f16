// The classes: a button and, as far as keys go, a key for each. A class keeps its key as long as this browser
// remembers, also when others come.
import { visible } from "./dom.js";

const RESERVED = "bdhjnsu"; // burst, duplicate, heat map, junk, none of these, unsure, undo
const KEYS = [..."123456789", ...[..."acefgiklmnopqrtvwxyz"].filter((key) => !RESERVED.includes(key))];
const STORE = "sisom.class-keys";

export class Classes {
  #box;
  #keyOf = new Map();

  constructor(box) {
    this.#box = box;
    for (const [label, key] of JSON.parse(localStorage.getItem(STORE) ?? "[]")) {
      if (KEYS.includes(key)) this.#keyOf.set(label, key); // an earlier page may have given one that is reserved now
    }
    this.update([...box.querySelectorAll("button")].map((button) => button.value));
  }

  get labels() {
    return [...this.#box.querySelectorAll("button")].map((button) => button.value);
  }

  /** Shows these, the known ones where they are. */
  update(labels) {
    const known = new Set(this.labels);
    for (const label of labels) {
      if (!known.has(label)) this.#box.append(this.#button(label));
    }
    this.#assign();
    for (const button of this.#box.querySelectorAll("button")) this.#draw(button);
  }

  #button(label) {
    const button = document.createElement("button");
    button.name = "label";
    button.value = label;
    return button;
  }

  #assign() {
    const present = new Set(this.labels);
    for (const label of this.labels) {
      if (this.#keyOf.has(label)) continue;
      const taken = new Set([...this.#keyOf].filter(([other]) => present.has(other)).map(([, key]) => key));
      const free = KEYS.find((key) => !taken.has(key));
      if (!free) break;
      for (const [other, key] of this.#keyOf) if (key === free) this.#keyOf.delete(other); // of a class that is gone
      this.#keyOf.set(label, free);
    }
    localStorage.setItem(STORE, JSON.stringify([...this.#keyOf]));
  }

  #draw(button) {
    const key = this.#keyOf.get(button.value);
    const name = document.createElement("span");
    name.textContent = visible(button.value);
    button.replaceChildren(name);
    if (key) {
      const cap = document.createElement("kbd");
      cap.textContent = key;
      button.prepend(cap);
      button.setAttribute("aria-keyshortcuts", key);
    }
  }

  /** The class of a key, if it has one. */
  ofKey(key) {
    return this.labels.find((label) => this.#keyOf.get(label) === key);
  }

  /** Marks what the network takes the frame for. */
  predicted(label) {
    for (const button of this.#box.querySelectorAll("button")) {
      button.classList.toggle("predicted", button.value === label);
      button.title = button.value === label ? "the network's guess" : "";
    }
  }
}
