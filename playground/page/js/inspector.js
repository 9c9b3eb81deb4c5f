/** What went to and fro between the chat and the app, newest first; and faults for the next call. */

import { forget, tell } from "./api.js";
import { arrange, fill, h } from "./dom.js";
import { short, time } from "./dates.js";
import { enter, leave } from "./layers.js";
import { myZone, on, room } from "./state.js";

const panel = document.getElementById("look");
const FAULTS = [["answer_lost", "answer lost"], ["rate_limited", "too many (429)"], ["server_error", "server error"], ["slow", "slow"], ["user_disabled", "person gone"]];
const wire = h("ol", { class: "wire", "aria-label": "Calls, newest first", tabindex: "0" });
const chips = h("div", { class: "c" });
const faultWords = h("p", { id: "fault-words" }, "Let the next call go wrong");
fill(panel,
  h("header", {}, h("h2", {}, "What went to and fro"), h("button", { type: "button", class: "plain hide", onclick: () => toggleInspector(false) }, "hide ", h("kbd", {}, "I"))),
  wire, h("div", { class: "fault", role: "group", "aria-labelledby": "fault-words" }, faultWords, chips));

const overlay = matchMedia("(max-width: 1080px)");
let layer = null;

/** Shows or hides the inspector; on narrow screens it lies over the chat. */
export function toggleInspector(open = panel.hidden) {
  panel.hidden = !open;
  document.body.classList.toggle("looking", open);
  document.getElementById("inspect")?.setAttribute("aria-pressed", String(open));
  if (!overlay.matches) localStorage.setItem("inspector", open ? "open" : "closed");
  if (open && overlay.matches && !layer) {
    layer = enter({ node: panel, light: true, opener: document.getElementById("inspect"), close: () => toggleInspector(false) });
    panel.focus({ preventScroll: true });
  } else if (!open && layer) {
    const gone = layer;
    layer = null;
    leave(gone);
  }
  if (open) draw();
}

/** In a window made narrow it would cover what one is looking at. */
overlay.addEventListener("change", () => { if (overlay.matches && !panel.hidden) toggleInspector(false); else openInspectorAtStart(); });

const drawn = new Map();

function draw() {
  if (panel.hidden) return;
  if (!room.journal.length) return void fill(wire, h("li", { class: "empty" }, "Nothing yet. Whatever the app and the chat say to each other appears here."));
  const seen = new Set(room.journal.map((entry) => entry.id));
  for (const id of drawn.keys()) if (!seen.has(id)) drawn.delete(id);
  arrange(wire, room.journal.map(nodeFor));
  return undefined;
}

function nodeFor(entry) {
  const mark = JSON.stringify([entry.result, entry.ms, entry.sentence, entry.broken_rule, myZone()]);
  const known = drawn.get(entry.id);
  if (known?.mark === mark) return known.node;
  const node = entry.calendar ? h("li", { class: "sep" }, `Calendar moved to ${short(entry.at, myZone())}, ${time(entry.at, myZone())}`, /^calendar moved/i.test(entry.sentence || "") ? null : h("small", {}, entry.sentence)) : call(entry);
  drawn.set(entry.id, { mark, node });
  return node;
}

function call(entry) {
  const toApp = entry.direction === "to app";
  const fine = !entry.broken_rule && /^(ok|2\d\d|ack)/.test(String(entry.result));
  const json = h("div", { class: "json" });
  const details = h("details", { open: Boolean(entry.broken_rule), ontoggle: () => { if (details.open && !json.childElementCount) fill(json, sides(entry)); } },
    h("summary", {},
      h("span", { class: `dir ${toApp ? "i" : "o"}` }, entry.direction),
      h("b", {}, entry.method),
      h("span", { class: `st ${fine ? "okk" : "bad"}` }, `${entry.result}${entry.ms === undefined || entry.ms === null ? "" : ` in ${Math.round(entry.ms)} ms`}`),
      h("span", { class: "d" }, entry.sentence || "", entry.at ? h("time", { class: "vh" }, ` ${short(entry.at, myZone())} ${time(entry.at, myZone())}`) : null)),
    entry.broken_rule ? h("p", { class: "rule", role: "alert" }, h("b", {}, "Against a rule of Slack. "), entry.broken_rule) : null, json);
  return h("li", { class: entry.broken_rule ? "broken" : "" }, details);
}

const sides = (entry) => [["Sent", entry.request], ["Answered", entry.response]].filter(([, value]) => value !== undefined && value !== null).map(([title, value]) => [
  h("h3", {}, title), h("pre", { tabindex: "0", "aria-label": `${title}: JSON` }, coloured(value))]);

/** JSON as nodes, keys coloured; strings that hold JSON (blocks, payload, view) are shown as what they hold. */
function coloured(value) {
  const text = JSON.stringify(unpacked(value), null, 2) ?? String(value);
  const out = [];
  let from = 0;
  for (const hit of text.matchAll(/^( *)("(?:[^"\\]|\\.)*")(?=:)/gm)) {
    out.push(text.slice(from, hit.index) + hit[1], h("i", {}, hit[2]));
    from = hit.index + hit[0].length;
  }
  return [...out, text.slice(from)];
}

function unpacked(value) {
  if (typeof value === "string" && /^[[{]/.test(value)) {
    try { return JSON.parse(value); } catch { return value; }
  }
  if (Array.isArray(value)) return value.map(unpacked);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, unpacked(v)]));
  return value;
}

function drawFaults() {
  const pending = new Set(room.faults.map((f) => (typeof f === "string" ? f : f.fault)));
  fill(chips, FAULTS.map(([fault, words]) => h("button", {
    type: "button", class: "fault-b", "aria-pressed": String(pending.has(fault)),
    onclick: () => (pending.has(fault) ? forget("faults") : tell("faults", { fault })).catch((problem) => { faultWords.textContent = problem.say; }),
  }, words)));
  faultWords.textContent = room.faults.length ? `Waiting: ${room.faults.map(waitsFor).join("; ")}` : "Let the next call go wrong";
}

/** Which call an ordered fault waits for, in words. */
function waitsFor({ fault, method }) {
  const name = FAULTS.find(([kind]) => kind === fault)?.[1] || fault;
  return `${name}, for the app's next ${method || (fault === "user_disabled" ? "message or new conversation" : "call, whatever it is")}`;
}

let waiting = false;
/** Much may come at once while time passes: drawn once for each picture the screen shows. */
function drawSoon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; draw(); });
}

on("journal state", drawSoon);
on("faults state", drawFaults);
export const openInspectorAtStart = () => { if (!overlay.matches && localStorage.getItem("inspector") !== "closed") toggleInspector(true); };
