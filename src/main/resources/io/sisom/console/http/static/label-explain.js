// The heat map over the frame: what the network looked at. Nothing happens where the console has none.
import { json } from "./label-api.js";

/** Shows or hides it; false where there is none. */
export async function toggleHeat(card) {
  const canvas = card.element.querySelector(".canvas");
  const shown = canvas.querySelector(".heat");
  if (shown) {
    shown.remove();
    return true;
  }
  card.explanation ??= json(`/api/v1/frames/${encodeURIComponent(card.frameId)}/explanation`).catch(() => null);
  const heatMap = (await card.explanation)?.heatMap;
  if (!heatMap) return false;
  const picture = document.createElement("img");
  picture.className = "heat";
  picture.alt = "Heat map of what the network looked at";
  picture.src = heatMap;
  canvas.append(picture);
  return true;
}
