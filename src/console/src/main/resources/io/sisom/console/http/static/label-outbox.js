// What was said and not yet confirmed, in order. It is sent again, with the same content, until the console answers;
// a reload of the page keeps it.
import { post, Refusal } from "./label-api.js";

const SLOWEST_MS = 8_000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export class Outbox {
  #items = [];
  #key;
  #sending = false;
  #told;

  /** `told` has the functions done(item, answer), refused(item, refusal) and waiting(count, refusal or null). */
  constructor(annotator, told) {
    this.#key = "sisom.outbox." + annotator;
    this.#told = told;
    this.#items = JSON.parse(sessionStorage.getItem(this.#key) ?? "[]");
    addEventListener("beforeunload", (event) => {
      if (this.#items.length && this.#troubled) event.preventDefault(); // what is under way arrives without us
    });
    addEventListener("online", () => this.#wake?.());
  }

  #wake = null;
  #troubled = false;

  get size() {
    return this.#items.length;
  }

  /** Whether something about this frame is under way. */
  holds(frameId) {
    return this.#items.some((item) => item.body.frameId === frameId);
  }

  /** Sends what an earlier life of the page left. */
  start() {
    this.#send();
  }

  /** Sends after all that was said before. */
  push(command, body, extra = {}) {
    this.#items.push({ command, body, ...extra });
    this.#save();
    this.#send();
  }

  #save() {
    sessionStorage.setItem(this.#key, JSON.stringify(this.#items));
  }

  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    let wait = 400;
    while (this.#items.length) {
      const item = this.#items[0];
      try {
        const answer = await post(item.command, item.body);
        this.#shift();
        wait = 400;
        this.#troubled = false;
        this.#told.done(item, answer);
      } catch (error) {
        if (error instanceof Refusal && error.final) {
          this.#shift();
          this.#told.refused(item, error);
          continue;
        }
        this.#troubled = true;
        this.#told.waiting(this.#items.length, error instanceof Refusal ? error : null);
        await Promise.race([pause(wait), new Promise((now) => (this.#wake = now))]);
        wait = Math.min(SLOWEST_MS, wait * 2);
      }
    }
    this.#sending = false;
  }

  #shift() {
    this.#items.shift();
    this.#save();
  }
}
