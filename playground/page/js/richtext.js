/** Draws rich_text blocks: sections, lists, quotes, preformatted text and their leaves. */

import { h } from "./dom.js";
import { dateTokens } from "./dates.js";
import { EMOJI } from "./emoji.js";
import { myZone } from "./state.js";
import { channelLink, link, mention, plain } from "./text.js";

const WRAP = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

function core(leaf) {
  switch (leaf.type) {
    case "text": return h("span", {}, plain(leaf.text, false));
    case "link": return link(leaf.url, leaf.text);
    case "user": return mention(leaf.user_id);
    case "channel": return channelLink(leaf.channel_id);
    case "emoji": return h("span", {}, EMOJI.get(leaf.name) || `:${leaf.name}:`);
    case "date": return h("time", {}, dateTokens(leaf.timestamp, leaf.format, myZone()));
    case "broadcast": return h("span", { class: "at" }, `@${leaf.range}`);
    case "usergroup": return h("span", { class: "at" }, `@${leaf.usergroup_id}`);
    case "color": return h("code", {}, leaf.value);
    default: return h("span", { class: "strange" }, `(${leaf.type})`);
  }
}

function leaves(elements = []) {
  return elements.map((leaf) => Object.entries(leaf.style || {}).reduce(
    (node, [style, wanted]) => (wanted && WRAP[style] ? h(WRAP[style], {}, node) : node), core(leaf)));
}

function list(part) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  return h(tag, { class: `rt indent-${Math.min(part.indent || 0, 8)}`, start: part.offset ? part.offset + 1 : null },
    (part.elements || []).map((item) => h("li", {}, leaves(item.elements))));
}

/** The whole block as one node. */
export function richText(block) {
  return h("div", { class: "rich" }, (block.elements || []).map((part) => {
    if (part.type === "rich_text_list") return list(part);
    if (part.type === "rich_text_quote") return h("blockquote", {}, leaves(part.elements));
    if (part.type === "rich_text_preformatted") return h("pre", { tabindex: "0" }, leaves(part.elements));
    return h("div", { class: "line" }, leaves(part.elements));
  }));
}
