/** Where one writes: Enter sends, a slash offers the app's commands. */

import { tell } from "./api.js";
import { fill, h, icon } from "./dom.js";
import { followEnd } from "./messages.js";
import { go } from "./place.js";
import { conversation, partnerIn, person, room, titleOf } from "./state.js";
import { commandsFor } from "./commands.js";
import { busyWhile, clearProblem, showProblem } from "./surface.js";

const drafts = new Map();
let drawnFor = null;
const phone = matchMedia("(max-width: 720px)");

/** Why this person cannot write here, or null. */
function closedBecause(c) {
  if (!room.online) return "The playground isn't answering. Trying again.";
  if (c.kind === "channel" && !c.members.includes(room.me)) return `You aren't a member of #${c.name}, so you can read but not write here.`;
  if (c.kind === "im" && person(partnerIn(c))?.deleted) return `${titleOf(c)}'s account is deactivated.`;
  if (c.kind === "app" && room.app.messages_tab === false) return `${room.app.name} takes no messages here. Its buttons and commands work.`;
  if (person(room.me)?.deleted) return "This account is deactivated.";
  return null;
}

export function drawComposer(host) {
  const c = conversation();
  if (!c) return;
  const reason = closedBecause(c);
  const key = JSON.stringify([room.me, c.id, reason, titleOf(c)]);
  if (key === drawnFor) return;
  drawnFor = key;
  if (reason && room.online) fill(host, h("p", { class: "closed" }, reason));
  else fill(host, composer(c, Boolean(reason)));
}

function composer(c, offline) {
  const draftKey = `${room.me}/${c.id}`;
  const label = `Message ${c.kind === "channel" ? "#" : ""}${titleOf(c)}`;
  const listId = "slash";
  const list = h("ul", { role: "listbox", id: listId, "aria-label": "Commands" });
  const popup = h("div", { class: "slash", hidden: true }, list,
    h("footer", {}, h("kbd", {}, "↑"), " ", h("kbd", {}, "↓"), " choose, ", h("kbd", {}, "Tab"), " complete, ", h("kbd", {}, "Enter"), " send, ", h("kbd", {}, "Esc"), " close"));
  const area = h("textarea", {
    id: "composer", rows: "1", "aria-label": label, placeholder: phone.matches ? label : `${label}, or type / for commands`, value: drafts.get(draftKey) || "", disabled: offline,
    autocomplete: "off", oninput: () => { drafts.set(draftKey, area.value); grow(); offer(); }, onkeydown: key, onblur: () => hide(),
  });
  const send = h("button", { type: "submit", class: "send", "aria-label": "Send", disabled: offline }, icon("send", 15));
  const box = h("form", { class: "box", onsubmit: (event) => { event.preventDefault(); submit(); } }, area, send);
  const host = h("div", { class: "composer" }, popup, box);
  let offered = [];
  let active = -1;
  let chosen = false;

  function grow() {
    if (CSS.supports("field-sizing", "content") || !area.getClientRects().length) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, 160)}px`;
  }
  function offer() {
    offered = commandsFor(area.value, room.app.commands);
    chosen = false;
    active = offered.length && !area.value.includes(" ") ? 0 : -1;
    popup.hidden = !offered.length;
    fill(list, offered.map((o, i) => h("li", {
      role: "option", id: `${listId}-${i}`, onpointerdown: (event) => { event.preventDefault(); complete(i); },
    }, h("b", {}, o.text), h("span", {}, o.note), h("kbd", { "aria-hidden": "true" }, "↵"))));
    mark();
  }
  function mark() {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    if (active >= 0) area.setAttribute("aria-activedescendant", `${listId}-${active}`);
    else area.removeAttribute("aria-activedescendant");
    area.setAttribute("aria-controls", listId);
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }
  function hide() {
    popup.hidden = true;
    offered = [];
    active = -1;
  }
  function complete(i) {
    area.value = `${offered[i].text} `;
    drafts.set(draftKey, area.value);
    area.focus();
    grow();
    offer();
  }
  function key(event) {
    if (event.isComposing) return;
    const open = !popup.hidden && offered.length;
    if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      chosen = true;
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + offered.length + (active < 0 && event.key === "ArrowUp" ? 1 : 0)) % offered.length;
      mark();
    } else if (open && event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      complete(Math.max(0, active));
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      hide();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      const exact = room.app.commands.some((o) => o.command === area.value.trim());
      if (open && active >= 0 && (chosen || !exact)) area.value = offered[active].text;
      submit();
    }
  }
  async function submit() {
    const text = area.value.trim();
    if (!text) return;
    hide();
    clearProblem(host);
    followEnd();
    await busyWhile(send, async () => {
      try {
        const { channel } = await tell("say", { channel: c.id, text });
        if (area.value.trim() === text) area.value = "";
        drafts.set(draftKey, area.value);
        grow();
        if (channel && channel !== c.id && room.place.channel === c.id) go(channel);
      } catch (problem) {
        showProblem(host, problem.say || String(problem));
      }
    });
  }
  queueMicrotask(grow);
  return host;
}
