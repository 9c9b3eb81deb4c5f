/** Modals: the stack of one person's views, drawn as dialogs; the top one is shown, what was typed is kept. */

import { tell } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { fill, focusables, focusKept, h, icon } from "./dom.js";
import { showErrors } from "./inputblock.js";
import { enter, leave } from "./layers.js";
import { on, room } from "./state.js";
import { busyWhile, dropKept, keepOnly, kept, surface } from "./surface.js";
import { avatar } from "./text.js";
import { problemsOf } from "./validate.js";

const shown = new Map();

/** Brings the drawn dialogs in line with the stack that the playground reports. */
export function drawModals() {
  const stack = room.modals;
  const ids = new Set(stack.map((view) => view.id));
  const closing = [...shown.values()].filter((dialog) => !ids.has(dialog.view.id) || dialog.me !== room.me);
  showTop(stack);
  for (const dialog of closing.reverse()) close(dialog, stack.length === 0);
  for (const view of stack) {
    const known = shown.get(view.id);
    if (!known) shown.set(view.id, open(view));
    else if (known.mark !== markOf(view)) update(known, view);
  }
  showTop(stack);
}

function showTop(stack) {
  stack.forEach((view, i) => {
    const scrim = shown.get(view.id)?.scrim;
    if (!scrim) return;
    scrim.hidden = i < stack.length - 1;
    scrim.classList.toggle("stacked", i > 0);
  });
}

const markOf = (view) => JSON.stringify([view.hash, view.title, view.blocks, view.submit, view.close]);

function open(view) {
  const dialog = { view, me: room.me };
  dialog.node = h("form", { class: "modal", role: "dialog", "aria-modal": "true", "aria-labelledby": `title-${view.id}`, tabindex: "-1", novalidate: true, onsubmit: (event) => { event.preventDefault(); submit(dialog); } });
  dialog.scrim = h("div", { class: "scrim" }, dialog.node);
  draw(dialog);
  document.getElementById("layers").append(dialog.scrim);
  dialog.layer = enter({ node: dialog.node, modal: true, beside: true, close: () => dismissTop() });
  focusFirst(dialog);
  return dialog;
}

/** A form begins in its first field; what is there to be read begins with its title, so that Enter does nothing unseen. */
function focusFirst({ node, view }) {
  const body = node.querySelector(".in");
  const field = view.submit ? focusables(body).find((n) => n.matches("input,select,textarea")) : null;
  const first = body.querySelector("[data-first]") || field || node;
  first.focus({ preventScroll: true });
  if (first.matches("textarea,input[type=text],input[type=url]")) first.setSelectionRange(first.value.length, first.value.length);
}

function draw(dialog) {
  const { view } = dialog;
  dialog.mark = markOf(view);
  dialog.surface = surface("modal", { view: view.id });
  dialog.go = view.submit ? h("button", { type: "submit", class: "b go" }, h("span", { class: "label" }, view.submit.text)) : null;
  const pushed = room.modals.findIndex((v) => v.id === view.id) > 0;
  fill(dialog.node,
    h("header", {}, pushed ? h("button", { type: "button", class: "x", "aria-label": "Back", onclick: () => dismiss(dialog) }, icon("back", 18)) : avatar(room.app.bot_user),
      h("h2", { id: `title-${view.id}` }, view.title.text),
      h("button", { type: "button", class: "x", "aria-label": "Close", onclick: () => dismiss(dialog) }, icon("close", 18))),
    h("div", { class: "in" }, drawBlocks(view.blocks, dialog.surface)),
    h("p", { class: "problem foot", role: "alert", hidden: true }),
    h("footer", {}, h("button", { type: "button", class: "b", onclick: () => dismiss(dialog) }, view.close?.text || (view.submit ? "Cancel" : "Close")), dialog.go));
}

/** Whether the app changed something on a page, rather than turning to another one (which begins at its top). */
function isSamePage(before, after) {
  const fields = (view) => view.blocks.filter((block) => block.type === "input").map((block) => block.block_id);
  const [had, has] = [fields(before), fields(after)];
  return before.title.text === after.title.text && (had.length ? had.some((id) => has.includes(id)) : !has.length);
}

/** A view that the app changed: drawn anew with what was typed, the focus on the same field. */
function update(dialog, view) {
  const refocus = focusKept(dialog.node);
  const scroll = dialog.node.querySelector(".in").scrollTop;
  const sameView = isSamePage(dialog.view, view);
  dialog.view = view;
  keepOnly(view.id, view.blocks);
  draw(dialog);
  if (sameView) dialog.node.querySelector(".in").scrollTop = scroll;
  if (!refocus()) focusFirst(dialog);
}

function close(dialog, last) {
  shown.delete(dialog.view.id);
  if (dialog.me === room.me) dropKept(dialog.view.id);
  dialog.scrim.remove();
  leave(dialog.layer, last || dialog.me === room.me);
}

function fault(dialog, words) {
  const place = dialog.node.querySelector(".problem.foot");
  place.hidden = !words;
  place.textContent = words;
}

async function submit(dialog) {
  const { view } = dialog;
  if (!dialog.go) return;
  fault(dialog, "");
  const problems = problemsOf(view, kept(view.id));
  showErrors(dialog.node, problems);
  if (Object.keys(problems).length) return;
  await busyWhile(dialog.go, async () => {
    try {
      const { errors } = await tell("submit", { view: view.id, values: kept(view.id) });
      if (errors) fault(dialog, showErrors(dialog.node, errors).join(" "));
    } catch (problem) {
      fault(dialog, problem.say || String(problem));
    }
  });
}

/** Forms that are on their way out, so that a second Esc means the one below. */
const leaving = new WeakSet();
let queue = Promise.resolve();

function dismiss(dialog) {
  if (leaving.has(dialog)) return queue;
  leaving.add(dialog);
  queue = queue.then(async () => {
    try {
      if (shown.get(dialog.view.id) === dialog) await tell("dismiss", { view: dialog.view.id });
    } catch (problem) {
      leaving.delete(dialog);
      fault(dialog, problem.say || String(problem));
    }
  });
  return queue;
}

const staying = () => room.modals.map((view) => shown.get(view.id)).filter((dialog) => dialog && !leaving.has(dialog));

function dismissTop() {
  const dialog = staying().at(-1);
  return dialog ? dismiss(dialog) : queue;
}

/** Closes every form of the person, the top one first. */
export async function dismissAll() {
  for (const dialog of staying().reverse()) dismiss(dialog);
  await queue;
}

on("modals state", drawModals);
