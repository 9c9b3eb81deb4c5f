/** Follows the playground over a WebSocket, reconnects by itself, and fetches anew whatever may have been missed. */

import { look } from "./api.js";
import { applyState, emit, room, seenAt, withEveryone } from "./state.js";

const SHOWN = 200;
let socket = null;
let attempt = 0;
let timer = null;
let generation = 0;

const held = [];
let holds = 0;

/** While something is fetched, live events wait, so that an older answer never undoes them. */
async function holding(work) {
  holds += 1;
  try {
    return await work();
  } finally {
    holds -= 1;
    if (!holds) held.splice(0).forEach(handle);
  }
}

/** Fetches everything that is shown and announces it. */
export const refetch = (as = room.me) => holding(async () => {
  const mine = ++generation;
  const after = room.journal[0]?.id || 0;
  const inSight = room.home !== undefined && as === room.me;
  const [state, journal, home] = await Promise.all([look("state", as ? { as } : {}), look("journal", { after }), inSight ? look("home") : null]);
  if (mine !== generation) return;
  const same = state.me === room.me;
  applyState(state);
  room.messages.clear();
  room.home = same ? home?.view ?? room.home : undefined;
  const known = new Set(room.journal.map((entry) => entry.id));
  room.journal = [...journal.entries.filter((entry) => !known.has(entry.id)), ...room.journal].slice(0, SHOWN);
  emit("state");
  emit("journal");
  if (home) emit("home");
});

/** Loads a conversation's messages unless they are here already. */
export async function loadMessages(channel) {
  if (!channel || room.messages.has(channel)) return;
  if (room.conversations.find((c) => c.id === channel)?.unopened) {
    room.messages.set(channel, []);
    emit("messages", channel);
    return;
  }
  const as = room.me;
  await holding(async () => {
    const { messages } = await look("messages", { channel });
    if (as !== room.me) return;
    room.messages.set(channel, messages);
    emit("messages", channel);
  });
}

/** Opens the socket for the person one acts as, closing an earlier one; once open, fetches what came before it was. */
export function follow() {
  clearTimeout(timer);
  const old = socket;
  const mine = socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/play/live?as=${encodeURIComponent(room.me)}`);
  old?.close();
  mine.addEventListener("open", async () => {
    if (mine !== socket) return;
    attempt = 0;
    setOnline(true);
    await refetch().catch(() => mine.close());
  });
  mine.addEventListener("message", ({ data }) => { if (mine === socket) take(JSON.parse(data)); });
  mine.addEventListener("close", () => {
    if (mine !== socket) return;
    setOnline(false);
    room.journal = [];
    attempt += 1;
    timer = setTimeout(follow, Math.min(5000, 300 * 2 ** Math.min(attempt, 5)));
  });
}

/** Now and then the calendar is asked for, so that the clock in the bar goes on while nothing happens. */
setInterval(async () => {
  if (document.hidden || !room.online || !room.me || room.calendar.moving) return;
  const as = room.me;
  const state = await look("state").catch(() => null);
  if (!state || as !== room.me || room.calendar.moving) return;
  room.calendar = state.calendar;
  emit("calendar");
}, 20000);

function setOnline(online) {
  if (room.online === online) return;
  room.online = online;
  emit("bot");
}

const take = (event) => (holds ? held.push(event) : handle(event));
const handle = (event) => HANDLERS[event.type]?.(event);

const withChannel = (channel, change) => {
  const list = room.messages.get(channel);
  if (list) change(list);
  emit("messages", channel);
};

const upsert = (list, message) => {
  const at = list.findIndex((m) => m.ts === message.ts);
  if (at >= 0) list[at] = message;
  else list.push(message);
  list.sort((a, b) => Number(a.ts) - Number(b.ts));
};

const HANDLERS = {
  message({ channel, message }) {
    seenAt(Number(message.ts));
    withChannel(channel, (list) => upsert(list, message));
  },
  changed: ({ channel, message }) => withChannel(channel, (list) => upsert(list, message)),
  deleted: ({ channel, ts }) => withChannel(channel, (list) => { const at = list.findIndex((m) => m.ts === ts); if (at >= 0) list.splice(at, 1); }),
  conversation({ conversation }) {
    const at = room.conversations.findIndex((c) => c.id === conversation.id);
    if (at >= 0) room.conversations[at] = conversation;
    else room.conversations = withEveryone([...room.conversations.filter((c) => !c.unopened), conversation]);
    emit("conversations", conversation);
  },
  unread({ channel, unread }) {
    const found = room.conversations.find((c) => c.id === channel);
    if (found) found.unread = unread;
    emit("conversations");
  },
  home({ view }) { room.home = view; emit("home"); },
  modals({ modals }) { room.modals = modals; emit("modals"); },
  journal({ entry }) {
    seenAt(entry.at);
    if (room.journal.some((e) => e.id === entry.id)) room.journal = room.journal.map((e) => (e.id === entry.id ? entry : e));
    else room.journal = [entry, ...room.journal].slice(0, SHOWN);
    emit("journal");
  },
  calendar({ calendar }) { room.calendar = calendar; emit("calendar"); },
  bot({ state }) { room.bot = state; emit("bot"); },
  faults({ faults }) { room.faults = faults; emit("faults"); },
  people({ people }) { room.people = new Map(people.map((p) => [p.id, p])); emit("people"); },
  reset() { emit("reset"); },
};
