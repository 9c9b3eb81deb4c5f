/** Starts the page: who one is, what there is, and follows it live. */

import "./bar.js";
import "./chat.js";
import "./hint.js";
import "./keys.js";
import "./modals.js";
import "./sidebar.js";
import { fill, h } from "./dom.js";
import { leftHome } from "./home.js";
import { openInspectorAtStart } from "./inspector.js";
import { follow, refetch } from "./live.js";
import { readPlace, wantedPerson, writePerson } from "./place.js";
import { on, room } from "./state.js";

async function become(id, replace = false) {
  await refetch(id);
  writePerson(room.me, replace);
  readPlace();
  follow();
}

async function begin() {
  try {
    await become(wantedPerson(), true).catch((problem) => (problem.code === "user_not_found" ? become(null, true) : Promise.reject(problem)));
    openInspectorAtStart();
    document.body.classList.add("ready");
  } catch (problem) {
    fill(document.getElementById("chat"), h("div", { class: "empty lost", role: "alert" }, h("p", {}, problem.say || String(problem)),
      h("button", { type: "button", class: "b", onclick: () => location.reload() }, "Try again")));
    throw problem;
  }
}

on("become", (id) => become(id));
on("reset", async () => { leftHome(); room.home = undefined; room.journal = []; await refetch(); readPlace(); });
on("place", () => { if (room.place.tab !== "home") leftHome(); });
window.addEventListener("hashchange", readPlace);
window.addEventListener("popstate", () => { const id = wantedPerson(); if (id && id !== room.me) become(id, true); });
document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("log").focus(); });
begin();
