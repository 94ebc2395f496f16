// What the sensor saw before and after: small pictures below the frame, and large ones in its place while one steps.
import { fragment } from "./label-api.js";

export class Context {
  #card = null;
  #step = 0;

  /** Fetches the small pictures of a card. */
  async attach(card) {
    this.#card = card;
    this.#step = 0;
    card.element.querySelector(".neighbour")?.remove();
    card.element.querySelector(".stage").classList.remove("away");
    const strip = card.element.querySelector(".context");
    if (card.context) return;
    card.context = fragment(strip.dataset.source).then(
      (nodes) => strip.replaceChildren(nodes),
      () => strip.replaceChildren("What came before and after could not be fetched."),
    );
    strip.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      event.preventDefault();
      const links = this.#links();
      this.show(links.indexOf(link) - links.findIndex((it) => it.classList.contains("self")));
    });
  }

  #links() {
    return [...this.#card.element.querySelectorAll(".context a.self, .context a.other")];
  }

  get away() {
    return this.#step !== 0;
  }

  /** One further: -1 before, 1 after. */
  move(step) {
    this.show(this.#step + step);
  }

  /** Shows the frame so many before or after; 0 is the frame to label. */
  show(step) {
    const links = this.#links();
    const self = links.findIndex((link) => link.classList.contains("self"));
    const link = links[self + step];
    if (self < 0 || !link) return;
    this.#step = step;
    const canvas = this.#card.element.querySelector(".canvas");
    canvas.querySelector(".neighbour")?.remove();
    if (step) {
      const picture = document.createElement("img");
      picture.className = "neighbour";
      picture.alt = link.textContent;
      picture.src = link.getAttribute("href");
      canvas.append(picture);
    }
    this.#card.element.querySelector(".stage").classList.toggle("away", this.away);
    links.forEach((it, index) => it.toggleAttribute("aria-current", index === self + step && step !== 0));
  }
}
