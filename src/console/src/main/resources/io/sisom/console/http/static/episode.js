// The episode page: keys for what to say, and the course of the p-values.
import { Plot } from "./plots.js";

const page = document.querySelector("main.episode");
const alpha = Number(page.dataset.alpha);
const keys = { a: "acknowledge", f: "false-alarm", m: "mute", l: "request-labels", u: "reopen" };

addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  event.preventDefault();
  document.getElementById(keys[event.key]).click();
});

// Pressed twice is sent once; the server would take it so, too.
for (const form of page.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => page.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

const frames = [...page.querySelectorAll("figure.seen")].map((it) => ({
  at: Number(it.dataset.millis) / 1000, p: Number(it.dataset.p), peak: it.classList.contains("peak"),
})).sort((a, b) => a.at - b.at);
if (frames.length > 0) {
  new Plot(document.getElementById("plot"), [
    { label: "p-value", colour: "accent", dots: true },
    { label: "alarm level", colour: "muted", dash: [4, 4], width: 1 },
    { label: "peak", colour: "novel", points: true, size: 12 },
  ], {
    height: 220,
    scales: { y: { distr: 3, range: (u, low) => [Math.min(low, alpha) / 2, 1] } },
    left: { splits: () => [1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1], values: (u, splits) => splits.map(String), size: 56 },
  }).set([
    frames.map((it) => it.at),
    frames.map((it) => it.p),
    frames.map(() => alpha),
    frames.map((it) => (it.peak ? it.p : null)),
  ]);
}

// An open episode may go on while one looks at it.
if (page.querySelector(".state.open")) {
  const events = new EventSource("/api/v1/live/events");
  events.addEventListener("episodes", (event) => {
    const now = JSON.parse(event.data).find((it) => it.episodeId === page.dataset.episode);
    if (now && (!now.open || `${now.novelFrames} of ${now.frames}` !== page.dataset.frames)) {
      const note = document.getElementById("goes-on") || page.appendChild(document.createElement("p"));
      note.id = "goes-on";
      note.className = "notice wide";
      note.textContent = now.open
        ? `It goes on: ${now.novelFrames} novel frames of ${now.frames} by now. Reload to see them.`
        : "It has ended. Reload to see all of it.";
    }
  });
}
