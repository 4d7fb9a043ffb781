/* "Past bij mij": which lines of the agenda fit the reader. Their choices stay in this browser; nothing is ever sent. */
"use strict";

const KEPT = "wij.fits";
const panel = document.querySelector("[data-fits]");

if (panel) {
  const boxes = [...panel.querySelectorAll("[data-wish] input")];
  const only = panel.querySelector("[data-fits-only]");
  const wipe = panel.querySelector("[data-fits-wipe]");
  const said = document.querySelector("[data-fits-said]");
  const lines = [...document.querySelectorAll("[data-is]")];

  // What was chosen, as far as this browser remembers it: some are told not to.
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEPT)) || {};
    } catch {
      return {};
    }
  };
  const keep = (chosen) => {
    try {
      if (chosen.wishes.length) localStorage.setItem(KEPT, JSON.stringify(chosen));
      else localStorage.removeItem(KEPT);
    } catch {
      // it then holds for this page alone
    }
  };

  // Of each question one answer is enough. Where a line says nothing, a question that allows for that is content.
  const fits = (line) => {
    const own = line.dataset.is.split(" ");
    return [...panel.querySelectorAll("[data-wish]")].every((wish) => {
      const offered = [...wish.querySelectorAll("input")];
      const asked = offered.filter((box) => box.checked);
      const unsaid = "unsaid" in wish.dataset && !offered.some((box) => own.includes(box.value));
      return !asked.length || unsaid || asked.some((box) => own.includes(box.value));
    });
  };

  const mark = (line, marked) => {
    const chip = line.querySelector("[data-fit]");
    if (chip) chip.hidden = !marked;
    else if (marked) {
      const made = document.createElement("span");
      made.dataset.fit = "";
      made.append(panel.querySelector("[data-fits-mark]").content.cloneNode(true));
      line.querySelector(".wij-line__what").append(made);
    }
  };

  const show = () => {
    const active = boxes.some((box) => box.checked);
    let count = 0;
    for (const line of lines) {
      const fit = active && fits(line);
      count += fit ? 1 : 0;
      line.hidden = active && only.checked && !fit;
      mark(line, fit && !only.checked);
    }
    for (const list of document.querySelectorAll(".wij-lines")) {
      if (!list.querySelector("[data-is]")) continue;
      list.hidden = !list.querySelector("[data-is]:not([hidden])");
      const head = list.previousElementSibling;
      if (head?.matches(".wij-dayhead")) head.hidden = list.hidden;
    }
    wipe.hidden = !active;
    const words = count || !lines.length ? said.dataset.said : said.dataset.none;
    said.textContent = active ? words.replace("{fit}", count).replace("{all}", lines.length) : "";
  };

  const before = read();
  for (const box of boxes) box.checked = (before.wishes || []).includes(box.value);
  only.checked = before.only !== false;
  panel.hidden = false;
  show();

  panel.addEventListener("change", () => {
    keep({ wishes: boxes.filter((box) => box.checked).map((box) => box.value), only: only.checked });
    show();
  });
  wipe.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    keep({ wishes: [] });
    show();
    panel.querySelector("summary").focus();
  });
}
