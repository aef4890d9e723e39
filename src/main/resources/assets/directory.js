// Searches while the visitor types, keeps the sound when the list changes, and plays one station at a time. Without it
// the form, the links and the files do the same, page by page.
"use strict";

const PAUSE_MS = 200;
const INTERVAL_MS = 20_000;
const form = document.getElementById("search");
const found = document.getElementById("found");
const player = document.getElementById("player");
const audio = player?.querySelector("audio");
const shown = Object.fromEntries([...player?.querySelectorAll("[data-player]") ?? []].map(part => [part.dataset.player, part]));
let request = new AbortController();
let station = null;

// Pages

async function page(address) {
  request.abort();
  request = new AbortController();
  const reply = await fetch(address, { signal: request.signal });
  if (!reply.ok) {
    throw new Error(`${address} answers ${reply.status}`);
  }
  return new DOMParser().parseFromString(await reply.text(), "text/html");
}

// Puts the parts of another page that can change in the place of ours. The focus stays with what has it.
function show(fresh) {
  const key = document.activeElement.dataset.key;
  for (const part of document.querySelectorAll("[data-part]")) {
    const other = fresh.getElementById(part.id);
    if (other) {
      part.replaceChildren(...other.childNodes);
    }
  }
  if (key !== undefined && !document.activeElement.dataset.key) {
    [...document.querySelectorAll("[data-key]")].find(element => element.dataset.key === key)?.focus();
  }
  prepare();
}

function go(address, remember) {
  document.body.classList.add("loading");
  return page(address).then(fresh => {
    remember(address);
    document.title = fresh.title;
    show(fresh);
    found.textContent = fresh.getElementById("found").textContent;
    document.body.classList.remove("loading");
  }).catch(failure => failure.name === "AbortError" || location.assign(address));
}

function wanted() {
  const words = [...new FormData(form)].filter(([name, text]) => text !== "" && !(name === "order" && text === "listeners"));
  const query = new URLSearchParams(words).toString();
  return query ? form.action + "?" + query : form.action;
}

// What the form says after a link or a step back.
function fillIn() {
  const asked = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("input, select")) {
    field.value = asked.get(field.name) ?? (field.name === "order" ? "listeners" : "");
  }
}

function search() {
  clearTimeout(search.timer);
  go(wanted(), address => history.replaceState(null, "", address));
}

function follow(link) {
  clearTimeout(search.timer);
  const turns = link.closest(".paging") !== null;
  go(link.href, address => history.pushState(null, "", address)).then(() => {
    fillIn();
    if (turns) {
      found.scrollIntoView();
      found.focus({ preventScroll: true });
    }
  });
}

// The player

function plays(link) {
  const mixed = location.protocol === "https:" && link.protocol === "http:";
  return !mixed && audio.canPlayType(link.dataset.type) !== "";
}

// Links become buttons, if what they lead to can be heard right here. Files of lists are for other players.
function prepare() {
  for (const link of player ? document.querySelectorAll(".play:not([role])") : []) {
    if (plays(link)) {
      link.setAttribute("role", "button");
    } else if (!link.classList.contains("leaves")) {
      link.classList.add("leaves");
      link.href = location.protocol === "https:" && link.protocol === "http:" ? link.href : link.dataset.playlist;
      link.parentElement.querySelector(".elsewhere").hidden = false;
    }
  }
  mark();
}

function mark() {
  for (const link of document.querySelectorAll(".play[role]")) {
    link.setAttribute("aria-pressed", String(link.dataset.station === station?.id && !audio.paused && !audio.error));
  }
}

function play(link) {
  station = { id: link.dataset.station, page: link.dataset.page };
  player.hidden = false;
  shown.name.textContent = link.dataset.name;
  shown.name.href = link.dataset.page;
  shown.playlist.href = link.dataset.playlist;
  shown.trouble.hidden = true;
  tell(link.closest(".station").querySelector("[data-live=song]")?.textContent ?? "");
  audio.src = link.href;
  audio.play().catch(() => {});
  fetch(link.dataset.page + "/clicks", { method: "POST", keepalive: true }).catch(() => {});
}

function tell(song) {
  shown.song.textContent = song;
  if ("mediaSession" in navigator) {
    navigator.mediaSession.metadata = new MediaMetadata({ title: song || shown.name.textContent, artist: shown.name.textContent });
  }
}

// What plays now, and on the page of a station all that changes.
async function refresh() {
  const own = document.body.hasAttribute("data-refreshes");
  const address = own ? location.href : station && !audio.paused ? station.page : null;
  if (address !== null && !document.hidden && !document.body.classList.contains("loading")) {
    const fresh = await page(address);
    if (station !== null) {
      tell(fresh.querySelector("[data-live=song]")?.textContent ?? "");
    }
    if (own) {
      show(fresh);
    }
  }
}

document.addEventListener("click", event => {
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  const link = event.target.closest?.("a");
  if (!link || !plain) {
    return;
  }
  if (link.getAttribute("role") === "button") {
    event.preventDefault();
    if (link.getAttribute("aria-pressed") === "true") {
      audio.pause();
    } else {
      play(link);
    }
  } else if (form && link.hasAttribute("data-goes")) {
    event.preventDefault();
    follow(link);
  }
});

document.addEventListener("keydown", event => {
  if (event.key === " " && event.target.matches?.("a[role=button]")) {
    event.preventDefault();
    event.target.click();
  }
});

if (form) {
  form.addEventListener("input", event => {
    clearTimeout(search.timer);
    search.timer = setTimeout(search, event.target.id === "q" ? PAUSE_MS : 0);
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    search();
  });
  // A link within the page is no step to another one.
  addEventListener("popstate", () => location.hash || go(location.href, () => {}).then(fillIn));
}

if (player) {
  // A paused stream would go on minutes late, and hold its connection till then: it begins again instead.
  audio.addEventListener("pause", () => audio.load());
  audio.addEventListener("error", () => {
    shown.trouble.hidden = false;
  });
  for (const change of ["play", "playing", "pause", "emptied", "error"]) {
    audio.addEventListener(change, mark);
  }
  setInterval(() => refresh().catch(() => {}), INTERVAL_MS);
  document.addEventListener("visibilitychange", () => refresh().catch(() => {}));
}

prepare();
