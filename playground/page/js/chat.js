/** The middle of the page: heading, the app's tabs, and which of messages, Home and About is shown. */

import { fill, h, icon } from "./dom.js";
import { about, drawHome, openHome } from "./home.js";
import { drawComposer } from "./composer.js";
import { drawMessages, log } from "./messages.js";
import { go } from "./place.js";
import { openDrawer } from "./sidebar.js";
import { conversation, myself, on, partnerIn, person, room, titleOf } from "./state.js";

const TABS = [["home", "Home"], ["messages", "Messages"], ["about", "About"]];
const heading = h("div", { class: "top" });
const tabs = h("div", { class: "tabs", role: "tablist", onkeydown: arrowTabs });
const notice = h("p", { class: "notice", role: "status", hidden: true });
const homePanel = h("section", { class: "home", id: "panel-home", role: "tabpanel", "aria-label": "Home", tabindex: "0", hidden: true });
const aboutPanel = h("section", { class: "home", id: "panel-about", role: "tabpanel", "aria-label": "About", tabindex: "0", hidden: true });
const compose = h("div", { class: "compose" });
const logWrap = h("div", { class: "logwrap", id: "panel-messages" }, log);
fill(document.getElementById("chat"), h("div", { class: "headbox" }, heading, tabs, notice), logWrap, homePanel, aboutPanel, compose);

function subtitle(c) {
  if (c.kind === "channel") return `${c.members.length} ${c.members.length === 1 ? "member" : "members"}`;
  if (c.kind === "im") return partnerIn(c) === room.me ? "a place for your own notes" : [person(partnerIn(c))?.title, person(partnerIn(c))?.city].filter(Boolean).join(" · ");
  if (c.kind === "group") return `${c.members.length} people, ${myself() ? "you included" : ""}`;
  return "";
}

function drawHead() {
  const c = conversation();
  if (!c) return;
  fill(heading,
    h("button", { type: "button", class: "plain only-phone", "aria-label": "Open conversations", onclick: openDrawer }, icon("menu", 20)),
    h("h1", {}, c.kind === "channel" ? h("span", { class: "sign", "aria-hidden": "true" }, "#") : null, titleOf(c)),
    c.kind === "app" ? h("span", { class: "app" }, "APP") : h("span", { class: "sub" }, subtitle(c)));
  tabs.hidden = c.kind !== "app";
  tabs.setAttribute("aria-label", room.app.name);
  const { tab } = room.place;
  if (!tabs.childElementCount) {
    fill(tabs, TABS.filter(([id]) => room.app[`${id}_tab`] !== false || id === "messages").map(([id, label]) => h("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}`, onclick: () => go(id) }, label)));
  }
  for (const button of tabs.children) {
    const chosen = button.id === `tab-${tab}`;
    button.setAttribute("aria-selected", String(chosen));
    button.tabIndex = chosen ? 0 : -1;
  }
  const shown = c.kind === "app" ? tab : "messages";
  logWrap.hidden = compose.hidden = shown !== "messages";
  homePanel.hidden = shown !== "home";
  aboutPanel.hidden = shown !== "about";
  if (c.kind === "app") {
    logWrap.setAttribute("role", "tabpanel");
    logWrap.setAttribute("aria-labelledby", "tab-messages");
  } else {
    logWrap.removeAttribute("role");
    logWrap.removeAttribute("aria-labelledby");
  }
}

function arrowTabs(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = TABS.findIndex(([id]) => id === room.place.tab);
  const [next] = TABS[(at + step + TABS.length) % TABS.length];
  go(next);
  document.getElementById(`tab-${next}`).focus();
}

function drawNotice() {
  const words = !room.online ? "The playground isn't answering. Trying again." : room.bot !== "connected" ? `${room.app.name} isn't running. Trying again.` : "";
  notice.hidden = !words;
  fill(notice, h("span", { class: "spin", "aria-hidden": "true" }), words);
}

on("state place conversations people", drawHead);
on("state bot", drawNotice);
on("state place conversations bot people", () => drawComposer(compose));
on("state place messages people", drawMessages);
on("home", () => drawHome(homePanel));
on("people", () => drawHome(homePanel, true));
on("state place", () => { if (room.place.tab === "home") openHome(homePanel); });
on("state place", () => fill(aboutPanel, about()));
