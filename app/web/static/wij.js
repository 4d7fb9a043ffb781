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
