// What the labeling page says: notices with what to do, the countdown, today's count.
import { Refusal } from "./label-api.js";

const NAMES = { unsure: "I cannot tell", junk: "junk or sensor fault", duplicate: "seen already", foreign: "none of these" };

export class Words {
  #notice;
  #said;
  #countdown;
  #figures;
  #lasting = false;

  constructor(notice, said, countdown, figures) {
    [this.#notice, this.#said, this.#countdown, this.#figures] = [notice, said, countdown, figures];
  }

  /** In passing; read aloud. */
  say(text) {
    this.#said.textContent = text;
  }

  /** Stays until the next answer; where `lasting` is true until all is saved, where "failed" until the console answers. */
  #warn(text, lasting) {
    this.#notice.textContent = text;
    this.#lasting = lasting;
  }

  #well(all) {
    if (all || !this.#lasting) this.#notice.textContent = "";
    if (all) this.#lasting = false;
  }

  labeled(label, others) {
    this.#well(false);
    this.say(`Labeled “${label}”` + (others ? `, and ${others} more of its burst.` : "."));
  }

  skipped(reason) {
    this.#well(false);
    this.say((reason === "foreign" || reason === "junk" ? "Answered: " : "Skipped: ") + NAMES[reason] + ".");
  }

  saved(left) {
    if (!left && this.#lasting) this.#well(true);
  }

  back() {
    if (this.#lasting === "failed") this.#well(true);
  }

  unsaved(count, refusal) {
    const what = count === 1 ? "The last answer is" : `The last ${count} answers are`;
    this.#warn(`${what} not saved yet: ${this.#why(refusal)} Nothing is lost: it is tried again; keep this page open.`, true);
  }

  #why(refusal) {
    if (!refusal) return navigator.onLine ? "the console does not answer. Is it running?" : "this browser is offline.";
    if (refusal.status === 401) return "the session has ended. Log in at /login in another tab.";
    if (refusal.reason === "taken-over") return "another console has taken over. It must serve this address, or open its address.";
    return refusal.message + ".";
  }

  refused(item, refusal) {
    const what = item.command === "skip" ? "Your skip" : item.command === "undo" ? "Taking back" : `Your label “${item.body.label}”`;
    this.#warn(`${what} for frame ${item.body.frameId} does not count: ${refusal.message}. Go on with the next frame.`, false);
  }

  lost(refusal) {
    this.#warn(`You no longer have that frame: ${refusal.message}. This is another one.`, false);
  }

  failed(error) {
    if (this.#lasting === true) return; // answers that are not saved matter more
    const refusal = error instanceof Refusal ? error : null;
    if (refusal?.reason === "too-many-leases") {
      this.#warn("You have frames in another window, as many as one may. Label or close those first.", "failed");
    } else {
      this.#warn(`No further frames just now: ${this.#why(refusal)} It is tried again.`, "failed");
    }
  }

  nothing(box, empty) {
    const text = document.createElement("div");
    text.className = "empty panel";
    text.textContent = empty
      ? "Nothing waits for a label. Candidates come when a window of new frames closes; this page looks again by itself."
      : "The next frame is on its way.";
    box.replaceChildren(text);
  }

  burst(place, others) {
    place.textContent = others === 0 ? "no other frame" : `${others} more`;
  }

  countdown(card, left) {
    const seconds = Math.max(0, Math.ceil(left / 1000));
    this.#countdown.textContent = !card ? "" : left > 0
      ? `yours for ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
      : "the lease has run out; an answer counts as long as nobody else takes the frame";
  }

  counted(labels) {
    this.#figures.today.textContent = Math.max(0, Number(this.#figures.today.textContent) + labels);
  }

  figures(stats, annotator, unsaved) {
    this.#figures.waiting.textContent = stats.waiting;
    if (!unsaved) this.#figures.today.textContent = stats.work.find((it) => it.annotator === annotator)?.labels ?? 0;
  }
}
