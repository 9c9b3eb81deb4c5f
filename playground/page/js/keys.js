/** The keyboard: one table that is both obeyed and shown under "?". */

import { toggleActAs } from "./actas.js";
import { move } from "./calendar.js";
import { h } from "./dom.js";
import { toggleInspector } from "./inspector.js";
import { openJump } from "./jump.js";
import { openDialog, top } from "./layers.js";
import { go } from "./place.js";
import { inOrder } from "./sidebar.js";
import { room } from "./state.js";

const LETTERS = { a: toggleActAs, n: () => move("next"), d: () => move("day"), w: () => move("week"), i: () => toggleInspector(), "?": help };
const SHEET = [
  ["Ctrl K", "jump to a conversation"], ["Alt ↑ ↓", "previous or next conversation"], ["A", "act as someone else"], ["N", "next event"], ["D", "one day on"],
  ["W", "one week on"], ["I", "inspector"], ["F6", "next region"], ["/", "in the message field: commands"], ["Enter", "send; Shift Enter for a new line"],
  ["Ctrl Enter", "in a form: send it"], ["Esc", "close what is on top"], ["?", "this list"],
];

function help() {
  openDialog({
    title: "Keys", body: [h("p", { class: "ctx" }, "Letters work outside of fields."),
      h("dl", { class: "keys" }, SHEET.map(([keys, words]) => [h("dt", {}, keys.split(" ").map((k) => h("kbd", {}, k))), h("dd", {}, words)]))],
  });
}

function neighbour(step) {
  const all = inOrder();
  const at = all.findIndex((c) => c.id === room.place.channel);
  const next = all[(at + step + all.length) % all.length];
  if (next) go(next.kind === "app" ? "messages" : next.id);
}

const REGIONS = ["play", "side", "chat", "look"];
function nextRegion(back) {
  const shown = REGIONS.map((id) => document.getElementById(id)).filter((n) => n.getClientRects().length && !n.inert);
  const dialog = top()?.modal ? top().node : null;
  if (dialog) shown.splice(1, shown.length - 1, dialog, ...shown.slice(1).filter((n) => n.id === "look"));
  const at = shown.findIndex((n) => n.contains(document.activeElement));
  const target = shown[(at + (back ? -1 : 1) + shown.length) % shown.length];
  (target.id === "chat" ? target.querySelector("#composer:not([disabled])") : null || target).focus();
}

const inField = (node) => node.closest?.("input:not([type=radio]):not([type=checkbox]),textarea,select,[contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const { key, ctrlKey, metaKey, altKey } = event;
  if ((ctrlKey || metaKey) && key.toLowerCase() === "k") { event.preventDefault(); if (!top()?.modal) openJump(); return; }
  if (altKey && (key === "ArrowUp" || key === "ArrowDown")) { event.preventDefault(); if (!top()?.modal) neighbour(key === "ArrowDown" ? 1 : -1); return; }
  if (key === "F6") { event.preventDefault(); nextRegion(event.shiftKey); return; }
  if (ctrlKey || metaKey || altKey || inField(event.target)) return;
  const act = LETTERS[key.length === 1 ? key.toLowerCase() : key];
  if (!act || (top()?.modal && ["?", "a"].includes(key.toLowerCase()))) return;
  event.preventDefault();
  act();
});
