// The week grid by keyboard: one tab stop; arrows go between days and times, Home and End to the first and last day,
// PageUp and PageDown to other weeks. Enter follows the link, as everywhere. Without this script every cell is a link.
(() => {
  "use strict";
  const table = document.querySelector("table.wij-week");
  if (!table) return;

  // Cells span rows, so first find out which cell covers which half hour of which day.
  const rows = [...table.tBodies[0].rows];
  const cover = rows.map(() => []);
  rows.forEach((row, top) => {
    let column = 0;
    for (const cell of row.cells) {
      while (cover[top][column]) column += 1;
      for (let down = 0; down < cell.rowSpan && top + down < rows.length; down += 1) cover[top + down][column] = cell;
    }
  });
  const days = table.tHead.rows[0].cells.length - 1;
  const at = (row, day) => cover[row] && day >= 1 && day <= days ? cover[row][day] : undefined;
  const place = (cell) => {
    const row = rows.indexOf(cell.parentElement);
    return { row, day: cover[row].indexOf(cell) };
  };
  const handle = (cell) => cell.querySelector("a") || cell.firstElementChild;

  let stop = table.querySelector("td.is-free a")?.closest("td") || at(0, 1);
  if (!stop) return;
  for (const cell of table.querySelectorAll("td")) {
    for (const link of cell.querySelectorAll("a")) link.tabIndex = -1;
    handle(cell).tabIndex = -1;
  }
  handle(stop).tabIndex = 0;
  table.querySelector("caption [hidden]")?.removeAttribute("hidden");

  let line = place(stop).row; // which half hour one is at, also inside a tall cell
  const go = (cell, row) => {
    if (!cell) return;
    handle(stop).tabIndex = -1;
    stop = cell;
    line = row;
    handle(stop).tabIndex = 0;
    handle(stop).focus();
  };
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest("td");
    if (!cell || cell === stop) return;
    handle(stop).tabIndex = -1;
    stop = cell;
    line = place(cell).row;
    handle(stop).tabIndex = 0;
  });
  table.addEventListener("keydown", (event) => {
    if (!event.target.closest("td") || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const { row, day } = place(stop);
    const below = row + stop.rowSpan;
    const moves = {
      ArrowLeft: () => go(at(line, day - 1), line),
      ArrowRight: () => go(at(line, day + 1), line),
      ArrowUp: () => go(at(row - 1, day), row - 1),
      ArrowDown: () => go(at(below, day), below),
      Home: () => go(at(line, 1), line),
      End: () => go(at(line, days), line),
      PageUp: () => document.getElementById("week-before")?.click(),
      PageDown: () => document.getElementById("week-after")?.click(),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });
})();
