/** Native fields: text, number, date, time and single selects. */

import { freshId, h } from "./dom.js";
import { fromLocal, toLocal } from "./dates.js";
import { clearError } from "./fielderror.js";
import { textObject } from "./mrkdwn.js";
import { myZone } from "./state.js";

const KINDS = { email_text_input: "email", url_text_input: "url" };

export function textField(el, field) {
  const value = field.kept ? field.kept.value ?? "" : el.initial_value ?? "";
  const counter = el.max_length ? h("span", { class: "count", id: freshId("count") }) : null;
  const props = {
    id: field.id, ...field.label, placeholder: el.placeholder?.text, value, autocomplete: "off",
    oninput() { count(); clearError(node); field.changed({ value: node.value || null }, node, "typed"); },
    onkeydown(event) {
      if (event.key !== "Enter" || event.isComposing || (el.multiline && !event.ctrlKey && !event.metaKey)) return;
      if (field.input?.dispatch || !field.input) { event.preventDefault(); field.changed({ value: node.value || null }, node, "entered"); }
      else if (el.multiline) { event.preventDefault(); node.form?.requestSubmit(); }
    },
  };
  const node = el.multiline ? h("textarea", { ...props, rows: "4" }) : h("input", { type: KINDS[el.type] || "text", ...props });
  if (el.focus_on_load) node.dataset.first = "";
  function count() {
    if (!counter) return;
    const left = el.max_length - node.value.length;
    counter.textContent = left < 0 ? `${-left} too many` : `${node.value.length} of ${el.max_length}`;
    counter.classList.toggle("late", left < 0);
    counter.hidden = left > Math.max(20, el.max_length * 0.3);
  }
  count();
  return [node, counter];
}

export function numberField(el, field) {
  const node = h("input", {
    type: "number", id: field.id, ...field.label, placeholder: el.placeholder?.text, value: field.kept ? field.kept.value ?? "" : el.initial_value ?? "",
    min: el.min_value, max: el.max_value, step: el.is_decimal_allowed ? "any" : "1", inputmode: el.is_decimal_allowed ? "decimal" : "numeric",
    oninput: () => field.changed({ value: node.value || null }, node, "typed"),
    onkeydown(event) { if (event.key === "Enter" && field.input?.dispatch) { event.preventDefault(); field.changed({ value: node.value || null }, node, "entered"); } },
  });
  return node;
}

function dated(type, value, toEntry) {
  return (el, field) => {
    const node = h("input", { type, id: field.id, ...field.label, value: value(el, field), onchange: () => field.changed(toEntry(node.value), node) });
    return node;
  };
}

export const dateField = dated("date", (el, f) => (f.kept ? f.kept.selected_date : el.initial_date) || "", (v) => ({ selected_date: v || null }));
export const timeField = dated("time", (el, f) => (f.kept ? f.kept.selected_time : el.initial_time) || "", (v) => ({ selected_time: v || null }));

/** Shown and read on the wall clock of the person one acts as; sent as epoch seconds. */
export const dateTimeField = dated("datetime-local", (el, f) => {
  const epoch = f.kept ? f.kept.selected_date_time : el.initial_date_time;
  return epoch ? toLocal(epoch, myZone()) : "";
}, (v) => ({ selected_date_time: v ? fromLocal(v, myZone()) : null }));

/** All options of a select, flat; their order is that of the native options. */
export const optionsOf = (el) => el.options || (el.option_groups || []).flatMap((group) => group.options);

export function selectField(el, field) {
  const options = optionsOf(el);
  const chosen = field.kept ? field.kept.selected_option : el.initial_option;
  const at = options.findIndex((option) => option.value === chosen?.value);
  let index = -1;
  const draw = (option) => { index += 1; return h("option", { value: String(index), selected: index === at }, option.text.text); };
  const note = h("p", { class: "hint", hidden: true });
  const node = h("select", {
    id: field.id, ...field.label,
    async onchange() {
      describe();
      const took = await field.changed({ selected_option: options[Number(node.value)] || null }, node);
      if (!took) { node.value = String(at < 0 ? "" : at); describe(); }
    },
  }, at < 0 || field.optional ? h("option", { value: "", selected: at < 0 }, el.placeholder?.text || (field.optional ? "None" : "Choose")) : null,
  el.option_groups ? el.option_groups.map((group) => h("optgroup", { label: group.label.text }, group.options.map(draw))) : options.map(draw));
  function describe() {
    const option = node.value === "" ? null : options[Number(node.value)];
    note.hidden = !option?.description;
    note.replaceChildren(...textObject(option?.description));
  }
  describe();
  return [node, note];
}
