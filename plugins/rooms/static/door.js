/* A tablet at a door asks for news each minute, and a question that nobody answers goes back to the door. */
"use strict";

const MINUTE = 60_000;

async function askForNews() {
  const shown = document.querySelector("[data-door]");
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const focused = [...shown.querySelectorAll("a, button")].indexOf(document.activeElement);
    shown.replaceWith(page.querySelector("[data-door]"));
    if (focused >= 0) document.querySelectorAll("[data-door] :is(a, button)")[focused]?.focus();
  } catch {
    shown.querySelector("[data-stale]").hidden = false; // the time beside it is that of the last news
  }
}

if (document.querySelector("[data-door]")) setInterval(askForNews, MINUTE);

const question = document.querySelector("[data-idle]");
if (question) {
  let leaving;
  const wait = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => location.replace(question.dataset.idle), 2 * MINUTE);
  };
  for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, wait);
  wait();
}
