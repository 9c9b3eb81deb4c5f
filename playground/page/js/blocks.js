/** Draws Block Kit blocks. A block it does not know becomes a labelled box, never silence. */

import { freshId, h } from "./dom.js";
import { drawElement } from "./elements.js";
import { inputBlock } from "./inputblock.js";
import { mrkdwn, textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { link } from "./text.js";

/** Nodes for all blocks of a surface. */
export const drawBlocks = (blocks, surface) => (blocks || []).map((block) => drawBlock(block, surface));

function drawBlock(block, surface) {
  const draw = DRAWN[block.type];
  try {
    return draw ? draw(block, surface) : unknown(block);
  } catch (fault) {
    console.error(fault);
    return unknown(block);
  }
}

const DRAWN = {
  header: (block) => h("h3", { class: "head" }, textObject(block.text)),
  divider: () => h("hr"),
  section,
  context: (block) => h("div", { class: "ctx" }, (block.elements || []).map((part) => (
    part.type === "image" ? picture(part.image_url, part.alt_text, "tiny") : h("span", {}, textObject(part))))),
  actions: (block, surface) => h("div", { class: "acts" }, (block.elements || []).map((el) => drawElement(el, { surface, block: block.block_id }))),
  image: (block) => h("figure", {}, block.title ? h("figcaption", {}, textObject(block.title)) : null,
    picture(block.image_url || block.slack_file?.url, block.alt_text, "big")),
  input: inputBlock,
  rich_text: richText,
  markdown: (block) => h("div", { class: "txt" }, mrkdwn(block.text.replace(/\*\*(.+?)\*\*/g, "*$1*"))),
  video: (block) => h("div", { class: "strange" }, h("b", {}, textObject(block.title)), h("p", {}, link(block.title_url || block.video_url, block.alt_text))),
  table: (block) => h("div", { class: "scroll" }, h("table", {}, (block.rows || []).map((row, i) => h("tr", {}, row.map((cell) => h(i ? "td" : "th", {},
    cell.type === "rich_text" ? richText(cell) : cell.text)))))),
};

function section(block, surface) {
  const id = freshId("sec");
  const text = block.text ? h("div", { class: "txt", id }, textObject(block.text)) : null;
  const fields = block.fields ? h("div", { class: "fields" }, block.fields.map((field) => h("div", { class: "txt" }, textObject(field)))) : null;
  if (!block.accessory) return h("div", { class: "sec" }, text, fields);
  const wide = block.accessory.type !== "button" && block.accessory.type !== "overflow" && block.accessory.type !== "image";
  const accessory = block.accessory.type === "image"
    ? picture(block.accessory.image_url, block.accessory.alt_text, "beside")
    : drawElement(block.accessory, { surface, block: block.block_id, labelId: text ? id : null });
  return h("div", { class: `sec row ${wide ? "wide" : ""}` }, h("div", { class: "grow" }, text, fields), accessory);
}

/** Pictures from outside are never fetched; a box names them instead. */
export function picture(url, alt, size) {
  const own = /^(data:image\/|\/(?!\/))/.test(url || "");
  if (own) return h("img", { class: `pic ${size}`, src: url, alt: alt || "" });
  let host = "";
  try { host = new URL(url).host; } catch { /* no address to name */ }
  if (size === "tiny") return h("span", { class: "pic tiny none", role: "img", "aria-label": alt || "image", title: `${alt || ""} (${host})` }, "▦");
  return h("div", { class: `pic ${size} none`, role: "img", "aria-label": alt || "image" },
    h("b", {}, alt || "Image"), size === "big" && host ? h("small", {}, `From ${host}. Not fetched here: the playground asks nothing of the outside.`) : null);
}

function unknown(block) {
  const words = block.text?.text || block.alt_text || block.fallback || "";
  return h("div", { class: "strange", role: "note" }, h("b", {}, `Block “${block.type}”`), h("p", {}, words || "Common Room cannot draw this kind. Slack may."));
}
