/** Builds DOM nodes without ever parsing HTML, so that no text can become markup. */

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "selected", "multiple", "required", "indeterminate"]);

/** h("button", {class: "b", onclick: f}, "Go", node, null): an element. Children may be text, nodes, lists or nothing. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (PROPERTIES.has(key)) node[key] = value;
    else if (key === "vars") for (const [name, v] of Object.entries(value)) node.style.setProperty(name, v);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  return add(node, children);
}

export function add(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** Replaces everything inside `node`. */
export function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

/** Puts exactly `wanted` into `parent`, in order, without moving nodes that already sit right (focus survives). */
export function arrange(parent, wanted) {
  const keep = new Set(wanted);
  for (const node of [...parent.childNodes]) if (!keep.has(node)) node.remove();
  let spot = parent.firstChild;
  for (const node of wanted) {
    if (node === spot) spot = spot.nextSibling;
    else parent.insertBefore(node, spot);
  }
}

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const SHAPES = {
  send: ["M2 2l12 6-12 6 2-6z", "fill"],
  sun: ["M8 5a3 3 0 100 6 3 3 0 000-6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3.1 3.1l1.1 1.1M11.8 11.8l1.1 1.1M12.9 3.1l-1.1 1.1M4.2 11.8l-1.1 1.1"],
  moon: ["M13.2 9.6A5.8 5.8 0 016.4 2.8a5.8 5.8 0 106.8 6.8z"],
  system: ["M2 3h12v8H2zM6 14h4M8 11v3"],
  menu: ["M2 4h12M2 8h12M2 12h12"],
  more: ["M3.5 8h.01M8 8h.01M12.5 8h.01", "dots"],
  inspect: ["M2 5h8M7 2l3 3-3 3M14 11H6M9 8l-3 3 3 3"],
  close: ["M4 4l8 8M12 4l-8 8"],
  back: ["M10 3L5 8l5 5"],
  eye: ["M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 100 3.6 1.8 1.8 0 000-3.6z"],
  down: ["M3 6l5 5 5-5"],
  file: ["M4 1.5h5l3.5 3.5v9.5H4zM9 1.5V5h3.5M6.2 8.5h4M6.2 11.2h4"],
};

/** A small drawing of our own; decoration only. */
export function icon(name, size = 16) {
  const [d, kind] = SHAPES[name];
  const path = svg("path", kind === "fill" ? { d, fill: "currentColor" } : {
    d, fill: "none", stroke: "currentColor", "stroke-width": kind === "dots" ? 2.4 : 1.6, "stroke-linecap": "round", "stroke-linejoin": "round",
  });
  return svg("svg", { width: size, height: size, viewBox: "0 0 16 16", "aria-hidden": "true", class: "icon" }, path);
}

/** The mark: two linked rings. */
export function rings(size = 24, weight = 2.2) {
  const ring = (cx, stroke) => svg("circle", { cx, cy: 12, r: 5.6, fill: "none", stroke, "stroke-width": weight });
  return svg("svg", { width: size, height: size, viewBox: "0 0 24 24", "aria-hidden": "true" }, ring(9, "#F3E9D6"), ring(15, "#F2B25C"));
}

/** Says something to screen readers without showing it. */
export function announce(text) {
  document.getElementById("announce").textContent = text;
}

let counter = 0;
export const freshId = (prefix = "i") => `${prefix}-${++counter}`;

/** Remembers what has the focus inside `root`; call the answer after redrawing to focus it again. False if it is gone. */
export function focusKept(root) {
  const had = root.contains(document.activeElement) ? document.activeElement : null;
  const { act } = had?.dataset || {};
  const nth = act ? [...root.querySelectorAll(`[data-act="${CSS.escape(act)}"]`)].indexOf(had) : -1;
  return (fresh = root) => {
    if (!had) return true;
    const again = (had.id && document.getElementById(had.id)) || (nth < 0 ? null : fresh.querySelectorAll(`[data-act="${CSS.escape(act)}"]`)[nth]);
    again?.focus({ preventScroll: true });
    return Boolean(again);
  };
}

const FOCUSABLE = "a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),summary,[tabindex='0']";
/** What Tab can reach inside `node`, in order. */
export const focusables = (node) => [...node.querySelectorAll(FOCUSABLE)].filter((n) => n.getClientRects().length && n.tabIndex >= 0);
