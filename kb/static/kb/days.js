// Choosing a day comes back to the section that was opened. Without this script the page opens at its top,
// and each long section has a choice of its own.
"use strict";

document.addEventListener("submit", ({ target }) => {
  if (target.matches("form.dated:not([action])") && location.hash) target.action = location.hash;
});

document.addEventListener("click", ({ target }) => {
  const link = target.closest(".asof a, .quick a");
  if (link && !link.hash) link.hash = location.hash;
});
