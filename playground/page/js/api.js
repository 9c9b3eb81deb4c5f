/** Talks to the playground's own API; every failure becomes a Problem with words for the person. */

import { room } from "./state.js";

export class Problem extends Error {
  constructor(code, say) {
    super(say);
    this.code = code;
    this.say = say;
  }
}

async function call(path, options) {
  let answer;
  try {
    answer = await fetch(`/play/${path}`, options);
  } catch {
    throw new Problem("unreachable", "The playground isn't answering. Is it still running?");
  }
  const body = await answer.json().catch(() => null);
  if (!body || body.ok === false || !answer.ok) {
    throw new Problem(body?.error || String(answer.status), body?.say || `That didn't work (${body?.error || answer.status}).`);
  }
  return body;
}

/** GET /play/<path>, as the person one acts as. */
export const look = (path, query = {}) => call(`${path}?${new URLSearchParams({ ...(room.me && { as: room.me }), ...query })}`);

/** POST /play/<path> with a JSON body, as the person one acts as. */
export const tell = (path, body = {}) => call(path, {
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ as: room.me, ...body }),
});

export const forget = (path) => call(path, { method: "DELETE" });
