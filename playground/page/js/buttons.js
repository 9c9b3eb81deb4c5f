/** Buttons and overflow menus of Block Kit. */

import { h, icon } from "./dom.js";
import { confirmObject } from "./confirm.js";
import { openMenu } from "./layers.js";
import { dismissAll } from "./modals.js";
import { textObject } from "./mrkdwn.js";
import { go, placeOf } from "./place.js";
import { safeUrl } from "./text.js";

const STYLES = { primary: "go", danger: "danger" };

/** A link button opens its page in a new tab (a place of this workspace: right here, with no form above it) and still tells the app, as on Slack. */
async function follow(url, tellApp) {
  const place = url && placeOf(url);
  const safe = url && !place && safeUrl(url);
  if (safe) window.open(safe, "_blank", "noopener,noreferrer");
  await tellApp();
  if (!place) return;
  await dismissAll();
  go(place);
}

export function button(el, { surface, block }) {
  const node = h("button", {
    type: "button", class: `b ${STYLES[el.style] || ""}`, id: `el-${surface.key}-${block}-${el.action_id}`,
    "data-act": el.action_id, "aria-label": el.accessibility_label, title: el.url || null,
    async onclick() {
      if (node.getAttribute("aria-busy") || !(await confirmObject(el.confirm))) return;
      await follow(el.url, () => surface.act(block, el.action_id, null, node));
    },
  }, h("span", { class: "label" }, textObject(el.text), el.url ? h("span", { class: "away", "aria-hidden": "true" }, " ↗") : null));
  return node;
}

export function overflow(el, { surface, block }) {
  const opener = h("button", { type: "button", class: "b dots-b", "data-act": el.action_id, "aria-label": el.accessibility_label || "More actions", "aria-haspopup": "menu", "aria-expanded": "false" }, icon("more"));
  const host = h("span", { class: "el over" }, opener);
  opener.addEventListener("click", () => (host.querySelector("[role=menu]") ? layer.close() : show()));
  let layer;
  function show() {
    const menu = h("div", { class: "menu list", role: "menu" }, el.options.map((option) => h("button", {
      type: "button", role: "menuitem", tabindex: "-1",
      async onclick() {
        layer.close();
        if (!(await confirmObject(el.confirm))) return;
        await follow(option.url, () => surface.act(block, el.action_id, { type: "overflow", selected_option: option }, opener));
      },
    }, textObject(option.text), option.description ? h("small", {}, textObject(option.description)) : null)));
    host.append(menu);
    layer = openMenu(menu, opener, () => menu.remove());
    arrows(menu);
    menu.firstChild.focus();
  }
  return host;
}

/** Moves with the arrow keys, Home and End between the buttons of a menu. */
export function arrows(menu, selector = "button") {
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll(selector)];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: (at + 1) % items.length, ArrowUp: (at - 1 + items.length) % items.length, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items[to].focus();
  });
}
