// The grid of rooms or days by keyboard and by dragging. Without this script every cell is a link.
//
// Keyboard: one tab stop; arrows go between columns and times, Home and End to the first and last column, PageUp and
// PageDown to other weeks or days. Enter follows the link, as everywhere. Shift with an arrow up or down chooses more
// than one hour; M on what is yours picks it up, Enter puts it down, Escape stops.
// Mouse: drag over free time to choose it; drag what is yours to move it, its lower edge to make it longer or shorter.
// Nothing changes here: it always leads to a page where one looks, and presses a button.
(() => {
  "use strict";
  const table = document.querySelector("table.wij-week");
  if (!table) return;

  // Cells span rows, so first find out which cell covers which half hour of which column.
  const rows = [...table.tBodies[0].rows];
  const cover = rows.map(() => []);
  rows.forEach((row, top) => {
    let column = 0;
    for (const cell of row.cells) {
      while (cover[top][column]) column += 1;
      for (let down = 0; down < cell.rowSpan && top + down < rows.length; down += 1) cover[top + down][column] = cell;
    }
  });
  const heads = table.tHead.rows[0].cells;
  const columns = heads.length - 1;
  const at = (row, column) => cover[row] && column >= 1 && column <= columns ? cover[row][column] : undefined;
  const place = (cell) => {
    const row = rows.indexOf(cell.parentElement);
    return { row, column: cover[row].indexOf(cell) };
  };
  const handle = (cell) => cell.querySelector("a") || cell.firstElementChild;

  const HALF_HOUR = 30;
  const two = (number) => String(number).padStart(2, "0");
  const clock = (row) => {
    const minutes = Number(table.dataset.first) + row * HALF_HOUR;
    return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  };
  const told = document.getElementById("grid-said");
  const say = (words) => { if (told) told.textContent = words; };
  const sayRange = (range) => say(table.dataset.making.replace("{start}", clock(range.top)).replace("{end}", clock(range.bottom)));

  // What is chosen: rows from top up to (not with) bottom of one column; of a booking of one's own, with its address.
  let chosen = null;
  const isFree = (row, column) => at(row, column)?.matches(".is-free, .is-cancelled") ?? false;
  const show = (range) => {
    for (const cell of table.querySelectorAll(".is-chosen")) cell.classList.remove("is-chosen");
    for (let row = range ? range.top : 0; range && row < range.bottom; row += 1) at(row, range.column)?.classList.add("is-chosen");
  };
  const choose = (range) => { chosen = range; show(range); if (range) sayRange(range); };
  const stopChoosing = () => { chosen = null; show(null); say(table.dataset.stopped); };
  const lead = (range) => {
    const head = heads[range.column];
    const asked = new URLSearchParams({ room: head.dataset.room, day: head.dataset.day, start: clock(range.top), end: clock(range.bottom) });
    window.location.assign(range.url ? `${range.url}?${asked}#move` : `/rooms/book/when?${asked}`);
  };
  const inside = (range) => ({ ...range, top: Math.max(range.top, 0), bottom: Math.min(range.bottom, rows.length) });
  const mine = (cell) => (cell?.matches(".is-mine") ? cell.querySelector("a[href*='/rooms/booking/']") : null);
  const pickUp = (cell) => {
    const link = mine(cell);
    if (!link) return;
    const { row, column } = place(cell);
    chosen = { top: row, bottom: row + cell.rowSpan, column, url: link.getAttribute("href") };
    show(chosen);
    say(table.dataset.taking);
  };

  let stop = table.querySelector("td.is-free a")?.closest("td") || at(0, 1);
  if (!stop) return;
  for (const cell of table.querySelectorAll("td")) {
    for (const link of cell.querySelectorAll("a")) { link.tabIndex = -1; link.draggable = false; }
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

  // While something is chosen the arrows move it, or with Shift its end.
  const steer = (event) => {
    const by = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (event.key === "Escape") { stopChoosing(); return true; }
    if (event.key === "Enter") { lead(chosen); return true; }
    if (!by) return false;
    const [aside, down] = by;
    if (event.shiftKey) {
      const bottom = chosen.bottom + down;
      if (bottom > chosen.top && bottom <= rows.length && (chosen.url || isFree(bottom - 1, chosen.column))) choose({ ...chosen, bottom });
      return true;
    }
    if (!chosen.url) { chosen = null; show(null); return false; }
    const next = { ...chosen, top: chosen.top + down, bottom: chosen.bottom + down, column: chosen.column + aside };
    if (next.top >= 0 && next.bottom <= rows.length && next.column >= 1 && next.column <= columns) choose(next);
    return true;
  };
  table.addEventListener("keydown", (event) => {
    if (!event.target.closest("td") || event.altKey || event.ctrlKey || event.metaKey) return;
    if (chosen) {
      if (steer(event)) event.preventDefault();
      if (chosen || event.key === "Escape") return;
    }
    const { row, column } = place(stop);
    const below = row + stop.rowSpan;
    if (event.shiftKey && event.key === "ArrowDown" && isFree(row, column)) {
      event.preventDefault();
      choose({ top: row, bottom: isFree(below, column) ? below + 1 : below, column });
      return;
    }
    if (event.shiftKey) return;
    const moves = {
      m: () => pickUp(stop),
      M: () => pickUp(stop),
      ArrowLeft: () => go(at(line, column - 1), line),
      ArrowRight: () => go(at(line, column + 1), line),
      ArrowUp: () => go(at(row - 1, column), row - 1),
      ArrowDown: () => go(at(below, column), below),
      Home: () => go(at(line, 1), line),
      End: () => go(at(line, columns), line),
      PageUp: () => document.getElementById("week-before")?.click(),
      PageDown: () => document.getElementById("week-after")?.click(),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  });

  // Dragging, with a mouse alone: a finger scrolls. The half hour under the pointer counts, also inside a tall cell.
  const EDGE = 10;
  let drag = null;
  const under = (event) => {
    const cell = document.elementFromPoint(event.clientX, event.clientY)?.closest("td");
    if (!cell || !table.contains(cell)) return null;
    const box = cell.getBoundingClientRect();
    const { row, column } = place(cell);
    const down = Math.min(Math.floor(((event.clientY - box.top) / box.height) * cell.rowSpan), cell.rowSpan - 1);
    return { row: row + Math.max(down, 0), column };
  };
  table.addEventListener("pointerdown", (event) => {
    const cell = event.target.closest("td");
    const from = cell && event.pointerType === "mouse" && event.button === 0 ? under(event) : null;
    if (!from) return;
    const link = mine(cell);
    const { row } = place(cell);
    if (link) {
      const atEdge = cell.getBoundingClientRect().bottom - event.clientY <= EDGE;
      drag = { from, how: atEdge ? "stretch" : "move", range: { top: row, bottom: row + cell.rowSpan, column: from.column, url: link.getAttribute("href") } };
    } else if (isFree(from.row, from.column)) {
      drag = { from, how: "make", range: { top: from.row, bottom: from.row + 1, column: from.column } };
    }
  });
  table.addEventListener("pointermove", (event) => {
    const to = drag && under(event);
    if (!to || (!drag.moved && to.row === drag.from.row && to.column === drag.from.column)) return;
    drag.moved = true;
    const { range, from, how } = drag;
    if (how === "make") {
      let [top, bottom] = [Math.min(from.row, to.row), Math.max(from.row, to.row) + 1];
      while (top < from.row && !isFree(top, from.column)) top += 1;
      for (let row = from.row; row < bottom; row += 1) if (!isFree(row, from.column)) bottom = row;
      drag.now = { ...range, top, bottom };
    } else if (how === "stretch") {
      drag.now = inside({ ...range, bottom: Math.max(to.row + 1, range.top + 1) });
    } else {
      const by = Math.min(Math.max(to.row - from.row, -range.top), rows.length - range.bottom);
      drag.now = { ...range, top: range.top + by, bottom: range.bottom + by, column: to.column };
    }
    show(drag.now);
  });
  const letGo = (event) => {
    const done = drag;
    drag = null;
    if (!done?.moved) return;
    show(null);
    if (event.type === "pointerup" && done.now) lead(done.now);
  };
  document.addEventListener("pointerup", letGo);
  document.addEventListener("pointercancel", letGo);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && drag) { drag = null; stopChoosing(); } });
  table.addEventListener("dragstart", (event) => event.preventDefault());
  let suppress = false;
  table.addEventListener("pointerup", () => { suppress = Boolean(drag?.moved); }, true);
  table.addEventListener("click", (event) => { if (suppress) { event.preventDefault(); suppress = false; } }, true);
})();
