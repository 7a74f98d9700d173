// One person's phone: the chat with the bot.
import * as api from "./api.js";
import { Composer } from "./composer.js";
import { ask, el, icon, iconButton, openMenu } from "./dom.js";
import { bubble, key } from "./message.js";
import { day, has, languageName, word } from "./words.js";

const NEAR = 120; // pixels from the end at which new messages still pull the view down
const PATIENCE = 20000; // milliseconds a button waits for its answer

export class Panel {
  constructor(person, bot) {
    this.bot = bot;
    this.messages = new Map();
    this.items = new Map();
    this.answered = new Set();
    this.unread = 0;
    this.root = el("section", { class: "panel", id: `panel-${person.id}` });
    this.person = person;
    this.composer = new Composer(this);
    this.build();
  }

  build() {
    const { person } = this;
    this.subtitle = el("p", { class: "subtitle" });
    this.head = el("header", { class: "head" },
      el("span", { class: `avatar tone-${person.id % 6}`, "aria-hidden": "true" }, [...person.name][0]),
      el("div", { class: "who" }, el("h2", { id: `name-${person.id}` }, el("bdi", {}, person.name)), this.subtitle),
      iconButton("restart", word("restart"), () => this.act("restart")),
      iconButton("more", word("more"), (event) => this.openActions(event.currentTarget), { "aria-haspopup": "menu" }));
    this.pinned = el("button", { type: "button", class: "pinned", hidden: true });
    this.log = el("ol", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions",
      "aria-label": word("messages", { name: person.name }), lang: person.language });
    this.scroller = el("div", { class: "scroller", tabindex: "0" }, el("div", { class: "spring" }), this.log);
    this.stuck = true;
    this.scroller.addEventListener("scroll", () => { this.stuck = this.nearEnd(); });
    this.sizes?.disconnect();
    this.sizes = new ResizeObserver(() => { if (this.stuck) this.toEnd(); });
    this.sizes.observe(this.log);
    this.sizes.observe(this.scroller);
    this.toasts = el("div", { class: "toasts", role: "status", dir: "auto" });
    this.stage = el("div", { class: "stage" }, this.scroller, this.toasts);
    this.root.setAttribute("aria-labelledby", `name-${person.id}`);
    this.root.replaceChildren(this.head, this.pinned, this.stage, this.composer.root);
    this.composer.build();
    this.items.clear();
    for (const message of this.messages.values()) this.place(message);
    this.update(person);
    this.toEnd();
  }

  update(person) {
    this.person = person;
    this.root.classList.toggle("rtl", person.rtl);
    this.settle();
    const newest = person.pinned.map((id) => this.messages.get(id)).filter(Boolean).pop();
    this.pinned.hidden = !newest;
    if (newest) {
      const text = newest.content.text ?? newest.content.caption ?? word("picture");
      this.pinned.replaceChildren(icon("pin"), el("span", {}, el("b", {}, word("pinned")), el("span", { dir: "auto" }, text)));
      this.pinned.onclick = () => this.jump(newest.id);
    }
    this.welcome();
    this.composer.update();
  }

  settle() {
    const about = has(this.person.about) ? word(this.person.about) : word("phone", { language: languageName(this.person.language) });
    this.subtitle.textContent = about;
    this.subtitle.classList.remove("busy");
  }

  // The bot before one has written to it.
  welcome() {
    this.intro?.remove();
    if (this.messages.size) return;
    this.intro = el("div", { class: "intro" },
      el("img", { src: "/static/icon.svg", alt: "", width: "56", height: "56" }),
      el("h3", {}, this.person.bot_name),
      el("p", { class: "question" }, word("welcome")),
      el("p", { dir: "auto" }, this.person.description || word("welcomeDefault")),
      el("button", { type: "button", class: "main", onclick: () => this.act("start") }, word("start")));
    this.stage.prepend(this.intro);
  }

  load(messages) {
    this.messages.clear();
    this.items.clear();
    this.log.replaceChildren();
    for (const message of messages) this.upsert(message, true);
    this.update(this.person);
    this.toEnd();
  }

  upsert(message, quietly = false) {
    const known = this.messages.has(message.id);
    if (message.mine) this.stuck = true;
    this.messages.set(message.id, message);
    this.place(message);
    if (quietly) return;
    if (!known) this.welcome();
    if (!message.mine) this.settle();
    if (this.person.pinned.includes(message.id)) this.update(this.person);
    if (!known && !message.mine && !this.visible()) this.setUnread(this.unread + 1);
  }

  place(message) {
    const name = key(message);
    const group = [...this.messages.values()].filter((one) => key(one) === name).sort((a, b) => a.id - b.id);
    const item = bubble(group, this.handlers());
    item.dataset.day = day(group[0].at);
    const old = this.items.get(name);
    this.items.set(name, item);
    if (old) {
      const held = old.contains(document.activeElement) && document.activeElement.dataset.at;
      item.classList.add("still");
      old.replaceWith(item);
      if (held) (item.querySelector(`[data-at="${held}"]`) ?? this.scroller).focus({ preventScroll: true });
      return;
    }
    const previous = this.log.lastElementChild;
    if (previous?.dataset.day !== item.dataset.day) {
      this.log.append(el("li", { class: "day", data: { day: item.dataset.day } }, el("span", {}, item.dataset.day)));
    }
    this.log.append(item);
  }

  remove(id) {
    const message = this.messages.get(id);
    if (!message) return;
    this.messages.delete(id);
    const name = key(message);
    const rest = [...this.messages.values()].find((one) => key(one) === name);
    if (rest) this.place(rest);
    else {
      const item = this.items.get(name);
      this.items.delete(name);
      item.classList.add("gone");
      setTimeout(() => { item.remove(); this.dropEmptyDays(); }, 200);
    }
    this.update(this.person);
  }

  dropEmptyDays() {
    for (const line of this.log.querySelectorAll(".day")) {
      const next = line.nextElementSibling;
      if (!next || next.classList.contains("day")) line.remove();
    }
  }

  handlers() {
    return {
      tap: (...tapped) => this.tap(...tapped),
      command: (text) => this.act("say", { text }),
      link: (url) => this.follow(url),
      more: (message, anchor) => this.openMessageActions(message, anchor),
      enlarge: (picture) => this.enlarge(picture),
      jump: (id) => this.jump(id),
    };
  }

  async act(name, fields) {
    try {
      return await api.act(this.person.id, name, fields);
    } catch (error) {
      this.toast(word("failed", { why: error.message }));
      return null;
    }
  }

  async tap(message, button, row, column, node) {
    if (button.copy_text) {
      await navigator.clipboard?.writeText(button.copy_text.text).catch(() => {});
      this.toast(word("copied"));
      return;
    }
    if (!("callback_data" in button)) {
      this.composer.openSearch(button.switch_inline_query_current_chat ?? button.switch_inline_query);
      return;
    }
    node.classList.add("busy");
    node.setAttribute("aria-busy", "true");
    const done = await this.act("tap", { message: message.id, row, column });
    const at = [message.id, node.dataset.at];
    if (!done || this.answered.has(done.press)) return this.release(at);
    this.waiting = this.waiting ?? new Map();
    this.waiting.set(done.press, at);
    setTimeout(() => this.release(at), PATIENCE);
  }

  release([id, at]) {
    const message = this.messages.get(id);
    const node = message && this.items.get(key(message))?.querySelector(`[data-at="${at}"]`);
    node?.classList.remove("busy");
    node?.removeAttribute("aria-busy");
  }

  answer({ press, text, alert }) {
    this.answered.add(press);
    const at = this.waiting?.get(press);
    if (at) this.release(at);
    if (!text) return;
    if (alert) ask(this.person.bot_name, [el("p", { dir: "auto" }, text)], "OK");
    else this.toast(text);
  }

  toast(text) {
    const node = el("p", { class: "toast", dir: "auto" }, text);
    this.toasts.append(node);
    setTimeout(() => node.remove(), 4500);
  }

  showAction(action) {
    this.subtitle.textContent = `${this.person.bot_name} ${word(action.startsWith("upload") ? "sending" : "typing")}`;
    this.subtitle.classList.add("busy");
    clearTimeout(this.actionEnds);
    this.actionEnds = setTimeout(() => this.settle(), 5000);
  }

  follow(url) {
    const link = new RegExp(`^https?://(?:t|telegram)\\.me/${this.bot.username}(?:\\?start=([\\w-]*))?$`, "i").exec(url);
    if (!link) return false;
    this.act("start", { payload: link[1] ?? "" });
    return true;
  }

  openActions(anchor) {
    openMenu(anchor, [
      ["link", word("link"), () => this.openLink()],
      this.person.blocked
        ? ["block", word("unblock"), () => this.act("unblock")]
        : ["block", word("block"), () => this.act("block"), true],
    ]);
  }

  async openLink() {
    const asked = await ask(word("link"), [
      el("label", {}, `t.me/${this.bot.username}?start=`,
        el("input", { name: "payload", maxlength: "64", pattern: "[A-Za-z0-9_\\-]*", autocomplete: "off", dir: "ltr" })),
      el("p", { class: "help" }, word("linkHelp"))], word("open"), word("cancel"));
    if (asked) this.act("start", { payload: asked.payload });
  }

  openMessageActions(message, anchor) {
    const text = message.content.text ?? message.content.caption;
    const items = [["reply", word("reply"), () => this.composer.reply(message)]];
    if (text) items.push(["copy", word("copy"), () => navigator.clipboard?.writeText(text)]);
    if (message.mine && text) items.push(["edit", word("edit"), () => this.composer.edit(message, text)]);
    items.push(["remove", word("remove"), () => this.act("delete", { message: message.id }), true]);
    openMenu(anchor, items);
  }

  enlarge(picture) {
    const dialog = el("dialog", { class: "lightbox", "aria-label": picture.alt },
      el("img", { src: picture.src, alt: picture.alt }),
      iconButton("close", word("close"), () => dialog.close()));
    dialog.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  jump(id) {
    const message = this.messages.get(id);
    const item = message && this.items.get(key(message));
    if (!item) return;
    item.scrollIntoView({ block: "center" });
    item.classList.add("lit");
    setTimeout(() => item.classList.remove("lit"), 1600);
  }

  nearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd() {
    this.stuck = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  visible() {
    return this.root.offsetParent !== null && !document.hidden;
  }

  setUnread(count) {
    this.unread = count;
    this.onUnread?.(count);
  }
}
