// The page: people side by side (tabs when there is no room), the clock, the stream of what happens.
import * as api from "./api.js";
import { ask, el, icon } from "./dom.js";
import { Panel } from "./panel.js";
import { PHONES, instant, language, languageName, setLanguage, word } from "./words.js";

const panels = new Map();
const place = (id) => document.getElementById(id);
let bot = {};
let chosen = null;
let waiting = null;
let clock = { now: 0, at: 0 };

async function start() {
  setLanguage(language());
  dress();
  api.listen(happened, (up) => {
    place("link-state").textContent = up ? "" : word("lost");
    if (up) load();
  });
  setInterval(tick, 1000);
}

// What happens while the state is on its way is told once it has come.
async function load() {
  waiting ??= [];
  const state = await api.state();
  bot = state.bot;
  clock = { now: state.now, at: performance.now() };
  tick();
  for (const person of state.people) {
    show(person);
    panels.get(person.id).load(state.messages[person.id]);
  }
  const missed = waiting ?? [];
  waiting = null;
  missed.forEach(happened);
}

function show(person) {
  const known = panels.get(person.id);
  if (known) return known.update(person);
  const panel = new Panel(person, bot);
  panels.set(person.id, panel);
  panel.onUnread = () => drawTabs();
  place("people").append(panel.root);
  if (chosen === null) chosen = person.id;
  place("people").style.setProperty("--people", panels.size);
  choose(chosen);
}

function happened(told) {
  if (waiting) { waiting.push(told); return; }
  const panel = panels.get(told.chat ?? told.person?.id);
  if (told.type === "now") clock = { now: told.now, at: performance.now(), still: told.now === clock.now };
  else if (told.type === "people") told.people.forEach(show);
  else if (told.type === "person") show(told.person);
  else if (!panel) return;
  else if (told.type === "message") panel.upsert(told.message);
  else if (told.type === "delete") panel.remove(told.id);
  else if (told.type === "restart") { panel.person = told.person; panel.load([]); }
  else if (told.type === "toast") panel.answer(told);
  else if (told.type === "action") panel.showAction(told.action);
}

function tick() {
  const now = clock.now + (clock.still ? 0 : performance.now() - clock.at);
  const node = place("clock");
  node.textContent = instant(now);
  node.dateTime = new Date(now).toISOString();
}

// The top bar

function dress() {
  document.title = "Relais 8.7";
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  place("clock").setAttribute("aria-label", word("clock"));
  place("clock").title = word("clock");
  place("tabs").setAttribute("aria-label", word("people"));
  const add = place("add-person");
  add.replaceChildren(icon("plus"), el("span", {}, word("addPerson")));
  add.onclick = addPerson;
  add.title = word("addPerson");
  const group = place("languages");
  group.setAttribute("aria-label", word("language"));
  group.replaceChildren(...["fr", "en"].map((code) => el("button", {
    type: "button", lang: code, title: languageName(code), "aria-pressed": String(code === language()),
    onclick: () => { setLanguage(code); dress(); tick(); panels.forEach((panel) => panel.build()); drawTabs(); },
  }, code.toUpperCase())));
}

async function addPerson() {
  const asked = await ask(word("addPerson"), [
    el("label", {}, word("name"), el("input", { name: "name", required: true, maxlength: "64", autocomplete: "off" })),
    el("label", {}, word("phoneLanguage"), el("select", { name: "language" },
      PHONES.map((code) => el("option", { value: code }, languageName(code))))),
  ], word("add"), word("cancel"));
  if (!asked) return;
  const person = await api.addPerson(asked.name, asked.language);
  show(person);
  choose(person.id);
  panels.get(person.id).root.scrollIntoView({ inline: "end" });
}

// Tabs on narrow screens

function choose(id) {
  chosen = id;
  for (const panel of panels.values()) panel.root.classList.toggle("chosen", panel.person.id === id);
  panels.get(id)?.setUnread(0);
  panels.get(id)?.toEnd();
  drawTabs();
}

function drawTabs() {
  const tabs = [...panels.values()].map((panel) => el("button", {
    type: "button", role: "tab", id: `tab-${panel.person.id}`, "aria-selected": String(panel.person.id === chosen),
    "aria-controls": panel.root.id, tabindex: panel.person.id === chosen ? "0" : "-1",
    onclick: () => choose(panel.person.id),
  }, panel.person.name, panel.unread > 0 && el("span", { class: "count", "aria-label": word("unread", { count: panel.unread }) }, String(panel.unread))));
  const held = place("tabs").contains(document.activeElement);
  place("tabs").replaceChildren(...tabs);
  if (held) place(`tab-${chosen}`)?.focus();
}

place("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const ids = [...panels.keys()];
  choose(ids[(ids.indexOf(chosen) + step + ids.length) % ids.length]);
});

start();
