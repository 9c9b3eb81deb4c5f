/** One place with blocks (a message, Home, a modal): sends what is done in it and keeps what was filled in. */

import { tell } from "./api.js";
import { h } from "./dom.js";

const keptBySurface = new Map();

/** What the person has changed in the surface called `key`: {block_id: {action_id: state entry}}. Survives redrawing. */
export function kept(key) {
  if (!keptBySurface.has(key)) keptBySurface.set(key, {});
  return keptBySurface.get(key);
}

export const dropKept = (key) => keptBySurface.delete(key);

/** Forgets what was filled in fields that `blocks` no longer have, as Slack does when an app turns a page of a form. */
export function keepOnly(key, blocks) {
  const there = new Set(blocks.flatMap((block) => [block.element, block.accessory, ...(block.elements || [])]
    .map((el) => el?.action_id && `${block.block_id}/${el.action_id}`)));
  for (const [block, actions] of Object.entries(kept(key))) {
    for (const action of Object.keys(actions)) if (!there.has(`${block}/${action}`)) delete actions[action];
    if (!Object.keys(actions).length) delete kept(key)[block];
  }
}

/** `at` is {channel, ts} or {view}; `kind` one of message, home, modal. */
export function surface(kind, at) {
  const key = at.view || `${at.channel}/${at.ts}`;
  return {
    kind, at, key,
    values: () => kept(key),
    keep(block, action, entry) { (kept(key)[block] ||= {})[action] = entry; },
    keptEntry: (block, action) => kept(key)[block]?.[action],
    /** Tells the app of an action; while it runs `control` is busy, a failure is said beside it. */
    async act(block, action, value, control) {
      const host = control.closest(".el, .acts, .row, .f") || control.parentElement;
      clearProblem(host);
      await busyWhile(control, async () => {
        try {
          await tell("act", { at, block_id: block, action_id: action, ...(value && { value }), values: kept(key) });
        } catch (problem) {
          showProblem(host, problem.say || String(problem));
        }
      });
    },
  };
}

/** Shows a spinner in `control` (same width) until `work` is done; a second click meanwhile does nothing. */
export async function busyWhile(control, work) {
  if (control.getAttribute("aria-busy") === "true") return;
  control.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    control.removeAttribute("aria-busy");
  }
}

export function clearProblem(host) {
  host.querySelector(":scope > .problem")?.remove();
}

export function showProblem(host, words) {
  clearProblem(host);
  const note = h("p", { class: "problem", role: "alert" }, words);
  host.append(note);
  note.scrollIntoView({ block: "nearest" });
}
