// One row a sensor: a strip of thumbnails with p-values, and its latest p-values as bars.
import { el, pValue, svg, visible } from "./dom.js";

const BARS = 60;
const DECADES = 4;

/** Height of a p-value's bar, 0 to 1: decades below 1. */
function height(p) {
  return Math.min(1, -Math.log10(Math.max(p, 10 ** -DECADES)) / DECADES);
}

function bars(pValues, alpha) {
  const shown = pValues.slice(-BARS);
  const line = 1 - height(alpha);
  return svg("svg", { viewBox: `0 0 ${BARS} 1`, preserveAspectRatio: "none", class: "bars", "aria-hidden": "true" },
    ...shown.map((p, i) => svg("rect", {
      x: BARS - shown.length + i + 0.1, width: 0.8, y: 1 - Math.max(0.02, height(p)), height: Math.max(0.02, height(p)),
      class: p <= alpha ? "novel" : "known",
    })),
    svg("line", { x1: 0, x2: BARS, y1: line, y2: line, class: "alpha" }));
}

function picture(frame, alpha) {
  const words = `p ${pValue(frame.pValue)}, taken for ${frame.predicted}`;
  const image = frame.picture
    ? el("img", { src: frame.picture, alt: words, title: words, loading: "lazy" })
    : el("span", { class: "none", title: "an older scorer did not say where this frame lies" }, "?");
  return el("figure", { class: "seen" + (frame.pValue <= alpha ? " novel" : "") },
    frame.picture ? el("a", { href: frame.picture + "&size=large" }, image) : image,
    el("figcaption", {}, pValue(frame.pValue)));
}

/** Where a sensor's latest frame comes from, short: its id mostly names robot and topic. */
function where(source) {
  const said = source && (source.stream || source.topic || source.robot);
  return said ? "from " + said : "";
}

/** All that it says of itself, a line each. */
function saying({ source, attributes }) {
  return [...Object.entries(source || {}), ...Object.entries(attributes)]
    .filter(([, text]) => text).map(([name, text]) => visible(`${name}: ${text}`)).join("\n");
}

export class SensorList {
  constructor(box) {
    this.box = box;
    this.rows = new Map();
    this.alpha = 0.01;
  }

  /** The sensors there are, in order; rows of others go. */
  order(ids) {
    for (const [id, row] of this.rows) {
      if (!ids.includes(id)) {
        row.remove();
        this.rows.delete(id);
      }
    }
    this.box.append(...ids.filter((id) => this.rows.has(id)).map((id) => this.rows.get(id)));
  }

  show(sensor) {
    let row = this.rows.get(sensor.sensorId);
    if (!row) {
      row = el("article", { class: "sensor" },
        el("div", { class: "who" }, el("h3", { class: "name" }, sensor.sensorId), el("p", { class: "muted from" })),
        el("div", { class: "course" }),
        el("div", { class: "strip" }));
      row.frames = new Map();
      this.rows.set(sensor.sensorId, row);
      this.box.append(row);
    }
    const [who, course, strip] = row.children;
    const from = who.querySelector(".from");
    from.replaceChildren(visible(where(sensor.source)));
    from.title = saying(sensor);
    const last = sensor.last;
    course.replaceChildren(bars(sensor.pValues, this.alpha),
      el("p", { class: "muted" }, last ? `p ${pValue(last.pValue)}, ${last.predicted}` : ""),
      el("p", { class: "muted" }, sensor.muted ? `${sensor.muted} frames muted` : ""));
    // Pictures that stay are not made anew: no flicker, nothing fetched twice.
    const kept = new Map(sensor.strip.map((frame) =>
      [frame.frameId, row.frames.get(frame.frameId) || picture(frame, this.alpha)]));
    row.frames = kept;
    strip.replaceChildren(...kept.values());
  }
}
