/** Which slash commands fit what is typed; the words of a usage hint ("[meet|plan|help]") are offered as sub-commands. */

const words = (hint) => (hint || "").replace(/[[\]]/g, "").split("|").map((word) => word.trim()).filter((word) => /^[\p{L}\d][\p{L}\d -]{0,30}$/u.test(word));

/** [{text, note}] for the completion list; empty when nothing fits or nothing is a command. */
export function commandsFor(typed, commands) {
  if (!typed.startsWith("/") || typed.includes("\n")) return [];
  const wanted = typed.toLowerCase();
  const own = commands.map((c) => ({ text: c.command, note: c.description || "" }));
  const all = typed.includes(" ")
    ? commands.flatMap((c) => { const list = words(c.usage_hint); return list.length > 1 ? list.map((word) => ({ text: `${c.command} ${word}`, note: "" })) : []; })
    : own;
  return all.filter((c) => c.text.toLowerCase().startsWith(wanted) && c.text.toLowerCase() !== wanted.trimEnd()).concat(
    typed.includes(" ") ? [] : own.filter((c) => c.text.toLowerCase() === wanted)).slice(0, 12);
}
