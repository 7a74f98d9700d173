// Small helpers to build the page. Text is always set as text, never as HTML.
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name in node && typeof value !== "string") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  send: "M4 12 21 4l-5 17-4.500-6.500zM11.500 14.500 21 4",
  attach: "M20 11.500 12 19.500a5 5 0 0 1-7-7l8.500-8.500a3.300 3.300 0 0 1 4.700 4.700L9.800 17a1.700 1.700 0 0 1-2.400-2.400l7.600-7.600",
  menu: "M4 7h16M4 12h16M4 17h16",
  more: "M12 5h.01M12 12h.01M12 19h.01",
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16 16l5 5",
  keys: "M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M7 14h10",
  check: "M4 13l4.500 4.500L20 6",
  pin: "M9 4h6l-1 6 4 4H6l4-4zM12 14v6",
  file: "M7 3h7l5 5v13H7zM14 3v5h5",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  place: "M12 3a7 7 0 0 1 7 7c0 5.500-7 11-7 11s-7-5.500-7-11a7 7 0 0 1 7-7zM12 7.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9h.01",
  sticker: "M5 4h14v10l-6 6H5zM13 20v-6h6M9 9h.01M14 9h.01M9 12.500c1 1.300 3 1.300 4 .3",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  voice: "M12 4a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V7a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  reply: "M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7",
  edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  copy: "M9 9h11v11H9zM5 15V4h11",
  remove: "M5 7h14M10 4h4M7 7l1 13h8l1-13M10 11v6M14 11v6",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4.200 4.200 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4.200 4.200 0 0 0 6 6l1-1",
  out: "M8 16 17 7M10 7h7v7",
  block: "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM6.500 6.500l11 11",
  restart: "M5 12a7 7 0 1 1 2 5M5 12V7M5 12h5",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 21c.5-4.500 4-6.500 8-6.500s7.500 2 8 6.500",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    viewBox: "0 0 24 24", width: 20, height: 20, fill: "none", stroke: "currentColor", "stroke-width": 1.8,
    "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true", class: "icon",
  })) svg.setAttribute(key, value);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  if (name === "more") path.setAttribute("stroke-width", 2.6);
  svg.append(path);
  return svg;
}

export function iconButton(name, label, onclick, extra = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...extra },
    icon(name));
}

// A menu of actions under (or over) the button that opens it.
export function openMenu(anchor, items) {
  const menu = el("div", { class: "menu", role: "menu", popover: "auto" });
  for (const [name, label, run, danger] of items) {
    menu.append(el("button", {
      type: "button", role: "menuitem", class: danger ? "danger" : "",
      onclick: () => { menu.hidePopover(); run(); },
    }, icon(name), label));
  }
  menu.addEventListener("toggle", (event) => { if (event.newState === "closed") { menu.remove(); anchor.focus(); } });
  menu.addEventListener("keydown", (event) => {
    const buttons = [...menu.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
  });
  document.body.append(menu);
  menu.showPopover();
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - width - 8))}px`;
  menu.style.top = `${box.bottom + height + 8 < innerHeight ? box.bottom + 4 : Math.max(8, box.top - height - 4)}px`;
  menu.firstElementChild?.focus();
}

// A dialog that closes by itself; resolves with the form's fields, or null.
export function ask(title, fields, confirm, cancel) {
  return new Promise((resolve) => {
    const dialog = el("dialog", { class: "dialog" });
    const form = el("form", { method: "dialog" }, el("h2", {}, title), fields,
      el("div", { class: "buttons" },
        cancel && el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, cancel),
        el("button", { type: "submit", value: "yes", class: "main" }, confirm)));
    dialog.append(form);
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes" ? Object.fromEntries(new FormData(form)) : null);
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
