/** Everything that lies over the page: Esc closes the top one, dialogs keep the focus and give it back. */

import { focusables, freshId, h, icon } from "./dom.js";

const open = [];

const BEHIND = ["side", "chat", "look"];

function refreshBehind() {
  for (const id of BEHIND) {
    // What the app opened lies over the chat alone; the inspector beside it stays of use.
    const covered = open.some((layer) => layer.modal && !(layer.beside && id === "look"));
    document.getElementById(id).inert = covered && !open.some((layer) => layer.node.id === id);
  }
}

/** Adds a layer {node, close(), modal}; `close` must end by calling `leave`. */
export function enter(layer) {
  layer.from = document.activeElement;
  open.push(layer);
  refreshBehind();
  return layer;
}

/** Takes a layer off and gives the focus back to where it came from. */
export function leave(layer, giveBack = true) {
  const at = open.indexOf(layer);
  if (at < 0) return;
  open.splice(at, 1);
  refreshBehind();
  const target = layer.from;
  if (!giveBack) return;
  const around = document.getElementById("log");
  const again = target?.isConnected ? target : target?.id && document.getElementById(target.id);
  if (again && again !== document.body) again.focus({ preventScroll: true });
  else if (top()?.modal) top().node.focus({ preventScroll: true });
  else (around.getClientRects().length ? around : document.getElementById("chat")).focus({ preventScroll: true });
}

export const top = () => open[open.length - 1];
export const hasModal = () => open.some((layer) => layer.modal);

document.addEventListener("keydown", (event) => {
  const layer = top();
  if (!layer || event.defaultPrevented) return;
  if (event.key === "Escape") {
    event.preventDefault();
    layer.close();
  } else if (event.key === "Tab" && layer.modal) trap(event, layer.node);
});

function trap(event, node) {
  const stops = focusables(node);
  if (!stops.length) return event.preventDefault();
  const [first, last] = [stops[0], stops[stops.length - 1]];
  const inside = node.contains(document.activeElement);
  if (document.activeElement?.closest("#look:not([inert])")) return undefined;
  if (event.shiftKey && (!inside || document.activeElement === first)) { event.preventDefault(); last.focus(); }
  else if (!event.shiftKey && (!inside || document.activeElement === last)) { event.preventDefault(); first.focus(); }
  return undefined;
}

document.addEventListener("pointerdown", (event) => {
  const layer = top();
  if (layer?.light && !layer.node.contains(event.target) && !layer.opener?.contains(event.target)) layer.close(false);
});

/** A menu that closes on a click elsewhere: shows `node`, remembers `opener` (its aria-expanded follows). */
export function openMenu(node, opener, onClose = () => {}) {
  opener.setAttribute("aria-expanded", "true");
  const layer = enter({
    node, opener, light: true,
    close(giveBack = true) {
      opener.setAttribute("aria-expanded", "false");
      leave(layer, giveBack);
      onClose();
    },
  });
  return layer;
}

/** A dialog with a title, a body and a foot of buttons. Answers {close, node}. `onClose` runs however it is closed. */
export function openDialog({ title, body, foot = [], wide = false, onClose = () => {} }) {
  const id = freshId("title");
  const node = h("div", { class: `modal small ${wide ? "wide" : ""}`, role: "dialog", "aria-modal": "true", "aria-labelledby": id, tabindex: "-1" },
    h("header", {}, h("h2", { id }, title), h("button", { type: "button", class: "x", "aria-label": "Close", onclick: () => layer.close() }, icon("close", 18))),
    h("div", { class: "in", tabindex: "-1" }, body),
    foot.length ? h("footer", {}, foot) : null);
  const scrim = h("div", { class: "scrim over", onpointerdown: (event) => { if (event.target === scrim) layer.close(); } }, node);
  const layer = enter({ node, modal: true, close() { scrim.remove(); leave(layer); onClose(); } });
  document.getElementById("layers").append(scrim);
  (node.querySelector("[data-first]") || focusables(node)[1] || node).focus();
  return layer;
}

/** Asks one question; answers true when `yes` was pressed, false however else it was left. */
export function confirmed({ title, body, yes, no, danger = false }) {
  return new Promise((resolve) => {
    let answer = false;
    const layer = openDialog({
      title, body, onClose: () => resolve(answer),
      foot: [
        h("button", { type: "button", class: "b", "data-first": true, onclick: () => layer.close() }, no),
        h("button", { type: "button", class: `b ${danger ? "danger" : "go"}`, onclick: () => { answer = true; layer.close(); } }, yes),
      ],
    });
  });
}
