// The labeling page, better than without scripts: no wait between frames, keys, zoom, undo, leases kept.
import { json } from "./label-api.js";
import { Classes } from "./label-classes.js";
import { Context } from "./label-context.js";
import { toggleHeat } from "./label-explain.js";
import { Find } from "./label-find.js";
import { bindKeys } from "./label-keys.js";
import { Leases } from "./label-leases.js";
import { Outbox } from "./label-outbox.js";
import { Saying } from "./label-saying.js";
import { Words } from "./label-words.js";
import { Zoom } from "./label-zoom.js";

const LOOK_MS = 3_000;
const TICK_MS = 500;
const LIST_EVERY = 20; // looks: the list of classes is long, and seldom another one
const $ = (id) => document.getElementById(id);
const annotator = $("label").dataset.annotator;

const words = new Words($("notice"), $("said"), $("countdown"), { today: $("today"), waiting: $("waiting") });
const zoom = new Zoom();
const context = new Context();
const classes = new Classes($("classes"));
const leases = new Leases(annotator, {
  changed: show,
  lost: (card, refusal) => {
    words.lost(refusal);
    next();
  },
  failed: (error) => words.failed(error),
});
const outbox = new Outbox(annotator, {
  done: (item, answer) => {
    words.saved(outbox.size);
    saying.confirmed(item, answer);
    leases.fill();
  },
  refused: (item, refusal) => {
    words.refused(item, refusal);
    saying.confirmed(item, null);
    leases.fill();
  },
  waiting: (count, refusal) => words.unsaved(count, refusal),
});
const saying = new Saying(annotator, leases, outbox, words, () => {
  const field = $("undo").elements.frameId;
  const frameId = field.value;
  field.value = "";
  return frameId;
});
const find = new Find($("other"), $("matches"), classes, answer);

function show() {
  const card = leases.shown;
  const box = $("card");
  if (!card) {
    words.nothing(box, leases.empty);
    box.dataset.shown = "";
  } else if (box.dataset.shown !== card.frameId) {
    box.replaceChildren(card.element);
    box.dataset.shown = card.frameId;
    zoom.attach(card.element.querySelector(".view"));
    context.attach(card);
    classes.guess(card.guesses);
    $("burst").checked = false;
    words.burst($("burst-count"), card.burst.length);
    saying.shown();
  }
}

function next() {
  show();
  leases.fill();
}

function answer(label) {
  if (saying.answer(label, $("burst").checked)) {
    classes.used(label);
    next();
  }
}

function skip(reason) {
  if (saying.skip(reason)) next();
}

async function undo() {
  await saying.undo();
  show();
}

/** Clicks, but not the second of a double one: that was meant for the frame before. */
function clicked(form, act) {
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    if (event.detail < 2) act(button.value);
  });
}

clicked($("answer"), (label) => (label ? answer(label) : find.submit()));
clicked($("skip"), skip);
clicked($("undo"), undo);
$("undo").hidden = $("help-open").hidden = false;
$("help-open").addEventListener("click", () => $("help").showModal());

bindKeys({
  class: (key) => classes.ofKey(key),
  answer,
  skip,
  undo,
  find: () => find.focus(),
  burst: () => ($("burst").checked = !$("burst").checked),
  zoom: (factor) => leases.shown && (factor ? zoom.zoom(factor) : zoom.reset()),
  step: (step) => leases.shown && (step ? context.move(step) : context.show(0)),
  heat: heatMap,
  help: () => $("help").showModal(),
});

async function heatMap() {
  if (leases.shown) words.say(await toggleHeat(leases.shown));
}

document.addEventListener("click", (event) => {
  if (!event.target.closest(".heat-map") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  heatMap();
});

let listed = "";
let looks = 0;

/** How the queue stands, and which classes there are by now. */
async function look() {
  if (document.visibilityState === "hidden") return;
  try {
    const stats = await json("/api/v1/queue/stats");
    const now = stats.labels + "@" + stats.liveVersion;
    if (now !== listed || ++looks % LIST_EVERY === 0) {
      const { labels } = await json("/api/v1/queue/labels");
      classes.update(labels.map((it) => it.label));
      listed = now;
    }
    words.figures(stats, annotator, outbox.size);
    words.back();
    leases.fill();
  } catch (error) {
    words.failed(error);
  }
}

setInterval(look, LOOK_MS);
setInterval(() => {
  words.countdown(leases.shown, leases.left());
  leases.renew(false);
}, TICK_MS);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") leases.renew(true).then(() => leases.fill());
});
addEventListener("pagehide", () => leases.giveBackAll());
addEventListener("pageshow", (event) => event.persisted && location.reload());

outbox.start();
const given = $("card").querySelector(".card");
leases.resume(given, (frameId) => outbox.holds(frameId)).then(() => leases.fill());
