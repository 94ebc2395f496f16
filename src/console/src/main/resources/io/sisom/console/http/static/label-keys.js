// Keys of the labeling page. What one writes into a field, and what the browser itself does with Ctrl, stays theirs.
const SKIPS = { s: "unsure", j: "junk", d: "duplicate", n: "foreign" };

/** `does` has a function for each thing a key does. */
export function bindKeys(does) {
  const fixed = {
    u: () => does.undo(),
    "/": () => does.find(),
    b: () => does.burst(),
    h: () => does.heat(),
    "?": () => does.help(),
    "+": () => does.zoom(1.5),
    "=": () => does.zoom(1.5),
    "-": () => does.zoom(1 / 1.5),
    0: () => does.zoom(null),
    ArrowLeft: () => does.step(-1),
    ArrowRight: () => does.step(1),
    Escape: () => does.step(null),
  };
  addEventListener("keydown", (event) => {
    if (event.target.closest("input:not([type=checkbox]), dialog[open]") || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === "z" && !event.shiftKey) {
        event.preventDefault();
        if (!event.repeat) does.undo();
      }
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = fixed[key] ?? (SKIPS[key] && (() => does.skip(SKIPS[key])));
    const label = act ? undefined : does.class(key);
    if (!act && label === undefined) return;
    event.preventDefault();
    const moves = ["+", "=", "-", "ArrowLeft", "ArrowRight"].includes(key);
    if (event.repeat && !moves) return; // a key held down means one answer
    act ? act() : does.answer(label);
  });
}
