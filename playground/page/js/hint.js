/** What to try here, under the amber bar: a line that folds away, and stays as it was left. */

import { fill, h } from "./dom.js";
import { on, room } from "./state.js";

const hint = document.getElementById("hint");
const narrow = matchMedia("(max-width:720px)");
const left = sessionStorage.getItem("hint");

hint.open = left ? left === "open" : !narrow.matches;
hint.addEventListener("toggle", () => sessionStorage.setItem("hint", hint.open ? "open" : "folded"));

on("state", () => {
  hint.hidden = !room.hint;
  fill(hint, h("summary", {}, "What to try"), h("p", {}, room.hint));
});
