// Where a person writes: text, files, commands, inline search, the bot's own keys.
import * as api from "./api.js";
import { el, icon, iconButton, openMenu } from "./dom.js";
import { size, word } from "./words.js";

const STICKERS = ["👍", "❤️", "🙏", "🎉", "😊", "🤔"];
const SAINT_DENIS = { latitude: 48.9362, longitude: 2.3574 };
const TYPING_PAUSE = 250; // milliseconds without a key before an inline search is sent

export class Composer {
  constructor(panel) {
    this.panel = panel;
    this.root = el("footer", { class: "composer" });
    this.files = [];
    this.target = null;
    this.keysShown = true;
  }

  build() {
    this.text = el("textarea", {
      rows: "1", dir: "auto", "aria-label": word("write"), placeholder: word("write"), enterkeyhint: "send",
      oninput: () => this.grow(), onkeydown: (event) => this.onKey(event), onpaste: (event) => this.onPaste(event),
    });
    this.note = el("div", { class: "note-bar", hidden: true });
    this.tray = el("ul", { class: "tray", hidden: true, "aria-label": word("attachments") });
    this.searchBar = this.buildSearch();
    this.commands = iconButton("menu", word("commands"), (event) => this.openCommands(event.currentTarget), { "aria-haspopup": "menu" });
    this.keysToggle = iconButton("keys", word("keys"), () => { this.keysShown = !this.keysShown; this.update(); });
    this.line = el("div", { class: "line" },
      this.commands,
      el("div", { class: "field" }, this.text,
        this.keysToggle,
        iconButton("search", word("search"), () => this.toggleSearch()),
        iconButton("attach", word("attach"), (event) => this.openAttach(event.currentTarget), { "aria-haspopup": "menu" })),
      el("button", { type: "button", class: "send", "aria-label": word("send"), title: word("send"), onclick: () => this.send() },
        icon("send")));
    this.keys = el("div", { class: "keys", role: "group", "aria-label": word("keys"), hidden: true });
    this.picker = el("input", { type: "file", multiple: true, hidden: true, onchange: () => this.picked() });
    this.unblock = el("button", { type: "button", class: "main wide", onclick: () => this.panel.act("unblock") }, word("unblock"));
    this.root.replaceChildren(this.searchBar, this.note, this.tray, this.line, this.keys, this.picker, this.unblock);
    this.listenForDrops();
    this.showFiles();
    this.grow();
  }

  update() {
    const { person } = this.panel;
    this.unblock.hidden = !person.blocked;
    this.line.hidden = person.blocked;
    const rows = person.keyboard?.keyboard ?? [];
    this.keysToggle.hidden = !rows.length;
    this.keysToggle.setAttribute("aria-pressed", String(this.keysShown));
    this.keys.hidden = !rows.length || !this.keysShown || person.blocked;
    this.keys.replaceChildren(...rows.map((row) => el("div", { class: "row" }, row.map((key) =>
      el("button", { type: "button", class: "key", dir: "auto", onclick: () => this.pressKey(key) }, key.text)))));
    this.text.placeholder = person.keyboard?.input_field_placeholder || word("write");
    this.commands.hidden = !person.commands.length;
  }

  pressKey(key) {
    if (key.request_location) this.panel.act("location", SAINT_DENIS);
    else if (key.request_contact) this.panel.act("contact", { phone: "+33 6 39 98 00 00", name: this.panel.person.name });
    else this.panel.act("say", { text: key.text });
  }

  grow() {
    this.text.style.height = "auto";
    if (this.text.scrollHeight) this.text.style.height = `${Math.min(this.text.scrollHeight, 160)}px`;
    this.root.classList.toggle("ready", Boolean(this.text.value.trim() || this.files.length));
  }

  onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.target) {
      this.forget();
    } else if (event.key === "ArrowUp" && !this.text.value) {
      const mine = [...this.panel.messages.values()].filter((one) => one.mine && one.content.text).pop();
      if (mine) { event.preventDefault(); this.edit(mine, mine.content.text); }
    }
  }

  async send() {
    const text = this.text.value;
    const { target, files } = this;
    if (!text.trim() && !files.length) return;
    this.text.value = "";
    this.files = [];
    this.forget(false);
    this.showFiles();
    if (files.length) await this.upload(files, text);
    else if (target?.kind === "edit") await this.panel.act("edit", { message: target.id, text });
    else await this.panel.act("say", { text, reply_to: target?.id });
    this.text.focus();
  }

  async upload(files, caption) {
    try {
      await api.upload(this.panel.person.id, files, this.as, caption);
    } catch (error) {
      this.panel.toast(word("failed", { why: error.message }));
    }
  }

  // Replying and editing

  reply(message) {
    this.aim({ kind: "reply", id: message.id }, "reply", word("replying"), message.content.text ?? message.content.caption ?? word("picture"));
  }

  edit(message, text) {
    this.aim({ kind: "edit", id: message.id }, "edit", word("editing"), text);
    this.text.value = text;
    this.grow();
  }

  aim(target, sign, title, text) {
    this.target = target;
    this.note.hidden = false;
    this.note.replaceChildren(icon(sign), el("span", {}, el("b", {}, title), el("span", { dir: "auto" }, text)),
      iconButton("close", word("cancel"), () => this.forget()));
    this.text.focus();
  }

  forget(empty = true) {
    if (empty && this.target?.kind === "edit") this.text.value = "";
    this.target = null;
    this.note.hidden = true;
    this.grow();
  }

  // Files

  openAttach(anchor) {
    openMenu(anchor, [
      ["photo", word("photo"), () => this.pick("photo")],
      ["file", word("document"), () => this.pick("document")],
      ["place", word("place"), () => this.panel.act("location", SAINT_DENIS)],
      ["sticker", word("sticker"), () => this.pickSticker(anchor)],
    ]);
  }

  pickSticker(anchor) {
    openMenu(anchor, STICKERS.map((emoji) => ["sticker", emoji, () => this.panel.act("sticker", { emoji })]));
  }

  pick(as) {
    this.as = as;
    this.picker.accept = as === "photo" ? "image/*" : "";
    this.picker.value = "";
    this.picker.click();
  }

  picked() {
    this.attach([...this.picker.files], this.as);
  }

  attach(files, as) {
    if (!files.length) return;
    this.as = as;
    this.files = [...this.files, ...files].slice(0, 10);
    this.showFiles();
    this.text.focus();
  }

  showFiles() {
    this.tray.hidden = !this.files.length;
    this.tray.replaceChildren(...this.files.map((file) => {
      const shown = this.as === "photo" ? el("img", { src: URL.createObjectURL(file), alt: "" }) : icon("file");
      return el("li", {}, shown, el("span", {}, file.name), el("small", {}, size(file.size)),
        iconButton("close", word("remove"), () => { this.files = this.files.filter((one) => one !== file); this.showFiles(); }));
    }));
    this.grow();
  }

  onPaste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.attach(files, files.every((file) => file.type.startsWith("image/")) ? "photo" : "document");
  }

  listenForDrops() {
    const { root } = this.panel;
    const stop = (event) => { event.preventDefault(); root.classList.toggle("dropping", event.type === "dragover"); };
    root.ondragover = stop;
    root.ondragleave = stop;
    root.ondrop = (event) => {
      stop(event);
      const files = [...event.dataTransfer.files];
      this.attach(files, files.every((file) => file.type.startsWith("image/")) ? "photo" : "document");
    };
    root.dataset.drop = word("drop");
  }

  // Commands

  openCommands(anchor) {
    const { commands } = this.panel.person;
    openMenu(anchor, commands.map(({ command, description }) =>
      ["menu", el("span", {}, el("b", {}, `/${command}`), ` ${description}`), () => this.panel.act("say", { text: `/${command}` })]));
  }

  // Inline search

  buildSearch() {
    this.query = el("input", {
      type: "search", dir: "auto", "aria-label": word("search"), placeholder: word("searchHint", { name: this.panel.bot.username }),
      oninput: () => { clearTimeout(this.pause); this.pause = setTimeout(() => this.search(), TYPING_PAUSE); },
      onkeydown: (event) => { if (event.key === "Escape") this.toggleSearch(false); },
    });
    this.found = el("ul", { class: "found" });
    return el("div", { class: "search", hidden: true, role: "search" }, this.found,
      el("div", { class: "line" }, this.query, iconButton("close", word("close"), () => this.toggleSearch(false))));
  }

  toggleSearch(show = this.searchBar.hidden) {
    this.searchBar.hidden = !show;
    if (show) { this.query.focus(); this.search(); } else this.text.focus();
  }

  openSearch(text) {
    this.query.value = text ?? "";
    this.toggleSearch(true);
  }

  async search() {
    const asked = this.query.value;
    this.found.replaceChildren(el("li", { class: "hint" }, word("searchWait")));
    const answer = await this.panel.act("inline", { query: asked });
    if (!answer || asked !== this.query.value) return;
    const lines = answer.results.map((result) => el("li", {}, el("button", {
      type: "button", dir: "auto",
      onclick: () => { this.panel.act("pick", { question: answer.id, result: result.id }); this.toggleSearch(false); },
    }, el("b", {}, result.title || result.id), el("span", {}, result.description))));
    const hint = answer.ready ? word("searchNone") : word("searchSilent");
    this.found.replaceChildren(...(lines.length ? lines : [el("li", { class: "hint" }, hint)]));
  }
}
