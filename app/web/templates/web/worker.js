/* Keeps one page for when there is no network: that page with its files, the same for everybody, and nothing else. With
   a network every answer comes from the house, also here. What somebody fills in never passes by. */
"use strict";

const { ours: OURS, page: PAGE, stand_in: STAND_IN, files: FILES, name: VERSION } = {{ {"ours": kept.ours, "page": kept.page, "stand_in": kept.stand_in, "files": kept.files, "name": kept.name}|tojson }};
const NAME = OURS + VERSION;
const GONE = [404, 410];
const PATIENCE = 4000; // ms: a network that answers no sooner is none, to who stands at a door

const soon = (answer) => Promise.race([answer, new Promise((_, fail) => setTimeout(fail, PATIENCE))]);

// Asked for as nobody in particular: what is kept has no name on it.
const fetched = (url) => new Request(url, { credentials: "omit" });

const drop = async (keep) => {
  for (const name of await caches.keys()) if (name.startsWith(OURS) && name !== keep) await caches.delete(name);
};

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([STAND_IN, ...FILES].map(fetched))));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(drop(NAME).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") {
    if (pathname === PAGE) event.respondWith(opened(event));
  } else if (FILES.includes(pathname)) event.respondWith(soon(fetch(request)).catch(() => kept(pathname)));
});

// The page itself: the newest while there is a network, and then what is kept is renewed too.
const opened = async (event) => {
  try {
    const answer = await soon(fetch(event.request));
    event.waitUntil(GONE.includes(answer.status) ? leave() : renew());
    return answer;
  } catch {
    return kept(STAND_IN);
  }
};

const kept = async (url) => (await caches.match(url, { cacheName: NAME })) || Response.error();

const renew = async () => {
  if (await caches.has(NAME)) await caches.open(NAME).then((cache) => cache.add(fetched(STAND_IN))).catch(() => {});
};

// The house has this page no more: then neither have we.
const leave = () => drop("").then(() => self.registration.unregister());
