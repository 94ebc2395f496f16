// The parts of the live page that are text and tables.
import { el, pValue, table, time } from "./dom.js";

const byId = (id) => document.getElementById(id);
const percent = (share) => (100 * share).toFixed(share < 0.1 ? 1 : 0) + " %";
const fixed = (value, digits) => (typeof value === "number" ? value.toFixed(digits) : String(value));

function verdict(episode) {
  if (episode.verdict === "acknowledged") return "acknowledged by " + episode.review.annotator;
  if (episode.verdict === "false-alarm") return "false alarm, says " + episode.review.annotator;
  if (episode.verdict === "muted") return "muted by " + episode.review.annotator;
  return "";
}

function lasted(episode) {
  const end = episode.closedAt || episode.lastNovelAt;
  const seconds = Math.max(0, Math.floor((new Date(end) - new Date(episode.openedAt)) / 1000));
  return seconds < 120 ? seconds + " s" : Math.floor(seconds / 60) + " min";
}

export function showEpisodes(episodes) {
  const shown = episodes.slice(0, 12);
  const state = (it) => (it.open ? "open" : "closed");
  byId("episodes").replaceChildren(episodes.length === 0
    ? el("p", { class: "muted empty" },
      "No episode. One opens when several of a sensor's latest frames look unknown.")
    : table([
      ["Episode", (it) => el("a", { class: "state " + state(it), href: "/episodes/" + it.episodeId }, state(it))],
      ["Sensor", (it) => it.sensorId, "name"],
      ["Opened", (it) => time(it.openedAt)],
      ["Lasted", lasted, "number"],
      ["Novel frames", (it) => it.novelFrames + " of " + it.frames
        + (it.mutedFrames ? ", " + it.mutedFrames + " muted" : ""), "number"],
      ["Peak p", (it) => pValue(it.peakPValue), "number"],
      ["Taken for", (it) => it.peakPredicted, "name"],
      ["Said of it", verdict],
    ], shown));
  if (episodes.length > shown.length) {
    byId("episodes").append(el("p", {}, el("a", { href: "/episodes" }, "All episodes")));
  }
}

export function showFigures(figures) {
  const points = figures.points;
  const last = points.at.length - 1;
  const now = (column) => (last < 0 ? null : points[column][last]);
  const shown = [
    ["Open episodes", figures.openEpisodes],
    ["Muted frames", figures.mutedFrames],
    ["Sensors", figures.sensors],
    ["Frames a second", last < 0 ? "–" : now("framesPerSecond").toFixed(1)],
    ["Novel (p ≤ " + figures.alpha + ")", now("novelty") === null ? "–" : percent(now("novelty"))],
    ["Delay, median", now("delayMedianMs") === null ? "–" : Math.round(now("delayMedianMs")) + " ms"],
    ["Frames behind", figures.lag ? figures.lag.frames : "–"],
    ["Wait for a label", figures.waiting],
    ["Labels since this version", figures.labelsSince],
  ];
  const singly = byId("unsummarized");
  singly.hidden = figures.unsummarized === 0;
  singly.textContent = `Scorers of an earlier version write no summaries of ${figures.unsummarized} partitions: `
    + "this page reads all of their scores, which is slow for a large fleet.";
  byId("figures").replaceChildren(...shown.map(([name, value]) =>
    el("div", {}, el("dt", {}, name), el("dd", {}, String(value)))));
}

export function showVersions(versions) {
  const did = versions.achieved;
  byId("achieved").replaceChildren(did === null ? "" : el("p", {},
    `Version ${did.version}: ${did.labels} labels more than version ${did.before} brought accuracy from `
    + `${fixed(did.accuracyBefore, 4)} to ${fixed(did.accuracy, 4)} and r_avg from `
    + `${fixed(did.ratioAverageBefore, 4)} to ${fixed(did.ratioAverage, 4)}`
    + (did.newClasses.length ? "; new: " + did.newClasses.join(", ") : "") + "."));
  const rows = versions.all.slice(-12).reverse();
  byId("versions").replaceChildren(rows.length === 0
    ? el("p", { class: "muted empty" }, "No version yet: label frames and run ./sisom train --model DIR --once.")
    : table([
      ["Version", (it) => (it.active ? el("b", {}, it.version + " live") : String(it.version)), "number"],
      ["Made", (it) => time(it.createdAt)],
      ["How", (it) => it.mode + (it.state === "rejected" ? ", rejected" : "")],
      ["Labels", (it) => String(it.labeledFrames), "number"],
      ["Classes", (it) => String(it.classes), "number"],
      ["Accuracy", (it) => fixed(it.accuracy, 4), "number"],
      ["r_avg", (it) => fixed(it.ratioAverage, 4), "number"],
    ], rows));
}

export function showDeadLetters(letters) {
  byId("letters").replaceChildren(letters.length === 0
    ? el("p", { class: "muted empty" }, "None. Records that cannot be scored come here with the reason.")
    : table([
      ["When", (it) => time(it.at)],
      ["Kind", (it) => it.kind],
      ["Reason", (it) => it.reason, "name"],
      ["Key", (it) => it.key, "name"],
      ["From", (it) => it.source, "name"],
    ], letters.slice(0, 10)));
}

/** What to do next, where there is nothing to see. */
export function showEmpty({ figures, versions, sensorIds }) {
  const lines = [];
  if (sensorIds.length === 0 && figures && versions) {
    if (versions.active === 0) {
      lines.push(["No version is live, so scorers wait. Label frames and train:",
        "./sisom label import-dir DIR --annotator NAME", "./sisom train --model BUNDLE --once"]);
    }
    if (figures.framesEver === 0) {
      lines.push(["No frame has come yet. Feed some:", "./sisom feed images DIR --sensor NAME"]);
    } else {
      lines.push(["Frames are on the topic, but no score. Start a scorer:", "./sisom score"]);
    }
  }
  byId("empty").replaceChildren(...lines.map(([words, ...commands]) =>
    el("p", {}, words, ...commands.map((command) => el("code", {}, command)))));
}
