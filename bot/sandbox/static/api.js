// What the page asks of the sandbox.
const HEADERS = { "X-Chat": "1" };

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error || response.statusText);
  return body;
}

export const state = async () => answer(await fetch("/chat/state"));

export async function act(person, name, fields = {}) {
  return answer(await fetch(`/chat/${person}/${name}`, {
    method: "POST", headers: { ...HEADERS, "Content-Type": "application/json" }, body: JSON.stringify(fields),
  }));
}

export async function upload(person, files, as, caption) {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  form.append("as", as);
  form.append("caption", caption);
  return answer(await fetch(`/chat/${person}/upload`, { method: "POST", headers: HEADERS, body: form }));
}

export async function addPerson(name, language) {
  return answer(await fetch("/chat/people", {
    method: "POST", headers: { ...HEADERS, "Content-Type": "application/json" },
    body: JSON.stringify({ name, language }),
  }));
}

export function listen(onEvent, onState) {
  const source = new EventSource("/chat/events");
  source.onopen = () => onState(true);
  source.onerror = () => onState(false);
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
}
