/* The little that a page does better with a script. Everything works without it. */
"use strict";

// A page that says what is wrong starts there, also in browsers that know autofocus only in forms.
addEventListener("load", () => {
  if (document.activeElement === document.body) document.querySelector("#errors, h1[autofocus]")?.focus();
});

// "Copy the link": copies and says so. Without a script the link itself appears, to be copied by hand.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-copy]");
  if (!link) return;
  const field = document.getElementById(link.dataset.copy);
  const said = field.parentElement.querySelector("[data-copied]");
  field.closest(".wij-copy").classList.add("shown");
  field.select();
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = said.dataset.copied;
  } catch {
    field.focus(); // no permission: it is selected, ready for Ctrl and C
  }
});

// What a page keeps on this device until a moment, under a name that begins so, goes by itself: on the first page that is
// opened after it, when the clock was set back, and at signing out. `seen` is when a page was last open here.
const UNTIL = "wij.until.";
const MINUTE = 60_000; // so much may a clock go back that is put right
const wij = {
  names() {
    try {
      return Object.keys(localStorage).filter((name) => name.startsWith(UNTIL));
    } catch {
      return []; // a browser that keeps nothing
    }
  },
  read(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  },
  forget: () => wij.names().forEach((name) => localStorage.removeItem(name)),
  sweep() {
    const now = Date.now();
    for (const name of wij.names()) {
      const one = wij.read(name);
      if (now < one?.until && now > one.seen - MINUTE) localStorage.setItem(name, JSON.stringify({ ...one, seen: Math.max(now, one.seen) }));
      else localStorage.removeItem(name);
    }
  },
};
wij.sweep();
document.addEventListener("submit", (event) => event.target.matches("[action*='/sign-out']") && wij.forget());
