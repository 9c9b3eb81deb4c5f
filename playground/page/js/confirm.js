/** Asks the question of a Block Kit confirm object. */

import { confirmed } from "./layers.js";
import { textObject } from "./mrkdwn.js";

/** True when the person agreed, or when there is nothing to ask. */
export async function confirmObject(confirm) {
  if (!confirm) return true;
  return confirmed({
    title: confirm.title?.text || "Are you sure?", body: textObject(confirm.text),
    yes: confirm.confirm?.text || "Yes", no: confirm.deny?.text || "Cancel", danger: confirm.style === "danger",
  });
}
