/** Turns text leaves into nodes: emoji names, progress dots, mentions and links. Text is never parsed as HTML. */

import { h, rings } from "./dom.js";
import { EMOJI } from "./emoji.js";
import { conversation, nameOf, person, room } from "./state.js";

const DOTS = /[●○]{2,}/g;
const NAMES = /:([a-z0-9_+-]+):/g;

const named = (text) => text.replace(NAMES, (all, name) => EMOJI.get(name) || all);

/** Plain text as nodes: emoji by name unless `emoji` is false, progress dots drawn as one picture with words. */
export function plain(text, emoji = true) {
  const words = emoji ? named(text || "") : text || "";
  const out = [];
  let from = 0;
  for (const hit of words.matchAll(DOTS)) {
    if (hit.index > from) out.push(words.slice(from, hit.index));
    const full = [...hit[0]].filter((c) => c === "●").length;
    out.push(h("span", { class: "dots", role: "img", "aria-label": `${full} of ${hit[0].length} dots` }, hit[0]));
    from = hit.index + hit[0].length;
  }
  out.push(words.slice(from));
  return out;
}

/** A link that may only lead to web and mail addresses; anything else is shown as text. */
export function link(url, label) {
  const safe = safeUrl(url);
  return safe ? h("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, label || url) : h("span", {}, label || url);
}

export const safeUrl = (url) => (/^(https?:\/\/|mailto:)/i.test(url || "") ? url : null);

export const mention = (id) => h("span", { class: id === room.me ? "at me" : "at" }, `@${nameOf(id)}`);

export function channelLink(id, label) {
  const found = conversation(id);
  const name = `#${found?.name || label || id}`;
  return found ? h("a", { class: "at", href: `#${id}` }, name) : h("span", { class: "at" }, name);
}

/** Square picture of a person (initials) or of the app (its mark). */
export function avatar(id, size = "") {
  const who = person(id);
  const isApp = id === room.app.bot_user;
  return h("span", { class: `av ${size} ${isApp ? "logo" : ""}`, "aria-hidden": "true", vars: isApp ? {} : { "--h": who?.color || "#566467" } },
    isApp ? rings(size === "s" ? 15 : 24, size === "s" ? 2.8 : 2.2) : who?.initials || (nameOf(id)[0] || "?"));
}
