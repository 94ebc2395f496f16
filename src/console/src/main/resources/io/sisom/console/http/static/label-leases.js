// The frames this page has: the one that is shown and a few ahead, their pictures loaded. Leases are renewed while
// someone looks, and returned when the page closes.
import { clock, fragment, json, post, Refusal } from "./label-api.js";

const AHEAD = 3;

export class Leases {
  /** The shown frame first. */
  cards = [];
  /** Whether the queue had no further frame when last asked. */
  empty = false;
  #annotator;
  #filling = false;
  #span = 60_000;
  #renewing = false;
  /** By card: stops its renewal, whose answer nobody waits for once the card is gone. */
  #renewals = new Map();
  /** Ids of frames this page has let go: a list of leases from before may still name them. */
  #gone = new Set();
  /** Ids of frames that are ours while their cards are loaded. */
  #coming = new Set();
  #told;

  /** `told` has changed(), lost(card, refusal) and failed(error). */
  constructor(annotator, told) {
    this.#annotator = annotator;
    this.#told = told;
  }

  get shown() {
    return this.cards[0] ?? null;
  }

  /** Takes the frame that the page came with, and others that are ours already; not those that are `busy`. */
  async resume(given, busy) {
    if (given && !busy(given.dataset.frameId)) {
      this.cards.push(this.#card(given));
      this.#told.changed();
      await this.#renew(this.cards[0]);
    }
    const held = await json("/api/v1/queue/leases?annotator=" + encodeURIComponent(this.#annotator)).catch(() => ({ frames: [] }));
    const wanted = (frameId) =>
      !busy(frameId) && !this.#gone.has(frameId) && !this.cards.some((card) => card.frameId === frameId);
    for (const { frameId } of held.frames) {
      if (this.cards.length >= AHEAD || !wanted(frameId)) continue;
      const card = await this.load(frameId).catch(() => null);
      if (!card || !wanted(frameId)) continue;
      this.cards.push(card);
      await this.#renew(card);
      this.#told.changed();
    }
  }

  #card(element) {
    return {
      element,
      frameId: element.dataset.frameId,
      guesses: JSON.parse(element.dataset.guesses),
      burst: JSON.parse(element.dataset.burst),
      until: Date.parse(element.dataset.until),
      labeled: [],
    };
  }

  /** A frame's card with its picture loaded. */
  async load(frameId) {
    const nodes = await fragment("/label/card?frameId=" + encodeURIComponent(frameId));
    const card = this.#card(nodes.querySelector(".card"));
    await card.element.querySelector("img.frame").decode().catch(() => {}); // shown as broken then
    return card;
  }

  /** Gets frames ahead, until there are enough. */
  async fill() {
    if (this.#filling || document.visibilityState === "hidden") return;
    this.#filling = true;
    try {
      while (this.cards.length < AHEAD) {
        const leased = await post("next", { annotator: this.#annotator });
        this.empty = leased === null;
        if (this.empty) break;
        this.#coming.add(leased.frame.frameId);
        const card = await this.load(leased.frame.frameId);
        this.#coming.delete(leased.frame.frameId);
        this.#leased(card, leased.lease);
        if (!this.cards.some((known) => known.frameId === card.frameId)) this.cards.push(card);
        this.#told.changed();
      }
    } catch (error) {
      if (!(error instanceof Refusal && error.reason === "too-many-leases" && this.cards.length)) this.#told.failed(error);
    } finally {
      this.#filling = false;
      this.#told.changed();
    }
  }

  #leased(card, lease) {
    card.until = Date.parse(lease.until);
    this.#span = Math.max(100, card.until - clock.now());
  }

  /** Milliseconds that the shown frame is ours for. */
  left() {
    return this.shown ? this.shown.until - clock.now() : 0;
  }

  /** Renews what has less than half of its time left; all of it where `all`. */
  async renew(all) {
    if (this.#renewing || document.visibilityState === "hidden") return;
    this.#renewing = true;
    for (const card of [...this.cards]) {
      if (all || card.until - clock.now() < this.#span / 2) await this.#renew(card);
    }
    this.#renewing = false;
  }

  async #renew(card) {
    const renewal = new AbortController();
    this.#renewals.set(card, renewal);
    try {
      this.#leased(card, (await post("renew", { annotator: this.#annotator, frameId: card.frameId }, renewal.signal)).lease);
    } catch (error) {
      if (renewal.signal.aborted) return; // answered meanwhile
      if (error instanceof Refusal && error.final) {
        this.drop([card.frameId]);
        this.#told.lost(card, error);
      } else {
        this.#told.failed(error);
      }
    } finally {
      if (this.#renewals.get(card) === renewal) this.#renewals.delete(card);
    }
  }

  /** Lets go of the shown frame, which is being answered. */
  take() {
    const card = this.shown;
    this.drop([card.frameId]);
    return card;
  }

  drop(frameIds) {
    for (const frameId of frameIds) this.#gone.add(frameId);
    const gone = (card) => frameIds.includes(card.frameId);
    for (const card of this.cards.filter(gone)) this.#renewals.get(card)?.abort();
    this.cards = this.cards.filter((card) => !gone(card));
  }

  /** Puts a frame before the others; at most as many stay as are held ahead. */
  putBack(card) {
    this.drop([card.frameId]);
    this.#gone.delete(card.frameId);
    this.cards.unshift(card);
    for (const spare of this.cards.slice(AHEAD)) {
      this.drop([spare.frameId]);
      this.giveBack(spare);
    }
  }

  giveBack(card) {
    return this.#return(card.frameId);
  }

  #return(frameId) {
    return post("return", { annotator: this.#annotator, frameId }).catch(() => {}); // it runs out by itself
  }

  giveBackAll() {
    for (const frameId of new Set([...this.cards.map((card) => card.frameId), ...this.#coming])) this.#return(frameId);
  }
}
