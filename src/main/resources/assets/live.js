// Keeps titles and listener counts up to date, and players live. The page is complete without it.
"use strict";

const INTERVAL_MS = 10_000;
const cards = new Map([...document.querySelectorAll("[data-mount]")].map(card => [card.dataset.mount, card]));
const players = [...document.querySelectorAll("audio")];

function show(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function update(card, source) {
  const playing = [source.artist, source.title].filter(Boolean).join(" - ");
  show(card.querySelector("[data-live=playing]"), playing);
  card.querySelector(".playing").classList.toggle("silent", playing === "");
  show(card.querySelector("[data-live=listeners]"), String(source.listeners));
}

// What is on has changed: the server writes the page anew, unless somebody listens to this one.
function reload() {
  if (players.every(player => player.paused)) {
    location.reload();
  }
}

async function refresh() {
  const reply = await fetch("status-json.xsl");
  const { icestats } = await reply.json();
  const sources = [icestats.source ?? []].flat();
  const mounts = sources.map(source => mountOf(source.listenurl));
  if (mounts.length !== cards.size || mounts.some(mount => !cards.has(mount))) {
    reload();
  }
  sources.forEach((source, i) => cards.has(mounts[i]) && update(cards.get(mounts[i]), source));
  const total = document.getElementById("listeners");
  if (total) {
    show(total, String(sources.reduce((sum, source) => sum + source.listeners, 0)));
  }
}

// The address may have the application's own path before the mount.
function mountOf(address) {
  const path = decodeURIComponent(new URL(address).pathname);
  const own = new URL(".", location.href).pathname.slice(0, -1);
  return cards.has(path) || !path.startsWith(own + "/") ? path : path.slice(own.length);
}

// A paused stream would go on minutes late, and hold its connection till then: it begins again instead.
for (const player of players) {
  player.addEventListener("play", () => players.filter(other => other !== player).forEach(other => other.pause()));
  player.addEventListener("pause", () => player.load());
}

setInterval(() => document.hidden || refresh().catch(() => {}), INTERVAL_MS);
document.addEventListener("visibilitychange", () => document.hidden || refresh().catch(() => {}));
