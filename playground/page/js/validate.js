/** What Slack's own client checks before a form is sent; the words say what to do. */

import { optionsOf } from "./inputs.js";

const EMPTY = "Please fill this in.";

/** {block_id: words} for every input block of `view` that cannot be sent as it is; `kept` holds what was changed. */
export function problemsOf(view, kept) {
  const errors = {};
  for (const block of view.blocks || []) {
    if (block.type !== "input") continue;
    const words = problemOf(block, current(block, kept));
    if (words) errors[block.block_id] = words;
  }
  return errors;
}

function current(block, kept) {
  const el = block.element;
  const entry = kept[block.block_id]?.[el.action_id];
  if (entry) return Object.entries(entry).find(([key]) => key !== "type")?.[1];
  const initial = Object.entries(el).find(([key]) => key.startsWith("initial_"))?.[1];
  return el.type === "static_select" && initial ? optionsOf(el).find((o) => o.value === initial.value) : initial;
}

function problemOf(block, value) {
  const el = block.element;
  const empty = value === undefined || value === null || value.length === 0 || (typeof value === "string" && !value.trim());
  if (empty) return block.optional ? null : EMPTY;
  if (typeof value !== "string") return null;
  if (el.type === "number_input") return numberProblem(el, value);
  if (el.min_length && value.length < el.min_length) return `Please write at least ${el.min_length} characters.`;
  if (el.max_length && value.length > el.max_length) return `Please shorten this to ${el.max_length} characters; it has ${value.length}.`;
  if (el.type === "email_text_input" && !/^\S+@\S+\.\S+$/.test(value)) return "Please write an email address, such as name@example.org.";
  if (el.type === "url_text_input" && !/^https?:\/\/\S+$/i.test(value)) return "Please write a whole address, beginning with https://.";
  return null;
}

function numberProblem(el, value) {
  const number = Number(value);
  if (Number.isNaN(number)) return "Please write a number.";
  if (!el.is_decimal_allowed && !Number.isInteger(number)) return "Please write a whole number.";
  if (el.min_value !== undefined && number < Number(el.min_value)) return `Please choose ${el.min_value} or more.`;
  if (el.max_value !== undefined && number > Number(el.max_value)) return `Please choose ${el.max_value} or less.`;
  return null;
}
