/* "Huis nakijken": gathers what somebody ticks into a list to print. Nothing is sent and nothing is kept: close the page,
   and it is gone. The words come from the page. */
"use strict";

const panel = document.querySelector("[data-home]");

if (panel) {
  const rooms = [...panel.querySelectorAll("details")];
  const boxes = [...panel.querySelectorAll("input")];
  const said = panel.querySelector("[data-home-said]");
  const list = panel.querySelector("[data-home-list]");
  const { content } = panel.querySelector("[data-home-room]");

  const gather = () => {
    list.replaceChildren();
    for (const room of rooms) {
      const wanted = [...room.querySelectorAll("input:checked")];
      room.querySelector("[data-home-count]").textContent = wanted.length ? ` · ${wanted.length}` : "";
      if (!wanted.length) continue;
      const part = content.cloneNode(true);
      part.querySelector("h3").textContent = room.querySelector("summary").firstChild.data;
      for (const box of wanted) {
        const line = document.createElement("li");
        line.textContent = box.parentElement.textContent;
        part.querySelector("ul").append(line);
      }
      list.append(part);
    }
    const count = boxes.filter((box) => box.checked).length;
    said.textContent = count > 1 ? said.dataset.many.replace("{n}", count) : count ? said.dataset.one : said.dataset.none;
  };

  const wipe = () => {
    for (const box of boxes) box.checked = false;
    gather();
  };

  panel.addEventListener("change", gather);
  panel.querySelector("[data-home-print]").addEventListener("click", () => print());
  panel.querySelector("[data-home-wipe]").addEventListener("click", wipe);
  addEventListener("pageshow", gather); // who comes back to the page finds their ticks, as long as it is open
  panel.querySelector("[data-home-wanted]").hidden = false;
  gather();
}
