/* "Mijn week": adds up what somebody fills in, beside what the guideline says. Nothing is sent, and nothing is kept
   unless they ask for it. The words come from the page. */
"use strict";

const KEPT = "wij.week";
const CACHES = "wij-week-";
const DAY = 1440; // minutes
const panel = document.querySelector("[data-week]");

if (panel) {
  const words = panel.dataset;
  const days = [...panel.querySelectorAll("[data-week-day]")];
  const fields = [...panel.querySelectorAll("[data-week-day] input")];
  const keep = panel.querySelector("[data-week-keep]");
  const wiped = panel.querySelector("[data-week-wiped]");
  const kindOf = (field) => field.id.split("-")[2];
  const count = (number, one, many) => (number === 1 ? one : many.replace("{n}", number));
  const say = (place, text) => {
    if (place.textContent !== text) place.textContent = text;
  };

  // Only whole minutes that fit in a day count. What else stands in a field is said, not guessed.
  const isWrong = (field) => field.type === "number" && (field.validity.badInput || !field.checkValidity());
  const minutes = (field) => (field.type === "number" && !isWrong(field) ? Number(field.value) : 0);

  const addUp = () => {
    const sums = days.map((day) => {
      const own = [...day.querySelectorAll("input")];
      const sum = own.reduce((all, field) => all + minutes(field), 0);
      const ticked = own.filter((field) => field.checked);
      say(
        day.querySelector("[data-week-sum]"),
        [sum ? count(sum, words.minute, words.minutes) : "", ...ticked.map((field) => field.parentElement.querySelector("label").firstChild.data)]
          .filter(Boolean)
          .map((one) => " · " + one)
          .join(""),
      );
      day.querySelector("[data-week-wrong]").hidden = !own.some(isWrong);
      for (const field of own) field.setAttribute("aria-invalid", isWrong(field));
      return { minutes: sum, ...Object.fromEntries(ticked.map((field) => [kindOf(field), 1])) };
    });
    for (const part of panel.querySelectorAll("[data-week-part]")) {
      const key = part.dataset.weekPart;
      const all = sums.reduce((sum, day) => sum + (day[key] || 0), 0);
      const on = sums.filter((day) => day[key]).length;
      const said = part.dataset.said
        .replace("{minutes}", count(all, words.minute, words.minutes))
        .replace("{days}", count(on, words.day, words.days));
      say(part, on ? said : part.dataset.none);
    }
    for (const cell of panel.querySelectorAll("[data-week-cell]")) {
      const field = document.getElementById(cell.dataset.weekCell);
      cell.textContent = field.type === "checkbox" ? (field.checked ? "×" : "") : minutes(field) || "";
    }
  };

  // What this browser remembers, as far as somebody asked it to: some browsers are told to remember nothing.
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEPT));
    } catch {
      return null;
    }
  };
  const write = () => {
    try {
      if (!keep.checked) return localStorage.removeItem(KEPT);
      const filled = fields.filter((field) => (field.type === "checkbox" ? field.checked : field.value));
      localStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(filled.map((field) => [field.id, field.value]))));
    } catch {
      keep.checked = false; // it then holds for this page alone
    }
  };

  const before = read();
  keep.checked = before !== null;
  for (const field of fields) {
    const value = before?.[field.id];
    if (field.type === "checkbox") field.checked = value !== undefined;
    else field.value = value ?? "";
  }
  days[(new Date().getDay() + 6) % 7].open = true;
  panel.hidden = false;
  document.querySelector("[data-week-without]").hidden = true;
  addUp();

  panel.addEventListener("input", () => {
    wiped.textContent = "";
    addUp();
    if (keep.checked) write();
  });
  keep.addEventListener("change", write);
  panel.querySelector("[data-week-print]").addEventListener("click", () => print());

  // Everything goes: what was filled in, what was kept of it, and the page itself as it was kept for without a network.
  panel.querySelector("[data-week-wipe]").addEventListener("click", async () => {
    for (const field of fields) field.type === "checkbox" ? (field.checked = false) : (field.value = "");
    keep.checked = false;
    write();
    addUp();
    if ("serviceWorker" in navigator) {
      const worker = await navigator.serviceWorker.getRegistration(words.scope);
      if (worker) await worker.unregister();
      for (const name of await caches.keys()) if (name.startsWith(CACHES)) await caches.delete(name);
    }
    panel.querySelector("[data-week-offline]").hidden = true;
    wiped.textContent = wiped.dataset.said;
  });

  // Keep the page itself, so that it opens without a network. Some browsers cannot: then it only works with one.
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker
      .register(words.worker, { scope: words.scope, updateViaCache: "none" })
      .then(() => navigator.serviceWorker.ready)
      .then(() => (panel.querySelector("[data-week-offline]").hidden = false))
      .catch(() => {});
  }
}
