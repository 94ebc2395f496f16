// The classes, and the keys for them. Where there are no more than keys, each has a button, and a key that it keeps as
// long as this browser remembers, also when others come. Where there are more, the network's guesses have the digits,
// others with each frame; what one answered with lately has letters, which stay; the field finds the rest.
import { el, visible } from "./dom.js";
import { KeptKeys } from "./label-kept-keys.js";

const DIGITS = [..."123456789"];
const LETTERS = [..."acefgiklmopqrtvwxyz"]; // not b d h j n s u: burst, duplicate, heat map, junk, none, unsure, undo
const LATELY = 12;

export class Classes {
  #box;
  #labels = [];
  #known = new Set();
  #guesses = [];
  #keys = new KeptKeys("sisom.class-keys", [...DIGITS, ...LETTERS]);
  #letters = new KeptKeys("sisom.class-letters", LETTERS.slice(0, LATELY));

  /** Takes over the buttons that the page came with. */
  constructor(box) {
    this.#box = box;
    const given = [...box.querySelectorAll("button")].map((button) => button.value);
    box.replaceChildren();
    this.update(given);
  }

  /** Every class that is known. */
  get labels() {
    return this.#labels;
  }

  /** Those that the shown frame may well be: the network's guesses, then what was answered lately. */
  get likely() {
    return [...new Set([...this.#guesses, ...this.#letters.latest().filter((label) => this.#known.has(label))])];
  }

  get #many() {
    return this.#labels.length > DIGITS.length + LETTERS.length;
  }

  /** Knows these, too. */
  update(labels) {
    const fresh = labels.filter((label) => !this.#known.has(label));
    if (!fresh.length) return;
    fresh.forEach((label) => this.#known.add(label));
    this.#labels.push(...fresh);
    if (this.#many) {
      this.#shelves();
      return;
    }
    this.#keys.share(this.#labels);
    this.#box.replaceChildren(...this.#labels.map((label) => this.#button(label, this.#keys.of(label))));
    this.#mark();
  }

  /** One answered with this. */
  used(label) {
    this.update([label]);
    this.#letters.use(label);
    if (this.#many) this.#shelves();
  }

  /** What the shown frame may be, the likeliest first. */
  guess(labels) {
    this.#guesses = labels;
    this.#many ? this.#shelves() : this.#mark();
  }

  /** The class of a key, if it has one. */
  ofKey(key) {
    if (!this.#many) return this.#labels.find((label) => this.#keys.of(label) === key);
    return DIGITS.includes(key) ? this.#guesses[DIGITS.indexOf(key)] : this.#lately().find((label) => this.#letters.of(label) === key);
  }

  #lately() {
    return this.#letters.inOrder().filter((label) => this.#known.has(label));
  }

  #shelves() {
    const guesses = this.#guesses.slice(0, DIGITS.length);
    const lately = this.#lately();
    this.#box.replaceChildren(
      ...this.#shelf("The network's guesses", guesses.map((label, i) => this.#button(label, DIGITS[i]))),
      ...this.#shelf("Answered lately", lately.map((label) => this.#button(label, this.#letters.of(label)))),
      el("p", { class: "shelf" }, `${this.#labels.length} classes: the field above finds them`),
    );
    this.#mark();
  }

  #shelf(title, buttons) {
    return buttons.length ? [el("p", { class: "shelf" }, title), ...buttons] : [];
  }

  #button(label, key) {
    const name = document.createElement("span");
    name.textContent = visible(label);
    const cap = key ? [el("kbd", {}, key)] : [];
    const button = el("button", { name: "label", "aria-keyshortcuts": key }, ...cap, name);
    button.value = label;
    return button;
  }

  /** Marks what the network takes the frame for. */
  #mark() {
    for (const button of this.#box.querySelectorAll("button")) {
      const first = button.value === this.#guesses[0];
      button.classList.toggle("predicted", first);
      button.title = first ? "the network's guess" : "";
    }
  }
}
