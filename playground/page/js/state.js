/** What the page knows, and who wants to hear when a part of it changes. */

export const room = {
  me: null,
  workspace: { name: "" },
  app: { name: "App", commands: [] },
  people: new Map(),
  conversations: [],
  calendar: { now: 0, moving: false, next: null, days: [] },
  bot: "connected",
  modals: [],
  faults: [],
  hint: "",
  messages: new Map(),
  home: undefined,
  journal: [],
  online: true,
  place: { channel: null, tab: "messages" },
};

const listeners = new Map();

/** Calls `listener` whenever one of the topics (space-separated) is told. */
export function on(topics, listener) {
  for (const topic of topics.split(" ")) {
    if (!listeners.has(topic)) listeners.set(topic, []);
    listeners.get(topic).push(listener);
  }
}

export function emit(topic, detail) {
  for (const listener of listeners.get(topic) || []) listener(detail);
}

/** Time goes on at the playground too: what has just happened tells how late it is. */
export function seenAt(epoch) {
  if (epoch > room.calendar.now) room.calendar = { ...room.calendar, now: epoch };
}

export const person = (id) => room.people.get(id);
export const nameOf = (id) => person(id)?.real_name || person(id)?.name || id || "someone";
export const firstName = (id) => nameOf(id).split(" ")[0];
export const myself = () => person(room.me);
/** The time zone of the person one acts as. */
export const myZone = () => myself()?.tz || "UTC";
export const appConversation = () => room.conversations.find((c) => c.kind === "app");
export const conversation = (id = room.place.channel) => room.conversations.find((c) => c.id === id);

/** Who a direct message is with: the other person, or oneself. */
export function partnerIn(im) {
  return (im.members || []).find((id) => id !== room.me) || room.me;
}

/** The others of a conversation, people first, apps last. */
export const othersIn = (c) => c.members.filter((id) => id !== room.me).sort((a, b) => Boolean(person(a)?.is_bot) - Boolean(person(b)?.is_bot));

/** What a conversation is called for the person one acts as. */
export function titleOf(c) {
  if (!c) return "";
  if (c.kind === "app") return room.app.name;
  if (c.kind === "im") return nameOf(partnerIn(c));
  if (c.kind === "group") return othersIn(c).map(firstName).join(", ");
  return c.name;
}

/** Adds a direct message with everyone, oneself too, with whom there is none yet; its id is then the person's. */
export function withEveryone(conversations) {
  const known = new Set(conversations.filter((c) => c.kind === "im").map(partnerIn));
  const missing = [...room.people.values()].filter((p) => !p.is_bot && !known.has(p.id));
  return [...conversations.filter((c) => !c.unopened), ...missing.map((p) => ({ id: p.id, kind: "im", name: p.real_name, members: [room.me, p.id], unread: 0, unopened: true }))];
}

export function applyState(state) {
  const me = state.me;
  room.me = typeof me === "string" ? me : me.id;
  room.workspace = state.workspace;
  room.app = state.app;
  room.people = new Map(state.people.map((p) => [p.id, p]));
  room.conversations = withEveryone(state.conversations);
  room.calendar = state.calendar;
  room.bot = state.bot;
  room.modals = state.modals || [];
  room.faults = state.faults || [];
  room.hint = state.hint || "";
}
