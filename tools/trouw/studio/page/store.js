// What the page knows, and who wants to hear when it changes.

export const store = {
  programme: null, papers: [], told: { list: [], errors: 0, warnings: 0, notes: 0 }, live: {}, sheets: {},
  file: "", view: "text", side: "write", connected: true, said: [], fields: [],
};

const listeners = {};

export function on(events, listener) {
  for (const event of events.split(" ")) (listeners[event] ??= []).push(listener);
}

const waiting = new Set();

// Tells once for all that happened in the meantime.
export function changed(...events) {
  if (waiting.size === 0) queueMicrotask(tell);
  for (const event of events) waiting.add(event);
}

function tell() {
  const now = [...waiting];
  waiting.clear();
  const called = new Set();
  for (const event of now)
    for (const listener of listeners[event] ?? [])
      if (!called.has(listener)) {
        called.add(listener);
        listener();
      }
}

// A remark that stays until it is put away. Of one key there is one.
export function say(key, text, actions = [], mood = "note") {
  store.said = store.said.filter(one => one.key !== key);
  store.said.push({ key, text, actions, mood });
  changed("said");
}

export function unsay(key) {
  if (!store.said.some(one => one.key === key)) return;
  store.said = store.said.filter(one => one.key !== key);
  changed("said");
}
