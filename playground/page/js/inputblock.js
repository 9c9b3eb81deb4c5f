/** An input block: label, field, hint and the place for its error. */

import { h } from "./dom.js";
import { drawElement } from "./elements.js";
import { setError } from "./fielderror.js";
import { textObject } from "./mrkdwn.js";

const GROUPS = new Set(["checkboxes", "radio_buttons"]);

export function inputBlock(block, surface) {
  const id = `f-${surface.key}-${block.block_id}-${block.element.action_id}`;
  const hint = block.hint ? h("p", { class: "hint", id: `${id}-hint` }, textObject(block.hint)) : null;
  const optional = block.optional ? h("span", { class: "opt" }, " (optional)") : null;
  const label = GROUPS.has(block.element.type)
    ? h("p", { class: "label", id: `${id}-label` }, textObject(block.label), optional)
    : h("label", { class: "label", for: id, id: `${id}-label` }, textObject(block.label), optional);
  return h("div", { class: "f", "data-block": block.block_id, "data-field": id }, label,
    drawElement(block.element, {
      surface, block: block.block_id,
      input: { id, labelId: `${id}-label`, describedBy: [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(" "), optional: block.optional, dispatch: block.dispatch_action },
    }),
    hint, h("p", { class: "error", id: `${id}-error`, role: "alert" }));
}

/** Shows {block_id: words} at the fields inside `root`, takes older errors away, and focuses the first. Answers errors without a field. */
export function showErrors(root, errors) {
  const homeless = { ...errors };
  let first = null;
  for (const field of root.querySelectorAll(".f[data-block]")) {
    const words = errors[field.dataset.block];
    delete homeless[field.dataset.block];
    const control = document.getElementById(field.dataset.field);
    setError(field, control, words);
    if (words && !first) first = control;
  }
  const target = first?.matches("[role=group],[role=radiogroup]") ? first.querySelector("input") : first;
  target?.focus();
  first?.closest(".f").scrollIntoView({ block: "nearest" });
  return Object.values(homeless);
}
