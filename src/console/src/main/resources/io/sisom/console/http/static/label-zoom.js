// Zoom and pan of the frame: wheel, drag, pinch, and keys through zoom().
const MOST = 40;
const SMOOTH_FROM = 400; // pixels: smaller frames show their pixels

export class Zoom {
  #view = null;
  #canvas = null;
  #scale = 1;
  #x = 0;
  #y = 0;
  #pointers = new Map();

  /** Takes the view of a card that is shown from now on; all of the frame. */
  attach(view) {
    this.#view = view;
    this.#canvas = view.querySelector(".canvas");
    const image = view.querySelector("img.frame");
    image.draggable = false;
    const fine = () => view.classList.toggle("fine", Math.max(image.naturalWidth, image.naturalHeight) >= SMOOTH_FROM);
    image.complete ? fine() : image.addEventListener("load", fine, { once: true });
    this.#pointers.clear();
    if (!view.dataset.zoom) {
      view.dataset.zoom = "ready";
      view.addEventListener("wheel", (e) => this.#wheel(e), { passive: false });
      view.addEventListener("pointerdown", (e) => this.#down(e));
      view.addEventListener("pointermove", (e) => this.#move(e));
      for (const end of ["pointerup", "pointercancel"]) view.addEventListener(end, (e) => this.#pointers.delete(e.pointerId));
    }
    this.reset();
  }

  reset() {
    this.#scale = 1;
    this.#x = this.#y = 0;
    this.#draw();
  }

  /** By a factor about the middle, or about a point of the view. */
  zoom(factor, x = this.#view.clientWidth / 2, y = this.#view.clientHeight / 2) {
    const scale = Math.min(MOST, Math.max(1, this.#scale * factor));
    this.#x = x - ((x - this.#x) * scale) / this.#scale;
    this.#y = y - ((y - this.#y) * scale) / this.#scale;
    this.#scale = scale;
    this.#draw();
  }

  #draw() {
    const { clientWidth, clientHeight } = this.#view;
    this.#x = Math.min(0, Math.max(clientWidth * (1 - this.#scale), this.#x));
    this.#y = Math.min(0, Math.max(clientHeight * (1 - this.#scale), this.#y));
    this.#canvas.style.transform = `translate(${this.#x}px, ${this.#y}px) scale(${this.#scale})`;
    this.#view.classList.toggle("zoomed", this.#scale > 1);
  }

  #at(event) {
    const box = this.#view.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #wheel(event) {
    event.preventDefault();
    const { x, y } = this.#at(event);
    this.zoom(Math.exp(-event.deltaY / 300), x, y);
  }

  #down(event) {
    this.#view.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, this.#at(event));
  }

  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) return;
    const now = this.#at(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const apart = (p) => Math.hypot(p.x - other.x, p.y - other.y);
      this.zoom(apart(now) / Math.max(1, apart(before)), (now.x + other.x) / 2, (now.y + other.y) / 2);
    } else {
      this.#x += now.x - before.x;
      this.#y += now.y - before.y;
      this.#draw();
    }
    this.#pointers.set(event.pointerId, now);
  }
}
