// Copying a comparison, and keeping one's place in it. Everything here has its link for readers without script.
const box = document.querySelector(".copies");
const status = box.querySelector("[role=status]");
const table = document.getElementById("answers");

function words(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("details > :not(summary), svg, b, small, .noprint, .visually-hidden").forEach((node) => node.remove());
  return copy;
}

function rows() {
  return [...table.rows].filter((row) => !row.matches(".group")).map((row) => [...row.cells].map((cell) => {
    const lines = [...words(cell).children, ...(cell.children.length ? [] : [cell])].map((node) => node.textContent.replace(/\s+/g, " ").trim());
    return lines.filter(Boolean).join("; ");
  }));
}

function html(cells) {
  const made = document.createElement("table");
  cells.forEach((row) => { const line = made.insertRow(); row.forEach((text) => { line.insertCell().textContent = text; }); });
  return made.outerHTML;
}

const plain = (text) => new Blob([text], { type: "text/plain" });

const copies = {
  link: () => ({ "text/plain": plain(document.querySelector(".permalink").href) }),
  text: (button) => ({ "text/plain": fetch(button.dataset.from).then((answer) => answer.text()).then(plain) }),
  table: () => {
    const cells = rows();
    return {
      "text/plain": plain(cells.map((row) => row.join("\t")).join("\n")),
      "text/html": new Blob([html(cells)], { type: "text/html" }),
    };
  },
};

box.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.copy === "print") { window.print(); return; }
  navigator.clipboard.write([new ClipboardItem(copies[button.dataset.copy](button))]).then(
    () => { status.textContent = status.dataset.done; },
    () => { status.textContent = status.dataset.failed; },
  );
});
box.hidden = !(navigator.clipboard && window.ClipboardItem);

// A switch in the sticky corner leads back to the question that is being read.
document.querySelectorAll("a[data-keep]").forEach((link) => link.addEventListener("click", () => {
  const edge = table.tHead.rows[0].cells[0].getBoundingClientRect().bottom;
  const seen = [...table.querySelectorAll("tr[id]")].filter((row) => row.getBoundingClientRect().bottom > edge);
  const kept = link.search.includes("only=differences") ? seen.find((row) => row.matches(".differs")) : seen[0];
  if (kept && table.getBoundingClientRect().top < 0) link.hash = kept.id;
}));
