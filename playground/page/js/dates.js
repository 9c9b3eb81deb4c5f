/** Dates and times of one time zone, in the words of the project: "Thu 19 Nov", "9:00". Instants are epoch seconds. */

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const formats = new Map();

/** {year, month 1-12, day, hour, minute, second, weekday 0-6} as the wall clock in `zone` shows it. */
export function parts(epoch, zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
    }));
  }
  const out = {};
  for (const { type, value } of formats.get(zone).formatToParts(new Date(epoch * 1000))) out[type] = Number(value);
  out.weekday = new Date(Date.UTC(out.year, out.month - 1, out.day)).getUTCDay();
  return out;
}

const two = (n) => String(n).padStart(2, "0");
export const time = (epoch, zone) => ((p) => `${p.hour}:${two(p.minute)}`)(parts(epoch, zone));
export const dayKey = (epoch, zone) => ((p) => `${p.year}-${two(p.month)}-${two(p.day)}`)(parts(epoch, zone));
export const short = (epoch, zone) => ((p) => `${DAYS[p.weekday].slice(0, 3)} ${p.day} ${MONTHS[p.month - 1].slice(0, 3)}`)(parts(epoch, zone));
export const long = (epoch, zone) => ((p) => `${DAYS[p.weekday]} ${p.day} ${MONTHS[p.month - 1]}`)(parts(epoch, zone));
export const year = (epoch, zone) => parts(epoch, zone).year;

/** The heading over a day's messages; the year only where it is another one. */
export function heading(epoch, now, zone) {
  const words = long(epoch, zone) + (year(epoch, zone) === year(now, zone) ? "" : ` ${year(epoch, zone)}`);
  return dayKey(epoch, zone) === dayKey(now, zone) ? `Today, ${words}` : words;
}

/** When something is next: "9:00" today, "Fri 9:00" within six days, else "Fri 4 Dec 9:00". */
export function soon(epoch, now, zone) {
  if (dayKey(epoch, zone) === dayKey(now, zone)) return time(epoch, zone);
  const day = epoch - now < 6 * 86400 ? short(epoch, zone).slice(0, 3) : short(epoch, zone);
  return `${day} ${time(epoch, zone)}`;
}

/** The seven days, Monday first, of the week in which `epoch` falls: [{key, letter, day, today}]. */
export function week(epoch, zone) {
  const p = parts(epoch, zone);
  const monday = Date.UTC(p.year, p.month - 1, p.day - ((p.weekday + 6) % 7));
  return [..."MTWTFSS"].map((letter, i) => {
    const date = new Date(monday + i * 86400000);
    const key = date.toISOString().slice(0, 10);
    return { key, letter, day: date.getUTCDate(), name: `${DAYS[date.getUTCDay()]} ${date.getUTCDate()}`, today: key === dayKey(epoch, zone) };
  });
}

/** "2026-11-19T17:00" on the wall clock of `zone`, for a datetime-local field. */
export const toLocal = (epoch, zone) => ((p) => `${dayKey(epoch, zone)}T${two(p.hour)}:${two(p.minute)}`)(parts(epoch, zone));

/** The instant at which the wall clock of `zone` shows `local` ("2026-11-19T17:00"). */
export function fromLocal(local, zone) {
  const wanted = Date.parse(`${local}:00Z`) / 1000;
  let guess = wanted;
  for (let i = 0; i < 3; i += 1) guess += wanted - Date.parse(`${toLocal(guess, zone)}:00Z`) / 1000;
  return guess;
}

/** Slack's date tokens, as in <!date^epoch^{date_short} at {time}|fallback>. */
export function dateTokens(epoch, format, zone) {
  const p = parts(epoch, zone);
  const month = MONTHS[p.month - 1];
  const tokens = {
    date_num: dayKey(epoch, zone), date: `${p.day} ${month} ${p.year}`, date_short: `${p.day} ${month.slice(0, 3)} ${p.year}`,
    date_long: `${DAYS[p.weekday]} ${p.day} ${month} ${p.year}`, time: time(epoch, zone), time_secs: `${time(epoch, zone)}:${two(p.second)}`,
  };
  return format.replace(/\{(\w+)\}/g, (all, name) => tokens[name.replace(/_pretty$/, "")] ?? all);
}
