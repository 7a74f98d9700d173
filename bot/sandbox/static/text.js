// Formatted text: entities (offsets in UTF-16, as JavaScript counts) into nodes.
import { el } from "./dom.js";
import { word } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

// on: { command(text), link(url) -> true when handled }
export function formatted(text, entities = [], on = {}) {
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, entities, on);
  return fragment;
}

function fill(parent, text, start, end, entities, on) {
  let at = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const last = entity.offset + entity.length;
    const inner = entities.slice(index + 1).filter((other) => other.offset < last);
    if (entity.offset > at) parent.append(text.slice(at, entity.offset));
    const node = wrap(entity, text.slice(entity.offset, last), on);
    fill(node.inside, text, entity.offset, Math.min(last, end), inner, on);
    parent.append(node.outside);
    at = last;
    index += 1 + inner.length;
  }
  if (at < end) parent.append(text.slice(at, end));
}

function wrap(entity, words, on) {
  const node = make(entity, words, on);
  return { outside: node, inside: node };
}

function make(entity, words, on) {
  const { type } = entity;
  if (type === "text_link" || type === "url") return link(entity.url || words, on);
  if (type === "email") return el("span", { class: "link" });
  if (type === "bot_command") {
    return el("button", { type: "button", class: "command", onclick: () => on.command?.(words) });
  }
  if (type === "spoiler") return spoiler();
  if (type === "expandable_blockquote") return expandable();
  if (type in TAGS) return el(TAGS[type], type === "pre" && entity.language ? { "data-language": entity.language } : {});
  return el("span", { class: ["mention", "text_mention", "hashtag"].includes(type) ? "link" : "" });
}

function link(url, on) {
  const whole = /^[a-z]+:/i.test(url) ? url : `https://${url}`;
  return el("a", {
    href: whole, target: "_blank", rel: "noopener noreferrer",
    onclick: (event) => { if (on.link?.(whole)) event.preventDefault(); },
  });
}

function spoiler() {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": word("reveal") });
  const reveal = () => { node.className = ""; node.removeAttribute("role"); node.removeAttribute("aria-label"); };
  node.addEventListener("click", reveal, { once: true });
  node.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") reveal(); });
  return node;
}

function expandable() {
  const node = el("blockquote", { class: "folded" });
  node.addEventListener("click", () => node.classList.toggle("folded"));
  return node;
}
