// Keeps the last pages, so that they can be read without a connection. What is new always comes from the network.
"use strict";

const PAGES = "pages";
const LOOKS = "looks";
const MOST = 60;
const OFFLINE = "/offline";
const KEPT = /^\/(?:$|article\/\d+$|story\/\d+$|section\/|saved$|following$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(PAGES).then((cache) => cache.add(OFFLINE)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(look(request));
  else if (request.mode === "navigate") event.respondWith(page(request, url, event));
});

self.addEventListener("message", (event) => {
  if (event.data?.keep) event.waitUntil(keep(event.data.keep));
});

// Files whose addresses change with their bytes.
async function look(request) {
  const cache = await caches.open(LOOKS);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function page(request, url, event) {
  const cache = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && KEPT.test(url.pathname) && !url.search)
      event.waitUntil(cache.put(url.pathname, answer.clone()).then(() => trim(cache)));
    return answer;
  } catch {
    return (await cache.match(url.pathname)) ?? (await cache.match(OFFLINE));
  }
}

// Pages that nobody has opened yet; asked for in a way that does not make them read.
async function keep(paths) {
  const cache = await caches.open(PAGES);
  for (const path of paths.filter((one) => KEPT.test(one))) {
    if (await cache.match(path)) continue;
    try {
      const answer = await fetch(`${path}?unread=1`);
      if (answer.ok && !answer.redirected) await cache.put(path, answer);
    } catch {
      break;
    }
  }
  await trim(cache);
}

// The oldest go; the page that says that one is offline stays.
async function trim(cache) {
  const kept = (await cache.keys()).filter((one) => new URL(one.url).pathname !== OFFLINE);
  await Promise.all(kept.slice(0, Math.max(kept.length - MOST, 0)).map((one) => cache.delete(one)));
}
