/** The calendar: the date where one is, the week, and the buttons that let time pass. */

import { tell } from "./api.js";
import { announce, fill, h } from "./dom.js";
import { short, soon, time, week, year } from "./dates.js";
import { emit, firstName, myself, myZone, on, room } from "./state.js";
import { clearProblem, showProblem } from "./surface.js";

const now = h("p", { class: "now" });
const strip = h("ol", { class: "week", "aria-label": "This week" });
const next = h("button", { type: "button", class: "pb main", onclick: () => (isMoving() ? stop() : move("next")) });
const day = h("button", { type: "button", class: "pb", onclick: () => move("day"), title: "One day on (D)" }, "+ Day");
const weekOn = h("button", { type: "button", class: "pb", onclick: () => move("week"), title: "One week on (W)" }, "+ Week");
const steps = h("div", { class: "steps" }, next, day, weekOn);

export const calendar = h("div", { class: "cal", role: "group", "aria-label": "Calendar" }, now, strip, steps);

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether this page has asked for a move that is not over, whatever was fetched meanwhile. */
let asked = false;
const isMoving = () => asked || room.calendar.moving;

/** Lets time pass until "next", "day" or "week"; the page follows what the playground reports. */
export async function move(until) {
  if (isMoving() || room.calendar.telling || (until === "next" && !room.calendar.next)) return;
  clearProblem(steps);
  asked = true;
  became({ moving: true });
  try {
    const { calendar: after } = await tell("calendar", { until, fast: calm.matches });
    asked = false;
    became({ moving: false, ...after });
  } catch (problem) {
    asked = false;
    became({ moving: false });
    showProblem(steps, problem.say);
    setTimeout(() => clearProblem(steps), 12000);
  }
}

function became(change) {
  room.calendar = { ...room.calendar, ...change };
  emit("calendar");
}

const stop = () => tell("calendar/stop").catch(() => {});

let wasMoving = false;
let wasTelling = false;
function draw() {
  const { now: at, next: coming, days = [], telling } = room.calendar;
  const moving = isMoving();
  if (!at) return;
  const zone = myZone();
  const date = `${short(at, zone)}, ${time(at, zone)}`;
  fill(now, h("b", {}, date), h("span", {}, telling ? "Telling the opening again…" : `in ${myself()?.city || zone}, ${year(at, zone)}`));
  const marked = new Set(days);
  fill(strip, week(at, zone).map((d) => h("li", { class: d.today ? "on" : "", "aria-current": d.today ? "date" : null, "aria-label": d.name + (marked.has(d.key) ? ", messages" : "") },
    d.letter, h("b", {}, String(d.day)), marked.has(d.key) ? h("i") : null)));
  next.classList.toggle("stop", moving);
  if (moving) next.setAttribute("aria-label", "Stop");
  else next.removeAttribute("aria-label");
  fill(next, moving ? "Stop" : "Next event", coming ? h("small", {}, `${soon(coming.at, at, zone)}, ${coming.title}${whom(coming)}`) : h("small", {}, telling ? "when it is told" : "nothing planned"));
  next.disabled = Boolean(telling) || (!moving && !coming);
  next.title = moving ? "Stop here" : coming ? `${short(coming.at, zone)} ${time(coming.at, zone)}: ${coming.title}${whom(coming)} (N)` : telling ? "The opening is being told again" : "Nothing is planned";
  day.disabled = weekOn.disabled = moving || Boolean(telling);
  calendar.classList.toggle("moving", moving);
  if (wasMoving && !moving) announce(`It is ${date}.`);
  wasMoving = moving;
  if (telling && !wasTelling) announce("Telling the opening again.");
  wasTelling = Boolean(telling);
}

/** " for Priya", where the title does not say so itself. */
function whom(coming) {
  const names = (coming.people || []).map(firstName);
  return names.length && !names.some((name) => coming.title.includes(name)) ? ` for ${names.join(", ")}` : "";
}

on("state calendar people journal", draw);
