// The live page: follows the fleet's events and shows each part of its state as it comes.
import { showEpisodes, showVersions, showDeadLetters, showFigures, showEmpty } from "./live-parts.js";
import { SensorList } from "./live-sensors.js";
import { LivePlots } from "./live-plots.js";

const state = { figures: null, versions: null, sensorIds: [] };
const sensors = new SensorList(document.getElementById("sensors"));
const plots = new LivePlots();
const connection = document.getElementById("connection");

const parts = {
  episodes: showEpisodes,
  figures(figures) {
    state.figures = figures;
    sensors.alpha = figures.alpha;
    showFigures(figures);
    plots.figures(figures);
    showEmpty(state);
  },
  versions(versions) {
    state.versions = versions;
    showVersions(versions);
    plots.versions(versions);
    showEmpty(state);
  },
  deadLetters: showDeadLetters,
  sensorIds(ids) {
    state.sensorIds = ids;
    sensors.order(ids);
    showEmpty(state);
  },
  sensor: (sensor) => sensors.show(sensor),
};

const events = new EventSource("/api/v1/live/events");
for (const [name, show] of Object.entries(parts)) {
  events.addEventListener(name, (event) => show(JSON.parse(event.data)));
}
events.addEventListener("open", () => { connection.hidden = true; });
events.addEventListener("error", () => {
  connection.hidden = false;
  connection.textContent = events.readyState === EventSource.CLOSED
    ? "The console does not send events (too many pages follow it, or it has ended). Reload to try again."
    : "The connection to the console is lost; trying again. What you see is from before.";
  // A browser gives up for good after an answer that is no stream.
  if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 15000);
});
