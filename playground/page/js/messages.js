/** The log of a conversation: days, people, blocks; new messages keep the place of whoever is reading further up. */

import { tell } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { arrange, fill, focusKept, h, icon } from "./dom.js";
import { dayKey, heading, long, time } from "./dates.js";
import { loadMessages } from "./live.js";
import { textObject } from "./mrkdwn.js";
import { conversation, myZone, nameOf, on, room, titleOf } from "./state.js";
import { surface } from "./surface.js";
import { avatar } from "./text.js";

export const log = h("section", { class: "log", id: "log", role: "log", "aria-live": "polite", tabindex: "0" });
const pill = h("button", { type: "button", class: "pill", hidden: true, onclick: () => toEnd() }, "New messages", icon("down", 12));
let wasAtEnd = true;
log.addEventListener("scroll", () => {
  wasAtEnd = atEnd();
  if (wasAtEnd) pill.hidden = true;
});
/** Who was at the end stays there when the window changes, as when a phone's keyboard comes up. */
new ResizeObserver(() => { if (wasAtEnd) toEnd(); }).observe(log);

let drawnFor = null;
let drawn = new Map();

const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 60;
function toEnd() {
  log.scrollTop = log.scrollHeight;
  pill.hidden = true;
}

/** Who has just sent something is taken to the end, and to the answer, until they scroll for themselves. */
let following = null;
export function followEnd() {
  following = drawnFor;
  toEnd();
}
for (const deed of ["wheel", "touchmove", "pointerdown", "keydown"]) log.addEventListener(deed, () => { following = null; }, { passive: true });

/** Redraws the log if it is about the conversation one looks at; loads it first where needed. */
export function drawMessages(changed) {
  const { channel, tab } = room.place;
  if (!channel || tab !== "messages" || (typeof changed === "string" && changed !== channel)) return;
  if (!log.parentElement.contains(pill)) log.after(pill);
  const key = `${room.me}/${channel}`;
  const fresh = key !== drawnFor;
  if (fresh) {
    drawnFor = key;
    drawn = new Map();
    fill(log);
    quietly();
    log.setAttribute("aria-label", `Messages with ${titleOf(conversation())}`);
  }
  const messages = room.messages.get(channel);
  if (!messages) {
    loadMessages(channel).catch((problem) => fill(log, h("p", { class: "empty" }, problem.say)));
    return;
  }
  const wasAtEnd = fresh || following === key || atEnd() || !drawn.size;
  const last = messages.at(-1)?.ts;
  const newer = !drawn.has(last);
  arrange(log, nodesFor(messages, channel));
  if (wasAtEnd) toEnd();
  else if (newer) pill.hidden = false;
  markRead(channel);
}

/** What is there already is not read aloud, only what comes. */
function quietly() {
  log.setAttribute("aria-live", "off");
  setTimeout(() => log.setAttribute("aria-live", "polite"), 1000);
}

function nodesFor(messages, channel) {
  const next = new Map();
  if (!messages.length) {
    const node = empty();
    const nodes = [reuse(next, "empty", node.outerHTML, () => node)];
    drawn = next;
    return nodes;
  }
  const zone = myZone();
  const nodes = [];
  let day = null;
  let previous = null;
  for (const message of messages) {
    const today = dayKey(Number(message.ts), zone);
    if (today !== day) {
      const words = heading(Number(message.ts), room.calendar.now, zone);
      nodes.push(reuse(next, `day ${today}`, words, () => h("div", { class: "day", role: "separator", "aria-label": words }, h("span", {}, words))));
      previous = null;
    }
    day = today;
    const compact = follows(previous, message);
    nodes.push(reuse(next, message.ts, JSON.stringify([message, compact, zone]), () => article(message, channel, compact)));
    previous = message;
  }
  drawn = next;
  return nodes;
}

/** The node drawn before for this key, if nothing about it changed; a redrawn one keeps the focus on the same control. */
function reuse(next, key, mark, draw) {
  const known = drawn.get(key);
  if (known?.mark === mark) {
    next.set(key, known);
    return known.node;
  }
  const had = known?.node.contains(document.activeElement);
  const refocus = had ? focusKept(known.node) : null;
  const node = draw();
  next.set(key, { mark, node });
  if (had) queueMicrotask(() => { if (!refocus(node)) node.focus({ preventScroll: true }); });
  return node;
}

const follows = (previous, message) => Boolean(previous) && previous.user === message.user && !message.bot && !previous.bot
  && !message.ephemeral && !previous.ephemeral && Number(message.ts) - Number(previous.ts) < 300;

function article(message, channel, compact) {
  const at = Number(message.ts);
  const zone = myZone();
  const name = message.username || nameOf(message.user);
  const when = h("time", { datetime: new Date(at * 1000).toISOString(), title: `${long(at, zone)}, ${time(at, zone)}` }, time(at, zone));
  const body = message.blocks?.length
    ? drawBlocks(message.blocks, surface("message", { channel, ts: message.ts }))
    : h("div", { class: "txt" }, textObject({ type: "mrkdwn", text: message.text }), message.edited ? h("small", { class: "edited" }, " (edited)") : null);
  return h("article", { class: `m ${compact ? "compact" : ""} ${message.ephemeral ? "eph" : ""}`, "aria-label": `${name}, ${time(at, zone)}`, tabindex: "-1" },
    compact ? when : avatar(message.user),
    h("div", { class: "body" },
      message.ephemeral ? h("p", { class: "only" }, icon("eye", 13), "Only you can see this") : null,
      compact ? null : h("p", { class: "byline" }, h("b", {}, name), message.bot ? h("span", { class: "app" }, "APP") : null, when),
      body,
      ...(message.files ?? []).map(attached)));
}

/** A file that came with a message, to download. */
const attached = (file) => h("a", { class: "file", href: `/play/files/${file.id}?as=${room.me}`, download: file.name, "aria-label": `${file.title}, download ${file.name}` },
  icon("file", 20), h("span", {}, h("b", {}, file.title), h("small", {}, `${file.name}, ${size(file.size)}`)));
const size = (bytes) => bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} kB`;

function empty() {
  const c = conversation();
  const elsewhere = c.kind === "app" && room.conversations.find((other) => other.kind === "group" && other.unread);
  if (elsewhere) return h("p", { class: "empty" }, "Nothing yet here. Something new is in your conversation with ", h("a", { class: "at", href: `#${elsewhere.id}` }, titleOf(elsewhere)), ".");
  if (c.kind === "app" && !room.calendar.next?.people?.includes(room.me)) return h("p", { class: "empty" }, "Nothing yet. Say hello, or type / for commands.");
  if (c.kind === "app") return h("p", { class: "empty" }, "Nothing yet. ", h("em", {}, "Next event"), " brings the first message.");
  if (c.kind === "channel") return h("p", { class: "empty" }, `Nothing yet in #${c.name}.`);
  return h("p", { class: "empty" }, "Nothing yet. Say hello.");
}

function markRead(channel) {
  const c = conversation(channel);
  if (!c?.unread || document.hidden) return;
  c.unread = 0;
  tell("read", { channel }).catch(() => {});
}
const lookedAt = () => { if (room.place.channel && room.place.tab === "messages" && room.messages.has(room.place.channel)) markRead(room.place.channel); };
document.addEventListener("visibilitychange", lookedAt);
on("conversations", lookedAt);
on("conversations calendar", () => { if (room.messages.get(room.place.channel)?.length === 0) drawMessages(); });
