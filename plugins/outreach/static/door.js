/* "Jouw dag" without a network. On the page of taking along: asks for the day once, encrypts it with a PIN and keeps that.
   On the page of the door: asks for the PIN and shows the day, in memory alone. The PIN is sent nowhere and kept nowhere.
   Kept are: until when, when a page was last opened, wrong PINs in a row, salt, iv and the encrypted day. `wij.js` wipes it
   after its day. What this is good against, and what not: docs/adr/025. */
"use strict";

const KEPT = "wij.until.door";
const ROUNDS = 2_000_000; // of PBKDF2: about a second on a phone, for each guess
const TRIES = 5;
const LOCKS = 5 * 60_000; // ms without a touch
const LOOKS = 15_000; // ms between looks at the clock
const PADDED = 4096; // characters: the length tells little of how many talks there are

const bytes = (text) => new TextEncoder().encode(text);
const asText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
const asBytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const isPin = (pin) => /^\d{6,}$/.test(pin);
const isEasy = (pin) => [0, 1, 9].some((step) => [...pin].every((one, at) => !at || (+pin[at - 1] + step) % 10 === +one));

const keyOf = async (pin, salt) => {
  const known = await crypto.subtle.importKey("raw", bytes(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, known, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
};
// Whoever writes another day on it can open it no more.
const sealOf = (iv, until) => ({ name: "AES-GCM", iv, additionalData: bytes(`${until}`) });

const lock = async (day, pin) => {
  const [salt, iv] = [16, 12].map((length) => crypto.getRandomValues(new Uint8Array(length)));
  const text = JSON.stringify(day);
  const padded = text.padEnd(Math.ceil(text.length / PADDED) * PADDED);
  const data = await crypto.subtle.encrypt(sealOf(iv, day.until), await keyOf(pin, salt), bytes(padded));
  return { until: day.until, seen: Date.now(), tries: 0, salt: asText(salt), iv: asText(iv), data: asText(data) };
};
const unlock = async ({ until, salt, iv, data }, pin) => {
  const key = await keyOf(pin, asBytes(salt));
  const text = await crypto.subtle.decrypt(sealOf(asBytes(iv), until), key, asBytes(data));
  return JSON.parse(new TextDecoder().decode(text));
};

const write = (kept) => localStorage.setItem(KEPT, JSON.stringify(kept));
const wrong = (field, key, values = {}) => {
  const place = document.getElementById(`${field.id}-wrong`);
  place.textContent = Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), place.dataset[key] ?? "");
  field.setAttribute("aria-invalid", Boolean(key));
  if (key) field.focus();
};
const onGo = (panel, act) => {
  panel.querySelector("[data-day-go]").addEventListener("click", act);
  for (const field of panel.querySelectorAll("input")) field.addEventListener("keydown", (event) => event.key === "Enter" && act());
};

const begin = (panel) => {
  panel.hidden = false;
  document.querySelector("[data-day-unable]").hidden = true;
};
const register = (panel) => navigator.serviceWorker.register(panel.dataset.worker, { scope: panel.dataset.scope, updateViaCache: "none" });

const taking = (panel) => {
  const [pin, again] = panel.querySelectorAll("input");
  const said = panel.querySelector("[data-day-said]");
  let busy = false;
  begin(panel);
  onGo(panel, async () => {
    if (busy) return;
    wrong(pin, "");
    wrong(again, "");
    if (!isPin(pin.value)) return wrong(pin, "short");
    if (isEasy(pin.value)) return wrong(pin, "easy");
    if (pin.value !== again.value) return wrong(again, "other");
    busy = true;
    said.textContent = said.dataset.busy;
    try {
      await register(panel);
      await navigator.serviceWorker.ready; // the empty page is kept
      const answer = await fetch(location.href, { method: "POST", body: new URLSearchParams({ csrf_token: panel.dataset.csrf }), cache: "no-store", redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      write(await lock(await answer.json(), pin.value));
      pin.value = again.value = "";
      location.replace(panel.dataset.scope);
    } catch {
      said.textContent = "";
      wrong(pin, "failed");
      busy = false;
    }
  });
};

const opening = (panel) => {
  const part = (name) => panel.querySelector(`[data-day-${name}]`);
  const pin = panel.querySelector("input");
  const [said, title, told, visits] = ["said", "title", "told", "visits"].map(part);
  let touched = 0;
  let busy = false;

  const read = () => {
    wij.sweep();
    return wij.read(KEPT);
  };
  const show = (state, words = "") => {
    for (const one of panel.querySelectorAll("[data-day-state]")) one.hidden = one.dataset.dayState !== state;
    part("any").hidden = state === "none";
    said.textContent = said.dataset[words] ?? "";
    if (state === "shown") return title.focus();
    touched = 0;
    title.textContent = told.textContent = pin.value = "";
    visits.replaceChildren();
    wrong(pin, "");
  };
  const close = (words) => show(read() ? "locked" : "none", words);
  const forget = (words) => {
    localStorage.removeItem(KEPT);
    show("none", words);
  };
  const draw = (day) => {
    const copy = (name) => part(name).content.firstElementChild.cloneNode(true);
    title.textContent = day.title;
    told.textContent = day.told;
    for (const { time, name, lines } of day.visits) {
      const card = copy("visit");
      card.querySelector("h3").textContent = `${time} · ${name}`;
      for (const { label, words, phone } of lines) {
        const line = copy("line");
        const what = phone ? Object.assign(document.createElement("a"), { href: `tel:${phone}` }) : document.createElement("span");
        what.textContent = words;
        line.firstElementChild.textContent = label;
        line.lastElementChild.append(what);
        card.lastElementChild.append(line);
      }
      visits.append(card);
    }
  };

  begin(panel);
  close();
  onGo(panel, async () => {
    const kept = read();
    if (busy) return;
    if (!kept) return show("none");
    if (!isPin(pin.value)) return wrong(pin, "short");
    busy = true;
    const tries = kept.tries + 1;
    write({ ...kept, tries }); // before it is tried: whoever shuts the page gets no try for nothing
    said.textContent = said.dataset.busy;
    const day = await unlock(kept, pin.value).catch(() => null);
    busy = false;
    pin.value = said.textContent = "";
    if (!day && tries >= TRIES) return forget("often");
    if (!day) return wrong(pin, tries === TRIES - 1 ? "last" : "wrong", { n: TRIES - tries });
    if (document.hidden || !read()) return close();
    write({ ...kept, tries: 0 });
    touched = Date.now();
    draw(day);
    show("shown");
  });
  part("lock").addEventListener("click", () => close("locked"));
  part("wipe").addEventListener("click", async () => {
    forget("wiped");
    const worker = await navigator.serviceWorker.getRegistration(panel.dataset.scope);
    if (worker) await worker.unregister();
    for (const name of await caches.keys()) if (name.startsWith("wij-door-")) await caches.delete(name);
  });
  for (const kind of ["pointerdown", "keydown", "scroll"]) addEventListener(kind, () => touched && (touched = Date.now()));
  addEventListener("pagehide", () => close());
  document.addEventListener("visibilitychange", () => close());
  setInterval(() => {
    const isOver = !part("any").hidden && !read();
    if (isOver || (touched && Math.abs(Date.now() - touched) > LOCKS)) close();
  }, LOOKS);
  register(panel).catch(() => {});
};

const take = document.querySelector("[data-day-take]");
const door = document.querySelector("[data-day-open]");
if ("serviceWorker" in navigator && window.crypto?.subtle) {
  if (take) taking(take);
  if (door) opening(door);
}
