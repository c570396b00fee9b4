// What makes the paper pleasant where scripts run; without them, every page does the same by links and forms.
// Order: keyboard, buttons in place, where one was in an article, news announced, kept for offline.
"use strict";

const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const signedIn = document.body.dataset.reader !== undefined;

// ---------- keyboard ----------
const PLACES = { f: "/", s: "/saved", h: "/history", w: "/following", o: "/outlets", c: "/comments" };
let going = 0; // until when the letter after "g" is waited for

function step(by) {
  const links = all("main .card .headline a");
  if (!links.length) return;
  const from = document.activeElement?.closest?.(".card");
  const at = from ? links.findIndex((link) => from.contains(link)) : by > 0 ? -1 : 0;
  const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
  next.focus({ preventScroll: true });
  next.closest(".card").scrollIntoView({ block: "nearest" });
}

// The article that a key is about: the one in focus, or the one that the page is.
function articleHere() {
  const link = document.activeElement?.closest?.(".card")?.querySelector(".headline a");
  const path = link ? new URL(link.href).pathname : location.pathname;
  return { id: path.match(/^\/article\/(\d+)/)?.[1], card: link?.closest(".card") };
}

async function act(name, undo) {
  const button = one(`main .acts button[value="${name}"], main .acts button[value="${undo}"]`);
  const { id, card } = articleHere();
  if (!signedIn || !id) return;
  if (!card && button) return button.click();
  const done = card.dataset[name] !== undefined;
  const sent = await fetch(`/article/${id}/state`, {
    method: "POST", redirect: "manual", body: new URLSearchParams({ act: done ? undo : name, back: "/" }),
  });
  if (sent.type !== "opaqueredirect") return say(document.body.dataset.failed);
  if (done) delete card.dataset[name]; else card.dataset[name] = "";
  if (name === "read") card.classList.toggle("read", !done);
  say(card.closest("main").dataset[done ? undo : name] ?? "");
}

function help() {
  const dialog = one("#keys");
  if (dialog) dialog.open ? dialog.close() : dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
  const key = event.key;
  if (going > Date.now()) {
    going = 0;
    if (PLACES[key]) location.assign(PLACES[key]);
    return;
  }
  const link = document.activeElement?.closest?.(".card")?.querySelector(".headline a");
  const keys = {
    j: () => step(1),
    k: () => step(-1),
    o: () => link?.click(),
    s: () => act("save", "unsave"),
    m: () => act("read", "unread"),
    v: () => one("main .closer .button")?.click(),
    g: () => (going = Date.now() + 1500),
    "/": () => (one("#q") ?? one("#quick"))?.focus(),
    "?": help,
  };
  if (!keys[key]) return;
  event.preventDefault();
  keys[key]();
});

// ---------- buttons in place ----------
function say(words) {
  const status = one("#said");
  if (status) status.textContent = words;
}

// The form answers with the page that it stands on: its new self takes its place, and the focus stays.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("main form.acts") || form.closest(".kept")) return;
  const back = form.elements.namedItem("back")?.value.split("?")[0];
  if (back !== decodeURI(location.pathname)) return;
  event.preventDefault();
  const place = all("form.acts").indexOf(form);
  const sent = new URLSearchParams(new FormData(form, event.submitter));
  try {
    const answer = await fetch(form.action, { method: "POST", body: sent });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const renewed = all("form.acts", page)[place];
    if (!answer.ok || !renewed) return location.reload();
    form.replaceWith(document.adoptNode(renewed));
    const buttons = all("button", renewed);
    (buttons[all("button", form).indexOf(event.submitter)] ?? buttons[0])?.focus();
  } catch {
    say(document.body.dataset.failed);
  }
});

// ---------- where one was in an article ----------
const text = one(".reading .body");
if (signedIn && text) {
  const id = articleHere().id;
  const way = () => {
    const { top, height } = text.getBoundingClientRect();
    return Math.round(1000 * Math.min(Math.max((innerHeight - top) / Math.max(height, 1), 0), 1));
  };
  const before = Number(text.dataset.way || 0);
  if (before > 150 && before < 950 && !location.hash && !location.search) {
    const link = one("#go-on");
    link.hidden = false;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const { top, height } = text.getBoundingClientRect();
      scrollTo({ top: scrollY + top + (height * before) / 1000 - innerHeight });
      link.hidden = true;
      text.closest("article").focus?.();
    });
  }
  let told = before;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || way() === told || scrollY === 0) return;
    told = way();
    navigator.sendBeacon(`/article/${id}/way`, new URLSearchParams({ way: told }));
  });
}

// ---------- news announced ----------
// Said above the page and never put into it: nothing moves under the eyes. A hidden page holds no connection.
const news = one("#news");
if (news) {
  let stream = null;
  const listen = () => {
    stream ??= new EventSource(`/live?since=${news.dataset.since}`);
    stream.addEventListener("news", (event) => {
      one("a", news).textContent = event.data;
      news.hidden = false;
    });
  };
  const pause = () => (stream?.close(), (stream = null));
  document.addEventListener("visibilitychange", () => (document.hidden ? pause() : listen()));
  addEventListener("pagehide", pause);
  if (!document.hidden) listen();
}

// ---------- kept for offline ----------
if (signedIn && "serviceWorker" in navigator) {
  addEventListener("load", async () => {
    await navigator.serviceWorker.register("/worker.js");
    const ready = await navigator.serviceWorker.ready;
    if (location.pathname !== "/" || navigator.connection?.saveData) return;
    const pages = all("main .card .headline a").map((link) => new URL(link.href).pathname);
    ready.active.postMessage({ keep: ["/", ...pages.slice(0, 30)] }); // the first page came before the worker
  });
}
