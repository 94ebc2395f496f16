// What the annotator says of frames, and takes back.
const SHOWN_MS = 100; // what one cannot have seen, one cannot have meant to label
const KEPT = 30;

export class Saying {
  #annotator;
  #leases;
  #outbox;
  #words;
  #earlier;
  #past = [];
  #bursts = new Map();
  #shownSince = 0;

  /** `earlier` gives the id of what was said before this page was opened, once, or an empty text. */
  constructor(annotator, leases, outbox, words, earlier) {
    [this.#annotator, this.#leases, this.#outbox, this.#words, this.#earlier] = [annotator, leases, outbox, words, earlier];
  }

  /** A frame came into view. */
  shown() {
    this.#shownSince = performance.now();
  }

  /** Lets go of the shown frame, if one can have seen it. */
  #spoken() {
    if (!this.#leases.shown || performance.now() - this.#shownSince < SHOWN_MS) return null;
    const card = this.#leases.take();
    this.#past.push(card);
    this.#past.splice(0, this.#past.length - KEPT);
    return card;
  }

  /** Whether the answer went off. */
  answer(label, wholeBurst) {
    const card = this.#spoken();
    if (!card) return false;
    card.labeled = [card.frameId];
    const burst = wholeBurst ? card.burst : [];
    if (wholeBurst) {
      this.#leases.drop(burst);
      card.settled = new Promise((done) => this.#bursts.set(card.frameId, done));
      card.settled.then((frameIds) => (card.labeled = frameIds));
    }
    this.#push(wholeBurst ? "answer-burst" : "answer", card.frameId, { label });
    this.#words.labeled(label, burst.length);
    this.#words.counted(1);
    return true;
  }

  skip(reason) {
    const card = this.#spoken();
    if (!card) return false;
    card.labeled = [];
    this.#push("skip", card.frameId, { reason });
    this.#words.skipped(reason);
    return true;
  }

  #push(command, frameId, more) {
    this.#outbox.push(command, { annotator: this.#annotator, frameId, ...more });
  }

  /** The console answered, or refused: then null. */
  confirmed(item, answer) {
    const frameIds = answer?.frameIds ?? [item.body.frameId];
    if (item.command === "answer-burst") {
      this.#words.counted(frameIds.length - 1);
      this.#bursts.get(item.body.frameId)?.(frameIds);
      this.#bursts.delete(item.body.frameId);
    }
  }

  /** Takes back what was said last, and shows its frame again. */
  async undo() {
    const card = this.#past.pop() ?? (await this.#before());
    if (!card) {
      this.#words.say("There is nothing to take back.");
      return;
    }
    await card.settled;
    for (const frameId of card.labeled.filter((id) => id !== card.frameId)) this.#push("undo", frameId);
    this.#push("undo", card.frameId);
    this.#words.counted(-card.labeled.length);
    card.labeled = [];
    card.settled = undefined;
    this.#leases.putBack(card);
    this.#words.say("Taken back: " + card.frameId);
  }

  async #before() {
    const frameId = this.#earlier();
    const card = frameId ? await this.#leases.load(frameId).catch(() => null) : null;
    if (card) card.labeled = [frameId];
    return card;
  }
}
