// The plots of the live page.
import { Plot } from "./plots.js";

const box = (id) => document.getElementById(id);
const fromZero = { y: { range: (u, low, high) => [0, Math.max(high * 1.1, 1)] } };

export class LivePlots {
  constructor() {
    this.novelty = new Plot(box("plot-novelty"), [{ label: "novel", colour: "novel", fill: true }], { scales: fromZero });
    this.rate = new Plot(box("plot-rate"), [{ label: "frames/s", colour: "accent", fill: true }], { scales: fromZero });
    this.delay = new Plot(box("plot-delay"), [
      { label: "median", colour: "accent" },
      { label: "95 %", colour: "warn" },
    ], { scales: fromZero });
    this.quality = new Plot(box("plot-versions"), [
      { label: "accuracy", colour: "good", dots: true },
      { label: "r_avg", colour: "warn", dots: true, scale: "r" },
    ], {
      numbers: true,
      scales: {
        x: { time: false, range: (u, low, high) => [low - 0.5, high + 0.5] },
        y: { range: (u, low) => [Math.min(0.9, low - 0.02), 1] },
        r: { range: (u, low, high) => [0, Math.max(1, high)] },
      },
      right: { scale: "r" },
    });
  }

  figures({ points }) {
    if (points.at.length === 0) return;
    this.novelty.set([points.at, points.novelty.map((share) => (share === null ? null : 100 * share))]);
    this.rate.set([points.at, points.framesPerSecond]);
    this.delay.set([points.at, points.delayMedianMs, points.delayHighMs]);
  }

  versions({ all }) {
    const made = all.filter((it) => it.state !== "rejected");
    if (made.length === 0) return;
    const number = (value) => (typeof value === "number" ? value : null);
    this.quality.set([made.map((it) => it.version), made.map((it) => number(it.accuracy)),
      made.map((it) => number(it.ratioAverage))]);
  }
}
