/** Ctrl K: jump to a conversation or a tab of the app by typing a few letters. */

import { fill, h } from "./dom.js";
import { openDialog } from "./layers.js";
import { go } from "./place.js";
import { inOrder } from "./sidebar.js";
import { room, titleOf } from "./state.js";

const NOTES = { app: "app", channel: "channel", group: "together", im: "direct message" };

function places() {
  const tabs = [["home", "Home"], ["messages", "Messages"], ["about", "About"]].map(([id, name]) => ({ to: id, label: `${room.app.name}: ${name}`, note: "app" }));
  return [...tabs, ...inOrder().filter((c) => c.kind !== "app").map((c) => ({ to: c.id, label: (c.kind === "channel" ? "#" : "") + titleOf(c), note: NOTES[c.kind] }))];
}

export function openJump() {
  let shown = [];
  let active = 0;
  const list = h("ul", { role: "listbox", id: "jump-list", class: "list jump", "aria-label": "Places" });
  const input = h("input", {
    type: "text", role: "combobox", "aria-label": "Jump to", "aria-expanded": "true", "aria-controls": "jump-list", "aria-autocomplete": "list", placeholder: "A person or a channel",
    autocomplete: "off", "data-first": true, oninput: show,
    onkeydown(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); active = (active + step + shown.length) % Math.max(1, shown.length); mark(); }
      if (event.key === "Enter" && shown[active]) { event.preventDefault(); take(shown[active]); }
    },
  });
  const layer = openDialog({ title: "Jump to", body: [input, list] });
  function take(place) {
    layer.close();
    go(place.to);
  }
  function show() {
    const wanted = input.value.trim().toLowerCase().replace(/^#/, "");
    shown = places().filter((p) => p.label.toLowerCase().includes(wanted)).slice(0, 9);
    active = 0;
    fill(list, shown.length ? shown.map((p, i) => h("li", { role: "option", id: `jump-${i}`, onclick: () => take(p) }, h("span", {}, p.label), h("small", {}, p.note))) : h("li", { class: "none" }, "No place by that name."));
    mark();
  }
  function mark() {
    [...list.children].forEach((item, i) => { item.classList.toggle("on", i === active); item.setAttribute("aria-selected", String(i === active)); });
    input.setAttribute("aria-activedescendant", `jump-${active}`);
  }
  show();
}
