/** Checkboxes and radio buttons, as real ones. */

import { h } from "./dom.js";
import { textObject } from "./mrkdwn.js";

const sameValue = (a, b) => a?.value === b?.value;

function group(el, field, kind, chosen, read) {
  const attributes = field.input ? { id: field.id, ...field.label, "aria-labelledby": field.input.labelId } : { ...field.label };
  const node = h("div", { class: "choices", role: kind === "radio" ? "radiogroup" : "group", ...attributes },
    el.options.map((option, i) => {
      const id = `${field.id}-${i}`;
      return h("label", { for: id },
        h("input", {
          type: kind, id, name: field.id, value: String(i), checked: chosen.some((c) => sameValue(c, option)),
          "aria-describedby": option.description ? `${id}-d` : null, onchange: change,
        }),
        h("span", {}, h("span", {}, textObject(option.text)), option.description ? h("small", { id: `${id}-d` }, textObject(option.description)) : null));
    }));
  async function change() {
    const picked = [...node.querySelectorAll("input:checked")].map((box) => el.options[Number(box.value)]);
    if (!(await field.changed(read(picked), node))) restore();
  }
  function restore() {
    node.querySelectorAll("input").forEach((box, i) => { box.checked = chosen.some((c) => sameValue(c, el.options[i])); });
  }
  return node;
}

export const radios = (el, field) => group(el, field, "radio",
  [field.kept ? field.kept.selected_option : el.initial_option].filter(Boolean), (picked) => ({ selected_option: picked[0] || null }));

export const checkboxes = (el, field) => group(el, field, "checkbox",
  field.kept ? field.kept.selected_options : el.initial_options || [], (picked) => ({ selected_options: picked }));
