/** The list of conversations: the app, channels, group messages, direct messages, each with what is unread. */

import { arrange, fill, h } from "./dom.js";
import { enter, leave } from "./layers.js";
import { on, othersIn, partnerIn, room, titleOf } from "./state.js";
import { avatar } from "./text.js";

const side = document.getElementById("side");
const rows = new Map();
const SECTIONS = [["app", null], ["channel", "Channels"], ["group", "Together"], ["im", "Direct messages"]];

function picture(c) {
  if (c.kind === "app") return avatar(room.app.bot_user, "s");
  if (c.kind === "channel") return h("span", { class: "hash", "aria-hidden": "true" }, "#");
  if (c.kind === "im") return avatar(partnerIn(c), "s");
  return h("span", { class: "two", "aria-hidden": "true" }, othersIn(c).slice(0, 2).map((id) => avatar(id, "s")));
}

function row(c) {
  const here = c.id === room.place.channel;
  const name = titleOf(c);
  const own = c.kind === "im" && partnerIn(c) === room.me;
  const key = JSON.stringify([c, here, name, room.me]);
  const known = rows.get(c.id);
  if (known?.key === key) return known.node;
  const link = h("a", {
    href: `#${c.id}`, "aria-current": here ? "page" : null, class: c.unread && !here ? "un" : "",
    onclick: () => closeDrawer(),
  }, picture(c), h("span", { class: "name" }, name), own ? h("span", { class: "dim" }, "you") : null,
  c.unread && !here ? h("span", { class: "n" }, String(c.unread), h("span", { class: "vh" }, " unread")) : null);
  const node = known?.node || h("li");
  fill(node, link);
  rows.set(c.id, { key, node });
  return node;
}

const order = (a, b) => {
  if (a.kind !== "im") return titleOf(a).localeCompare(titleOf(b));
  return (partnerIn(b) === room.me) - (partnerIn(a) === room.me) || titleOf(a).localeCompare(titleOf(b));
};

/** Conversations in the order in which the sidebar shows them. */
export const inOrder = () => SECTIONS.flatMap(([kind]) => room.conversations.filter((c) => c.kind === kind).sort(order));

const title = h("p", { class: "ws" });
const lists = SECTIONS.map(([kind, heading]) => {
  const id = `side-${kind}`;
  return { kind, list: h("ul", { "aria-labelledby": heading ? id : null, "aria-label": heading ? null : "App" }), heading: heading ? h("h2", { id }, heading) : null };
});
fill(side, title, lists.map(({ heading, list }) => [heading, list]));

function draw() {
  title.textContent = room.workspace.name;
  const all = inOrder();
  for (const { kind, list, heading } of lists) {
    const wanted = all.filter((c) => c.kind === kind);
    arrange(list, wanted.map(row));
    if (heading) heading.hidden = !wanted.length;
  }
  const unread = room.conversations.reduce((sum, c) => sum + (c.id === room.place.channel ? 0 : c.unread || 0), 0);
  document.title = `${unread ? `(${unread}) ` : ""}${room.place.channel ? `${titleOf(room.conversations.find((c) => c.id === room.place.channel))} · ` : ""}Common Room`;
}
on("state conversations place people", draw);

let drawer = null;
/** On a phone the sidebar is a drawer over the chat. */
export function openDrawer() {
  if (drawer) return;
  side.classList.add("open");
  const scrim = h("div", { class: "scrim bare", onclick: () => closeDrawer() });
  document.getElementById("layers").append(scrim);
  drawer = enter({ node: side, modal: true, close: () => closeDrawer(), scrim });
  (side.querySelector("[aria-current]") || side.querySelector("a"))?.focus();
}

export function closeDrawer() {
  if (!drawer) return;
  const layer = drawer;
  drawer = null;
  side.classList.remove("open");
  layer.scrim.remove();
  leave(layer);
}
