// Which class has which key, as long as this browser remembers.
export class KeptKeys {
  #store;
  #keys;
  /** The class used longest ago first. */
  #keyOf = new Map();

  constructor(store, keys) {
    [this.#store, this.#keys] = [store, keys];
    for (const [label, key] of JSON.parse(localStorage.getItem(store) ?? "[]")) {
      if (keys.includes(key)) this.#keyOf.set(label, key); // an earlier page may have given one that is reserved now
    }
  }

  of(label) {
    return this.#keyOf.get(label);
  }

  /** Classes that have one, in the order of the keys. */
  inOrder() {
    return [...this.#keyOf.keys()].sort((a, b) => this.#keys.indexOf(this.of(a)) - this.#keys.indexOf(this.of(b)));
  }

  /** Classes that have one, the one used last first. */
  latest() {
    return [...this.#keyOf.keys()].reverse();
  }

  /** A key for each of these, as far as keys go; those of classes that are gone are free. */
  share(labels) {
    const present = new Set(labels);
    const taken = new Set([...this.#keyOf].filter(([label]) => present.has(label)).map(([, key]) => key));
    const free = this.#keys.filter((key) => !taken.has(key));
    for (const label of labels) {
      if (this.#keyOf.has(label) || !free.length) continue;
      this.#give(label, free.shift());
    }
    this.#keep();
  }

  /** A key for this one, where need be that of the class used longest ago. */
  use(label) {
    const taken = new Set(this.#keyOf.values());
    const oldest = () => this.#keyOf.values().next().value;
    const key = this.of(label) ?? this.#keys.find((it) => !taken.has(it)) ?? oldest();
    this.#keyOf.delete(label);
    this.#give(label, key);
    this.#keep();
  }

  #give(label, key) {
    for (const [other, its] of this.#keyOf) if (its === key) this.#keyOf.delete(other);
    this.#keyOf.set(label, key);
  }

  #keep() {
    localStorage.setItem(this.#store, JSON.stringify([...this.#keyOf]));
  }
}
