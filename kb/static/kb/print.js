// On paper everything is open. Where the stylesheet cannot open what is folded, it is opened here and folded again.
"use strict";

if (!CSS.supports("selector(::details-content)")) {
  const folded = [];
  addEventListener("beforeprint", () => {
    folded.push(...document.querySelectorAll("details:not([open])"));
    for (const details of folded) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of folded.splice(0)) details.open = false;
  });
}
