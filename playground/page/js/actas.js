/** Acting as anyone: a menu of people with role and local time; kept in the address, so two tabs are two people. */

import { tell } from "./api.js";
import { arrows } from "./buttons.js";
import { fill, h } from "./dom.js";
import { time } from "./dates.js";
import { openDialog, openMenu } from "./layers.js";
import { emit, myself, nameOf, on, room } from "./state.js";
import { avatar } from "./text.js";

const opener = h("button", { type: "button", class: "as-b", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => toggleActAs() });
export const actAs = h("div", { class: "as" }, opener);
let layer = null;

export function toggleActAs() {
  if (layer) return layer.close();
  const items = [...room.people.values()].filter((p) => !p.is_bot);
  const menu = h("div", { class: "menu who", role: "menu", "aria-label": "Act as" }, h("h2", { "aria-hidden": "true" }, "Act as"),
    items.map((p) => h("button", {
      type: "button", role: "menuitemradio", "aria-checked": String(p.id === room.me), tabindex: "-1", "aria-label": `${nameOf(p.id)}, ${p.role || p.title || ""}, ${time(room.calendar.now, p.tz)} in ${p.city}`,
      onclick() { layer.close(); if (p.id !== room.me) emit("become", p.id); },
    }, avatar(p.id), h("span", {}, nameOf(p.id), h("small", {}, p.deleted ? "deactivated" : p.role || p.title || "")),
    h("span", { class: "clock" }, time(room.calendar.now, p.tz), h("small", {}, p.city || "")))),
    account(myself()),
    h("p", { class: "foot" }, h("span", {}, "In a second tab, be someone else."), h("kbd", {}, "A")));
  actAs.append(menu);
  layer = openMenu(menu, opener, () => { menu.remove(); layer = null; });
  arrows(menu, "[role^=menuitem]");
  (menu.querySelector("[aria-checked=true]") || menu.querySelector("button")).focus();
  return undefined;
}

/** An admin of the workspace could do this: switch the account off that one acts as, and on again. */
function account(me) {
  const name = nameOf(me.id).split(" ")[0];
  return h("button", {
    type: "button", role: "menuitem", tabindex: "-1", class: "account",
    async onclick() {
      layer.close();
      try { await tell("account", { on: !!me.deleted }); } catch (problem) { openDialog({ title: "That didn't work", body: problem.say }); }
    },
  }, h("span", {}, me.deleted ? `Reactivate ${name}` : `Deactivate ${name}`, h("small", {}, me.deleted ? "The account is on again." : "As an admin would: the account is switched off.")));
}

function draw() {
  const me = myself();
  if (!me) return;
  opener.setAttribute("aria-label", `Acting as ${nameOf(me.id)}`);
  fill(opener, avatar(me.id), h("span", { class: "words" }, h("small", {}, "Acting as"), h("b", {}, nameOf(me.id))));
}
on("state people", draw);
