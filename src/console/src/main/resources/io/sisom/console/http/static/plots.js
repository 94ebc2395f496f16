// Small plots over time, in the colours of the page.
import uPlot from "./uplot.js";
import { colour } from "./dom.js";

const HEIGHT = 150;

/** Times on one line; the tenth of a second where they lie close. */
function times(u, splits, axis, space, step) {
  const options = step < 1 ? { minute: "2-digit", second: "2-digit", fractionalSecondDigits: 1 }
    : step < 60 ? { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false }
      : { hour: "2-digit", minute: "2-digit", hour12: false };
  return splits.map((at) => new Date(1000 * at).toLocaleTimeString([], options));
}

/** A plot in a box: lines by name and colour; drawn anew when the theme or the width changes. */
export class Plot {
  constructor(box, lines, options = {}) {
    this.box = box;
    this.lines = lines;
    this.options = options;
    this.data = null;
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    new ResizeObserver(() => this.resize()).observe(box);
  }

  /** Columns: x, then one for each line. */
  set(data) {
    this.data = data;
    if (this.plot) {
      this.plot.setData(data);
    } else {
      this.draw();
    }
  }

  resize() {
    if (this.plot && this.box.clientWidth > 0) {
      this.plot.setSize({ width: this.box.clientWidth, height: this.options.height || HEIGHT });
    }
  }

  draw() {
    if (!this.data || this.box.clientWidth === 0) return;
    if (this.plot) this.plot.destroy();
    const axis = { stroke: colour("muted"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false },
      font: "11px system-ui, sans-serif", size: 34 };
    const numbers = { incrs: [1, 2, 5, 10, 20, 50, 100], values: (u, splits) => splits.map((v) => String(v)) };
    this.plot = new uPlot({
      width: this.box.clientWidth,
      height: this.options.height || HEIGHT,
      legend: { show: false },
      cursor: { y: false },
      scales: { x: { time: !this.options.numbers }, ...this.options.scales },
      axes: [
        { ...axis, size: 26, space: 70, ...(this.options.numbers ? numbers : { values: times }) },
        { ...axis, size: 42, ...this.options.left },
        ...(this.options.right ? [{ ...axis, size: 42, side: 1, grid: { show: false }, ...this.options.right }] : []),
      ],
      series: [{}, ...this.lines.map((line) => ({
        label: line.label,
        scale: line.scale || "y",
        stroke: colour(line.colour),
        width: line.width ?? 1.5,
        dash: line.dash,
        fill: line.fill ? colour(line.colour) + "26" : undefined,
        paths: line.points ? () => null : undefined,
        points: { show: line.points || line.dots || false, size: line.size || 5, fill: colour(line.colour) },
      }))],
      hooks: this.options.hooks || {},
    }, this.data, this.box);
  }
}
