// The heat map in the frame's place: what made the network sure.
import { json } from "./label-api.js";

/** Shows or hides it; why there is none, or an empty text. */
export async function toggleHeat(card) {
  const canvas = card.element.querySelector(".canvas");
  const link = card.element.querySelector(".heat-map");
  const shown = canvas.querySelector(".heat");
  if (shown) {
    shown.remove();
    link.removeAttribute("aria-current");
    return "";
  }
  const picture = new Image();
  picture.className = "heat";
  picture.alt = "The frame under a heat map: what made the network sure is bright";
  picture.src = link.getAttribute("href");
  try {
    await picture.decode();
  } catch {
    return json(link.getAttribute("href")).then(
      () => "The heat map could not be shown.",
      (refusal) => "No heat map: " + refusal.message + ".",
    );
  }
  if (!canvas.querySelector(".heat")) canvas.append(picture);
  link.setAttribute("aria-current", "true");
  return "";
}
