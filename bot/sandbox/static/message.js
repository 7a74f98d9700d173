// One message, or one album, as a bubble.
import { el, icon } from "./dom.js";
import { formatted } from "./text.js";
import { hour, size, word } from "./words.js";

const address = (id, download) => `/chat/files/${encodeURIComponent(id)}${download ? "?download" : ""}`;

// messages: one, or those of an album. on: what the panel does (tap, command, link, more, enlarge, jump).
export function bubble(messages, on) {
  const first = messages[0];
  const last = messages[messages.length - 1];
  const said = messages.find((message) => message.content.caption || message.content.text) || first;
  const { content } = said;
  const tiles = messages.map((message) => media(message, on)).filter(Boolean);
  const pictures = messages.every((message) => message.content.photo);
  const body = el("div", { class: `bubble${pictures ? " pictured" : ""}${first.content.sticker ? " bare" : ""}` },
    el("span", { class: "unseen" }, first.mine ? word("you") : word("botSaid"), " : "),
    first.forwarded && el("p", { class: "note" }, word("forwarded")),
    first.via && el("p", { class: "note" }, word("via", { name: first.via })),
    first.reply && quoted(first.reply, on),
    tiles.length > 1 ? el("div", { class: pictures ? `album of-${Math.min(tiles.length, 4)}` : "stack" }, tiles) : tiles,
    words(content, on),
    foot(messages.some((message) => message.edited), last));
  const item = el("li", {
    class: `message ${first.mine ? "mine" : "theirs"}${last.rows.length ? " keyed" : ""}`, data: { key: key(first) },
  },
    el("div", { class: "holder" }, body, more(first, on)),
    keyboard(last, on));
  if (last.reactions.length) body.append(el("span", { class: "reactions" }, last.reactions.join(" ")));
  return item;
}

export const key = (message) => (message.album ? `a${message.album}` : `m${message.id}`);

function words(content, on) {
  const text = content.text ?? content.caption;
  if (!text) return null;
  const entities = content.entities ?? content.caption_entities;
  return el("div", { class: "text", dir: "auto" }, formatted(text, entities, on));
}

function foot(edited, message) {
  return el("span", { class: "foot" },
    edited && el("span", {}, word("edited")),
    el("time", { datetime: new Date(message.at).toISOString() }, hour(message.at)),
    message.mine && icon("check"));
}

function more(message, on) {
  return el("button", {
    type: "button", class: "more", "aria-label": word("more"), title: word("more"),
    onclick: (event) => on.more(message, event.currentTarget),
  }, icon("more"));
}

function quoted(reply, on) {
  return el("button", { type: "button", class: "quoted", dir: "auto", onclick: () => on.jump(reply.id) },
    reply.text || word("picture"));
}

function media(message, on) {
  const { content } = message;
  if (content.photo) return photo(content.photo, content.caption, on);
  if (content.document) return card(content.document, on);
  if (content.video) return card(content.video, on);
  if (content.audio) return card(content.audio, on);
  if (content.voice) return voice(content.voice);
  if (content.sticker) return el("div", { class: "sticker", role: "img", "aria-label": word("sticker") }, content.sticker.emoji);
  if (content.location) return place(content.location);
  if (content.contact) return contact(content.contact);
  return null;
}

function photo(sizes, caption, on) {
  const largest = sizes[sizes.length - 1];
  const picture = el("img", {
    src: address(largest.file_id), alt: caption || word("picture"), loading: "lazy",
    width: String(largest.width), height: String(largest.height),
  });
  return el("button", {
    type: "button", class: "photo", "aria-label": word("enlarge"), onclick: () => on.enlarge(picture),
  }, picture);
}

function card(file) {
  const name = file.file_name || file.mime_type || "";
  return el("a", { class: "card", href: address(file.file_id, true), download: name, "aria-label": word("download", { name }) },
    el("span", { class: "badge" }, icon(file.mime_type?.startsWith("image/") ? "photo" : "file")),
    el("span", { class: "about" }, el("span", { class: "name" }, name), el("span", { class: "size" }, size(file.file_size))));
}

function voice(file) {
  return el("div", { class: "card voice" },
    el("span", { class: "badge" }, icon("voice")),
    el("span", { class: "about" }, el("span", { class: "wave", "aria-hidden": "true" }),
      el("span", { class: "size" }, `${word("voice")}, ${file.duration} s`)));
}

function place({ latitude, longitude }) {
  const told = { latitude: latitude.toFixed(4), longitude: longitude.toFixed(4) };
  return el("div", { class: "place", role: "img", "aria-label": word("map", told) },
    el("span", { class: "spot" }, icon("place")),
    el("span", { class: "coordinates" }, `${told.latitude}, ${told.longitude}`));
}

function contact(card) {
  return el("div", { class: "card" },
    el("span", { class: "badge" }, icon("person")),
    el("span", { class: "about" }, el("span", { class: "name" }, card.first_name),
      el("span", { class: "size", dir: "ltr" }, card.phone_number)));
}

function keyboard(message, on) {
  if (!message.rows.length) return null;
  return el("div", { class: "keyboard" }, message.rows.map((row, r) =>
    el("div", { class: "row" }, row.map((button, c) => inline(message, button, r, c, on)))));
}

function inline(message, button, row, column, on) {
  const props = { class: "key", dir: "auto", data: { at: `${row}-${column}` } };
  if (button.url) {
    return el("a", {
      ...props, href: button.url, target: "_blank", rel: "noopener noreferrer",
      onclick: (event) => { if (on.link(button.url)) event.preventDefault(); },
    }, el("span", {}, button.text), icon("out"));
  }
  const extra = button.copy_text ? "copy" : "callback_data" in button ? null : "search";
  return el("button", {
    ...props, type: "button", onclick: (event) => on.tap(message, button, row, column, event.currentTarget),
  }, el("span", {}, button.text), extra && icon(extra));
}
