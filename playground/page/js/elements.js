/** Draws one interactive element in an actions, section or input block, and hands over what the person does with it. */

import { h } from "./dom.js";
import { button, overflow } from "./buttons.js";
import { checkboxes, radios } from "./choices.js";
import { confirmObject } from "./confirm.js";
import { peoplePicker } from "./picker.js";
import { dateField, dateTimeField, numberField, selectField, textField, timeField } from "./inputs.js";
import { picture } from "./blocks.js";

const DRAWN = {
  static_select: selectField,
  multi_static_select: peoplePicker,
  users_select: peoplePicker,
  multi_users_select: peoplePicker,
  conversations_select: peoplePicker,
  multi_conversations_select: peoplePicker,
  channels_select: peoplePicker,
  multi_channels_select: peoplePicker,
  datepicker: dateField,
  timepicker: timeField,
  datetimepicker: dateTimeField,
  plain_text_input: textField,
  email_text_input: textField,
  url_text_input: textField,
  number_input: numberField,
  checkboxes,
  radio_buttons: radios,
};

/** place = {surface, block, labelId?, input?: {id, describedBy, optional, dispatch}}. */
export function drawElement(el, place) {
  if (el.type === "button") return button(el, place);
  if (el.type === "overflow") return overflow(el, place);
  if (el.type === "image") return picture(el.image_url, el.alt_text, "beside");
  const draw = DRAWN[el.type];
  if (!draw) return h("div", { class: "strange", role: "note" }, h("b", {}, `Element “${el.type}”`), h("p", {}, "Common Room cannot draw this kind. Slack may."));
  return h("div", { class: `el ${el.type}` }, draw(el, fieldFor(el, place)));
}

/** What a drawn control needs: its id and label, what was kept, and `changed` to call with the new state entry. */
function fieldFor(el, place) {
  const { surface, block, input } = place;
  let newest = null;
  /** One at a time; of what changes meanwhile the newest is told afterwards. */
  async function told(entry, control) {
    newest = entry;
    if (control.getAttribute("aria-busy") === "true") return;
    while (newest) {
      const now = newest;
      newest = null;
      await surface.act(block, el.action_id, now, control);
    }
  }
  const label = input ? {} : place.labelId
    ? { "aria-labelledby": place.labelId } : { "aria-label": el.placeholder?.text || el.accessibility_label || el.action_id };
  return {
    surface, block, input,
    id: input?.id || `el-${surface.key}-${block}-${el.action_id}`,
    label: { ...label, "data-act": el.action_id, ...(input?.describedBy && { "aria-describedby": input.describedBy }) },
    kept: surface.keptEntry(block, el.action_id),
    optional: input?.optional,
    /** `how`: "chosen" for picks, "typed" for a character, "entered" for the Enter key. Answers false if the person declined. */
    async changed(entry, control, how = "chosen") {
      if (el.confirm && !(await confirmObject(el.confirm))) return false;
      surface.keep(block, el.action_id, { type: el.type, ...entry });
      if (input && !(input.dispatch && dispatches(el, how))) return true;
      if (!input && how === "typed") return true;
      if (how === "typed" && entry.value?.length > el.max_length) return true; // the counter beside the field says so
      await told({ type: el.type, ...entry }, control);
      return true;
    },
  };
}

/** Which moments of an input with dispatch_action are told to the app: picks always, text as its config says (Enter). */
function dispatches(el, how) {
  if (how === "chosen") return true;
  const moments = el.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
  return moments.includes(how === "typed" ? "on_character_entered" : "on_enter_pressed");
}
