// The page's own words, in its two languages. What the bot says is not here.
const WORDS = {
  fr: {
    local: "Démonstration locale : rien ne quitte cet ordinateur",
    localShort: "Démonstration locale",
    clock: "Horloge de la démonstration",
    addPerson: "Ajouter une personne",
    language: "Langue de la page",
    people: "Personnes",
    volunteer: "Bénévole à Ghett’up",
    town_hall: "Mairie de L’Île-Saint-Denis",
    coordinator: "Coordinatrice",
    phone: "Téléphone en {language}",
    typing: "écrit…",
    sending: "envoie un fichier…",
    you: "Vous",
    botSaid: "Le robot",
    edited: "modifié",
    forwarded: "Message transféré",
    via: "par @{name}",
    start: "Démarrer",
    welcome: "Que peut faire ce robot ?",
    welcomeDefault: "Touchez Démarrer pour lui parler comme sur Telegram.",
    write: "Écrire un message",
    send: "Envoyer",
    attach: "Joindre",
    photo: "Photo ou album",
    document: "Document",
    place: "Position",
    sticker: "Autocollant",
    commands: "Menu des commandes",
    noCommands: "Le robot n’a pas encore de commandes",
    search: "Recherche en ligne",
    searchHint: "Chercher avec @{name}…",
    searchNone: "Aucun résultat",
    searchWait: "Recherche…",
    searchSilent: "Le robot n’a pas répondu",
    keys: "Clavier du robot",
    more: "Plus d’actions",
    link: "Ouvrir par un lien…",
    linkHelp: "Ce qui suit « ?start= » dans un lien t.me (64 caractères au plus).",
    open: "Ouvrir",
    block: "Bloquer le robot",
    unblock: "Débloquer le robot",
    blocked: "Vous avez bloqué ce robot.",
    restart: "Recommencer",
    reply: "Répondre",
    edit: "Modifier",
    copy: "Copier le texte",
    copied: "Copié",
    remove: "Supprimer",
    cancel: "Annuler",
    close: "Fermer",
    save: "Enregistrer",
    editing: "Modification du message",
    replying: "Réponse",
    pinned: "Message épinglé",
    download: "Télécharger {name}",
    voice: "Message vocal",
    contact: "Contact",
    map: "Position : {latitude}, {longitude}",
    picture: "Photo",
    enlarge: "Agrandir la photo",
    reveal: "Montrer le texte caché",
    name: "Prénom",
    phoneLanguage: "Langue de son téléphone",
    add: "Ajouter",
    lost: "Connexion perdue, nouvel essai…",
    failed: "Cela n’a pas marché : {why}",
    attachments: "À envoyer",
    unread: "{count} non lus",
    messages: "Messages avec {name}",
    drop: "Déposez ici pour joindre",
  },
  en: {
    local: "Local demonstration: nothing leaves this computer",
    localShort: "Local demonstration",
    clock: "Clock of the demonstration",
    addPerson: "Add a person",
    language: "Language of the page",
    people: "People",
    volunteer: "Volunteer at Ghett’up",
    town_hall: "Town hall of L’Île-Saint-Denis",
    coordinator: "Coordinator",
    phone: "Phone in {language}",
    typing: "is typing…",
    sending: "is sending a file…",
    you: "You",
    botSaid: "The bot",
    edited: "edited",
    forwarded: "Forwarded message",
    via: "via @{name}",
    start: "Start",
    welcome: "What can this bot do?",
    welcomeDefault: "Tap Start to talk to it as on Telegram.",
    write: "Write a message",
    send: "Send",
    attach: "Attach",
    photo: "Photo or album",
    document: "Document",
    place: "Location",
    sticker: "Sticker",
    commands: "Command menu",
    noCommands: "The bot has no commands yet",
    search: "Inline search",
    searchHint: "Search with @{name}…",
    searchNone: "No results",
    searchWait: "Searching…",
    searchSilent: "The bot did not answer",
    keys: "Keyboard of the bot",
    more: "More actions",
    link: "Open by a link…",
    linkHelp: "What follows “?start=” in a t.me link (64 characters at most).",
    open: "Open",
    block: "Block the bot",
    unblock: "Unblock the bot",
    blocked: "You have blocked this bot.",
    restart: "Begin again",
    reply: "Reply",
    edit: "Edit",
    copy: "Copy the text",
    copied: "Copied",
    remove: "Delete",
    cancel: "Cancel",
    close: "Close",
    save: "Save",
    editing: "Editing the message",
    replying: "Reply",
    pinned: "Pinned message",
    download: "Download {name}",
    voice: "Voice message",
    contact: "Contact",
    map: "Location: {latitude}, {longitude}",
    picture: "Photo",
    enlarge: "Enlarge the photo",
    reveal: "Show the hidden text",
    name: "First name",
    phoneLanguage: "Language of their phone",
    add: "Add",
    lost: "Connection lost, trying again…",
    failed: "That did not work: {why}",
    attachments: "To send",
    unread: "{count} unread",
    messages: "Messages with {name}",
    drop: "Drop here to attach",
  },
};

export const PHONES = ["fr", "en", "ar", "uk", "ru", "tl", "id"];

let current = localStorage.getItem("language") === "en" ? "en" : "fr";

export const language = () => current;

export function setLanguage(code) {
  current = code;
  localStorage.setItem("language", code);
  document.documentElement.lang = code;
}

export function word(key, holes = {}) {
  return WORDS[current][key].replace(/\{(\w+)\}/g, (_, name) => holes[name]);
}

export const has = (key) => key in WORDS[current];

export function languageName(code) {
  return new Intl.DisplayNames([current], { type: "language" }).of(code);
}

const PARIS = "Europe/Paris";
const locale = () => ({ fr: "fr-FR", en: "en-GB" })[current];

export const hour = (at) =>
  new Intl.DateTimeFormat(locale(), { hour: "2-digit", minute: "2-digit", timeZone: PARIS }).format(at);

export const day = (at) =>
  new Intl.DateTimeFormat(locale(), { day: "numeric", month: "long", year: "numeric", timeZone: PARIS }).format(at);

export const instant = (at) =>
  new Intl.DateTimeFormat(locale(), {
    weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
    second: "2-digit", timeZone: PARIS,
  }).format(at);

export function size(bytes) {
  const units = current === "fr" ? ["o", "Ko", "Mo"] : ["B", "KB", "MB"];
  const power = Math.min(2, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const number = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(bytes / 1000 ** power);
  return `${number} ${units[power]}`;
}
