/** Draws Slack's mrkdwn as DOM nodes; whatever is no valid markup stays visible as the text it is. */

import { h } from "./dom.js";
import { dateTokens } from "./dates.js";
import { myZone } from "./state.js";
import { channelLink, link, mention, plain } from "./text.js";

const STYLES = { "*": "strong", _: "em", "~": "s" };
const decode = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
const leaf = (text) => plain(decode(text));

/** Nodes for a mrkdwn text; `verbatim` texts get no formatting beyond angle brackets in Slack, which is the same here. */
export function mrkdwn(text) {
  const out = [];
  (text || "").split("```").forEach((piece, i, all) => {
    const closed = i % 2 === 1 && i < all.length - 1;
    if (closed) out.push(h("pre", { tabindex: "0" }, decode(piece.replace(/^\n|\n$/g, ""))));
    else out.push(...lines(i % 2 === 1 ? "```" + piece : afterPre(piece, i)));
  });
  return out;
}

const afterPre = (piece, i) => (i > 0 ? piece.replace(/^\n/, "") : piece);

function lines(text) {
  const out = [];
  let quote = null;
  text.split("\n").forEach((line, i) => {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    if (quoted) {
      if (!quote) out.push(quote = h("blockquote"));
      else quote.append(h("br"));
      quote.append(...inline(quoted[1]));
      return;
    }
    if (i > 0 && !quote) out.push(h("br"));
    quote = null;
    out.push(...inline(line));
  });
  return out;
}

function inline(text) {
  const out = [];
  let kept = "";
  const flush = () => { if (kept) out.push(...leaf(kept)); kept = ""; };
  for (let i = 0; i < text.length;) {
    const span = spanAt(text, i);
    if (span) {
      flush();
      out.push(span.node);
      i = span.end;
    } else {
      kept += text[i];
      i += 1;
    }
  }
  flush();
  return out;
}

/** The angle-bracket token, code or styled run that begins at `i`, if one does. */
function spanAt(text, i) {
  const sign = text[i];
  if (sign === "<") {
    const end = text.indexOf(">", i);
    return end > i + 1 ? { node: angle(text.slice(i + 1, end)), end: end + 1 } : null;
  }
  if (sign === "`") {
    const end = text.indexOf("`", i + 1);
    return end > i + 1 ? { node: h("code", {}, decode(text.slice(i + 1, end))), end: end + 1 } : null;
  }
  if (!(sign in STYLES) || !opensAt(text, i)) return null;
  const end = closing(text, i, sign);
  return end < 0 ? null : { node: h(STYLES[sign], {}, inline(text.slice(i + 1, end))), end: end + 1 };
}

const isEdge = (char) => char === undefined || /[^\p{L}\p{N}]/u.test(char);
const opensAt = (text, i) => isEdge(text[i - 1]) && text[i + 1] !== undefined && !/\s/.test(text[i + 1]) && text[i + 1] !== text[i];

function closing(text, start, sign) {
  for (let i = start + 1; i < text.length; i += 1) {
    if (text[i] === "<" || text[i] === "`") {
      const skip = text.indexOf(text[i] === "<" ? ">" : "`", i + 1);
      if (skip > 0) { i = skip; continue; }
    }
    if (text[i] === sign && i > start + 1 && !/\s/.test(text[i - 1]) && isEdge(text[i + 1])) return i;
  }
  return -1;
}

/** <@U…>, <#C…|name>, <!here>, <!date^…>, <https://…|label>. */
function angle(inside) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : decode(inside.slice(bar + 1));
  if (target.startsWith("@")) return mention(target.slice(1));
  if (target.startsWith("#")) return channelLink(target.slice(1), label);
  if (target.startsWith("!date^")) return dated(target, label);
  if (target.startsWith("!")) return h("span", { class: "at" }, label || `@${target.slice(1).split("^")[0]}`);
  return link(decode(target), label);
}

function dated(target, fallback) {
  const [, stamp, format, url] = target.split("^");
  const words = /^\d+$/.test(stamp) && format ? dateTokens(Number(stamp), decode(format), myZone()) : fallback;
  return url ? link(decode(url), words) : h("time", {}, words);
}

/** A text object ({type, text, emoji}) or a bare string as nodes. */
export function textObject(object) {
  if (!object) return [];
  if (typeof object === "string") return plain(object);
  return object.type === "mrkdwn" ? mrkdwn(object.text) : plain(object.text, object.emoji !== false);
}
