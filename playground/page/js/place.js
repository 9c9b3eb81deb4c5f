/** Where one is: the conversation and the app's tab, kept in the address (?as=U…#C…), so that Back works. */

import { appConversation, conversation, emit, room } from "./state.js";

const TABS = ["home", "messages", "about"];

/** Reads the address; no place is the app: its messages, or its Home as long as there are none. */
export function readPlace() {
  const hash = decodeURIComponent(location.hash.slice(1));
  const app = appConversation();
  if (TABS.includes(hash)) room.place = { channel: app?.id, tab: hash };
  else if (conversation(hash) && hash !== app?.id) room.place = { channel: hash, tab: "messages" };
  else if (!hash && app && !app.last_ts && room.app.home_tab !== false) room.place = { channel: app.id, tab: "home" };
  else room.place = { channel: app?.id || room.conversations[0]?.id || null, tab: "messages" };
  emit("place");
}

/** Goes to a conversation, or to a tab of the app ("home", "messages", "about"). */
export function go(target) {
  if (decodeURIComponent(location.hash.slice(1)) === target) readPlace();
  else location.hash = target;
}

/** Where a link into the workspace leads here (slack://user?…&id=U…, https://…slack.com/team/U…, archives/C…), or null. */
export function placeOf(url) {
  let target;
  try { target = new URL(url); } catch { return null; }
  if (target.protocol !== "slack:" && !/(^|\.)slack\.com$/.test(target.hostname)) return null;
  if (target.searchParams.get("tab") === "home") return "home";
  const id = target.searchParams.get("id") || target.searchParams.get("channel") || /\b(?:team|archives)\/(\w+)/.exec(target.pathname)?.[1];
  const found = room.conversations.find((c) => c.id === id || (c.kind === "im" && c.members.includes(id) && (id !== room.me || c.members.length === 1)));
  return found ? (found.kind === "app" ? "messages" : found.id) : null;
}

export const wantedPerson = () => new URLSearchParams(location.search).get("as");

/** Writes who one acts as into the address. */
export function writePerson(id, replace = false) {
  const url = new URL(location.href);
  if (url.searchParams.get("as") === id) return;
  url.searchParams.set("as", id);
  history[replace ? "replaceState" : "pushState"](null, "", url);
}
