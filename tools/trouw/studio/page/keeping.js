// What was typed and has not reached the server yet, kept in the browser: it outlives the server and the tab.

const prefix = "trouw-typed:";
let folder = "";

function tab() {
  let id = sessionStorage.getItem("trouw-tab");
  if (!id) {
    id = crypto.randomUUID();
    sessionStorage.setItem("trouw-tab", id);
  }
  return id;
}

const key = id => `${prefix}${folder}:${id}`;

function read(id) {
  try {
    const kept = JSON.parse(localStorage.getItem(key(id)) ?? "{}");
    return typeof kept === "object" && kept ? kept : {};
  } catch {
    return {};
  }
}

// False where the browser has no room for it.
export function keep(file, text, was) {
  try {
    const kept = read(tab());
    kept[file] = { text, was };
    localStorage.setItem(key(tab()), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function forget(file) {
  try {
    const kept = read(tab());
    delete kept[file];
    if (Object.keys(kept).length) localStorage.setItem(key(tab()), JSON.stringify(kept));
    else localStorage.removeItem(key(tab()));
  } catch { /* nothing was kept */ }
}

// What this tab had before it was loaded anew, and tabs that are no more: [{file, text, was}].
export async function begin(programme_folder) {
  folder = programme_folder;
  const locks = navigator.locks;
  // A copy of a tab has its number too: the first one has the lock.
  if (locks && !(await hold(tab()))) sessionStorage.removeItem("trouw-tab"), await hold(tab());
  const found = take(tab());
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(`${prefix}${folder}:`) || name === key(tab())) continue;
    const id = name.slice(`${prefix}${folder}:`.length);
    if (!locks) continue;
    await locks.request(name, { ifAvailable: true }, lock => {
      if (!lock) return;
      found.push(...take(id));
      localStorage.removeItem(name);
    });
  }
  return found;
}

function hold(id) {
  return new Promise(done => {
    navigator.locks.request(key(id), { ifAvailable: true }, lock => {
      done(Boolean(lock));
      return lock ? new Promise(() => {}) : undefined;  // until the tab ends
    });
  });
}

const take = id => Object.entries(read(id)).filter(([, one]) => typeof one?.text === "string")
  .map(([file, one]) => ({ file, text: one.text, was: one.was }));
