/** A searchable list (combobox) for people, channels and everything of which several can be chosen. */

import { fill, freshId, h, icon } from "./dom.js";
import { optionsOf } from "./inputs.js";
import { nameOf, partnerIn, person, room, titleOf } from "./state.js";
import { avatar } from "./text.js";

const people = () => [...room.people.values()].filter((p) => !p.deleted).map((p) => ({ key: p.id, label: nameOf(p.id), note: p.is_bot ? "app" : p.title || p.city, picture: p.id }));
const channels = () => room.conversations.filter((c) => c.kind === "channel").map((c) => ({ key: c.id, label: `#${c.name}`, note: "" }));
const conversations = (el) => room.conversations
  .filter((c) => c.kind !== "app" && (!el.filter?.include || el.filter.include.includes({ channel: "public", group: "mpim", im: "im" }[c.kind])))
  .map((c) => ({ key: c.id, label: c.kind === "channel" ? `#${c.name}` : titleOf(c), note: "", picture: c.kind === "im" ? partnerIn(c) : null }));
const fixed = (el) => optionsOf(el).map((option) => ({ key: option.value, label: option.text.text, note: option.description?.text || "", option }));

/** Per type: its choices, the initial keys, and how keys become a state entry. */
const KINDS = {
  users_select: [people, (el) => [el.initial_user], (keys) => ({ selected_user: keys[0] || null }), (s) => [s.selected_user]],
  multi_users_select: [people, (el) => el.initial_users, (keys) => ({ selected_users: keys }), (s) => s.selected_users],
  channels_select: [channels, (el) => [el.initial_channel], (keys) => ({ selected_channel: keys[0] || null }), (s) => [s.selected_channel]],
  multi_channels_select: [channels, (el) => el.initial_channels, (keys) => ({ selected_channels: keys }), (s) => s.selected_channels],
  conversations_select: [conversations, (el) => [initialConversation(el)], (keys) => ({ selected_conversation: keys[0] || null }), (s) => [s.selected_conversation]],
  multi_conversations_select: [conversations, (el) => el.initial_conversations, (keys) => ({ selected_conversations: keys }), (s) => s.selected_conversations],
  multi_static_select: [fixed, (el) => (el.initial_options || []).map((o) => o.value),
    (keys, el) => ({ selected_options: keys.map((key) => optionsOf(el).find((o) => o.value === key)) }), (s) => s.selected_options.map((o) => o.value)],
};
const initialConversation = (el) => el.initial_conversation || (el.default_to_current_conversation ? room.place.channel : null);

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function peoplePicker(el, field) {
  const [choicesOf, initial, entry, fromEntry] = KINDS[el.type];
  const several = el.type.startsWith("multi_");
  const choices = choicesOf(el);
  let keys = ((field.kept ? fromEntry(field.kept) : initial(el)) || []).filter(Boolean);
  let shown = [];
  let active = -1;
  const listId = freshId("list");
  const chips = h("span", { class: "chips" });
  const input = h("input", {
    type: "text", role: "combobox", id: field.id, ...field.label, autocomplete: "off", spellcheck: "false", placeholder: el.placeholder?.text || "Search by name",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
    onfocus: () => { if (!several) input.select(); }, onclick: () => show(""), oninput: () => show(input.value), onkeydown: key, onblur: settle,
  });
  const list = h("ul", { class: "menu list pick", role: "listbox", id: listId, popover: "manual", "aria-multiselectable": several, onpointerdown: (e) => e.preventDefault() });
  const labelOf = (k) => choices.find((c) => c.key === k)?.label || person(k)?.real_name || k;

  function draw() {
    fill(chips, several ? keys.map((k) => h("button", { type: "button", class: "chip", "aria-label": `Remove ${labelOf(k)}`, onclick: () => toggle(k) }, labelOf(k), icon("close", 11))) : null);
    if (!several) input.value = keys[0] ? labelOf(keys[0]) : "";
  }
  function show(query) {
    const wanted = fold(query.replace(/^[@#]/, ""));
    shown = choices.filter((c) => fold(c.label).includes(wanted) || fold(c.note || "").includes(wanted)).slice(0, 60);
    active = shown.length ? 0 : -1;
    fill(list, shown.length ? shown.map((c, i) => h("li", {
      role: "option", id: `${listId}-${i}`, "aria-selected": String(keys.includes(c.key)), onclick: () => take(c.key),
    }, c.picture ? avatar(c.picture, "s") : null, h("span", {}, c.label), c.note ? h("small", {}, c.note) : null)) : h("li", { class: "none" }, "Nobody and nothing by that name."));
    if (!list.matches(":popover-open")) list.showPopover();
    place();
    mark();
  }
  function place() {
    const box = host.getBoundingClientRect();
    const below = window.innerHeight - box.bottom - 12;
    const up = below < 180 && box.top > below;
    list.style.left = `${box.left}px`;
    list.style.width = `${box.width}px`;
    list.style.maxHeight = `${Math.min(280, Math.max(120, up ? box.top - 12 : below))}px`;
    list.style.top = up ? "auto" : `${box.bottom + 4}px`;
    list.style.bottom = up ? `${window.innerHeight - box.top + 4}px` : "auto";
  }
  function mark() {
    [...list.children].forEach((item, i) => item.classList.toggle("on", i === active));
    input.setAttribute("aria-expanded", "true");
    if (active >= 0) input.setAttribute("aria-activedescendant", `${listId}-${active}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }
  function hide() {
    if (list.matches(":popover-open")) list.hidePopover();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  const isOpen = () => input.getAttribute("aria-expanded") === "true";
  async function set(next) {
    const before = keys;
    keys = next;
    draw();
    if (!(await field.changed(entry(keys, el), input))) { keys = before; draw(); }
  }
  function take(k) {
    hide();
    if (several) { input.value = ""; toggle(k); } else set([k]);
  }
  function toggle(k) {
    const limit = el.max_selected_items || Infinity;
    if (keys.includes(k)) set(keys.filter((x) => x !== k));
    else if (keys.length < limit) set([...keys, k]);
    input.focus();
  }
  function settle() {
    hide();
    if (several) { input.value = ""; return; }
    if (input.value.trim() === "" && keys.length) set([]);
    else draw();
  }
  function key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen()) return show("");
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + shown.length) % Math.max(1, shown.length);
      return mark();
    }
    if (event.key === "Enter" && isOpen()) { event.preventDefault(); if (shown[active]) take(shown[active].key); return undefined; }
    if (event.key === "Escape" && isOpen()) { event.preventDefault(); event.stopPropagation(); hide(); return draw(); }
    if (event.key === "Backspace" && several && input.value === "" && keys.length) set(keys.slice(0, -1));
    return undefined;
  }
  const host = h("div", { class: `picker ${several ? "several" : ""}`, onclick: (e) => { if (e.target === host) input.focus(); } }, chips, input, list);
  draw();
  return host;
}
