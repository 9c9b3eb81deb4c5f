/** The amber bar: mark, calendar, Start over, appearance, inspector, and who one acts as. */

import { tell } from "./api.js";
import { actAs } from "./actas.js";
import { calendar } from "./calendar.js";
import { fill, h, icon, rings } from "./dom.js";
import { toggleInspector } from "./inspector.js";
import { confirmed, openDialog, openMenu } from "./layers.js";
import { on, room } from "./state.js";

const THEMES = [["system", "System", "Follow the system"], ["sun", "Light", "Light"], ["moon", "Dark", "Dark"]];

function setTheme(name) {
  if (name === "System") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name.toLowerCase();
  localStorage.setItem("theme", name);
}

function themes() {
  const chosen = localStorage.getItem("theme") || "System";
  setTheme(chosen);
  return h("fieldset", { class: "theme" }, h("legend", { class: "vh" }, "Appearance"), THEMES.map(([shape, name, hint]) => h("label", { title: hint },
    h("input", { type: "radio", name: "theme", value: name, checked: name === chosen, onchange: () => setTheme(name) }), icon(shape, 15), h("span", { class: "vh" }, name))));
}

/** Asks once, then the playground and the app begin anew. */
async function startOver() {
  const sure = await confirmed({
    title: "Start over?", danger: true, yes: "Start over", no: "Keep going",
    body: "Every message, answer and plan goes, for everyone here. The opening scene is told again.",
  });
  if (!sure) return;
  try {
    await tell("reset");
  } catch (problem) {
    openDialog({ title: "That didn't work", body: problem.say });
  }
}

const again = h("button", { type: "button", class: "pb quiet", onclick: startOver }, "Start over");
const extras = h("div", { class: "extras", id: "extras" },
  again,
  h("button", { type: "button", class: "pb quiet icon-b", id: "inspect", "aria-pressed": "false", title: "Inspector (I)", onclick: () => toggleInspector() }, icon("inspect", 17), h("span", { class: "vh wordy" }, "Inspector")),
  themes());
let layer = null;
const more = h("button", {
  type: "button", class: "pb quiet icon-b more-b", "aria-label": "More", "aria-expanded": "false", "aria-controls": "extras",
  onclick() {
    if (layer) return layer.close();
    extras.classList.add("open");
    layer = openMenu(extras, more, () => { layer = null; extras.classList.remove("open"); });
    return undefined;
  },
}, icon("more", 18));
extras.addEventListener("click", (event) => { if (event.target.closest("button")) layer?.close(false); });

const tagline = h("small", {});
fill(document.getElementById("play"),
  h("div", { class: "brand" }, h("span", { class: "av logo", "aria-hidden": "true" }, rings()), h("span", {}, "Common Room", tagline)),
  calendar, h("div", { class: "right" }, extras, more, actAs));

on("state calendar", () => { again.disabled = Boolean(room.calendar.telling); });
on("state", () => { tagline.textContent = `a place to try ${room.app.name}`; });
