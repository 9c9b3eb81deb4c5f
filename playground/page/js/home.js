/** The app's Home (a view it draws for each person) and its About. */

import { look, tell } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { arrange, fill, focusKept, h } from "./dom.js";
import { emit, room } from "./state.js";
import { surface } from "./surface.js";
import { avatar } from "./text.js";

let openedFor = null;
let loadingFor = null;

/** Shows the person's Home, fetching it where needed; each opening of the tab is told to the app once. */
export async function openHome(panel) {
  const { me } = room;
  const opening = openedFor !== me;
  openedFor = me;
  if (opening) drawHome(panel);
  try {
    if (room.home === undefined && loadingFor !== me) {
      loadingFor = me;
      const { view } = await look("home").finally(() => { loadingFor = null; });
      if (me !== room.me) return;
      room.home ??= view;
      emit("home");
    }
    if (opening) await tell("home");
  } catch (problem) {
    drawn = null;
    fill(panel, h("p", { class: "empty" }, problem.say));
  }
}

/** Leaving the tab: coming back counts as opening it anew. */
export const leftHome = () => { openedFor = null; };

let drawn = null;
let standing = [];

/** What makes a block look and do the same: all but the ids that the chat gives anew each time. Null: it is always drawn anew. */
function likeness(block) {
  const { block_id: _, ...rest } = block;
  const elements = [block.accessory, ...(block.elements || [])].filter((el) => el?.action_id);
  return block.element || elements.some((el) => el.type !== "button") ? null : JSON.stringify(rest);
}

function drawStanding(block, place) {
  const id = { now: block.block_id };
  const here = { ...place, act: (_, ...rest) => place.act(id.now, ...rest) };
  return { like: likeness(block), id, node: drawBlocks([block], here)[0] };
}

/** Draws the person's Home; a block that is the same stays, so that no click falls between an old button and the same new one. */
export function drawHome(panel, anew = false) {
  const view = room.home;
  if (!view) {
    drawn = null;
    fill(panel, h("p", { class: "empty", role: "status" }, view === undefined ? h("span", { class: "spin", "aria-hidden": "true" }) : null,
      view === undefined ? "Opening Home." : room.bot === "connected" ? `${room.app.name} has not drawn this Home yet.` : `${room.app.name} isn't running. Trying again.`));
    return;
  }
  const refocus = focusKept(panel);
  const scroll = panel.scrollTop;
  const stays = !anew && drawn === `${room.me} ${view.id}` ? [...standing] : [];
  const place = surface("home", { view: view.id });
  standing = view.blocks.map((block) => {
    const like = likeness(block);
    const at = like ? stays.findIndex((old) => old.like === like) : -1;
    if (at < 0) return drawStanding(block, place);
    const [old] = stays.splice(at, 1);
    old.id.now = block.block_id;
    return old;
  });
  if (drawn !== `${room.me} ${view.id}`) fill(panel, h("div", { class: "w" }));
  drawn = `${room.me} ${view.id}`;
  arrange(panel.firstElementChild, standing.map(({ node }) => node));
  panel.scrollTop = scroll;
  refocus();
}

export function about() {
  const { app } = room;
  return h("div", { class: "w about" },
    h("div", { class: "card" }, avatar(app.bot_user), h("div", {}, h("h3", { class: "head" }, app.name), h("p", { class: "ctx" }, app.description || ""))),
    app.about ? h("p", { class: "txt" }, app.about) : null,
    app.commands.length ? [h("h4", {}, "Commands"), h("dl", { class: "commands" }, app.commands.map((c) => [
      h("dt", {}, h("code", {}, c.command)), h("dd", {}, c.description || "", c.usage_hint ? h("small", {}, c.usage_hint) : null)]))] : null,
    h("h4", {}, "About this place"),
    h("p", { class: "txt" }, "Common Room is a workspace on your own machine. The people in it are made up, the app is the real one. Everything amber belongs to the playground: it moves the calendar, lets you be someone else, and shows what goes between the chat and the app."));
}
