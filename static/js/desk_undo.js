// The key «u» takes back what was decided on this page, step by step: first where one is, else the last that is left.
let decided = [];
const undone = new Set();

document.addEventListener("desk-undo", ({ detail: { row } }) => {
  const here = row?.id;
  const done = decided.filter((id) => document.getElementById(id)?.hasAttribute("data-done"));
  // What was undone here stays so: a second time would decide it again, and tell its author.
  const id = done.includes(here) ? here : done.pop() ?? (undone.has(here) ? null : here);
  if (!id) return;
  decided = decided.filter((each) => each !== id);
  undone.add(id);
  document.getElementById(id).querySelector("[data-key=u]")?.click();
});

document.addEventListener("desk-answered", ({ detail: { rows, deed } }) => {
  for (const row of rows) {
    if (deed === "u") undone.add(row.id);
    if (!row.hasAttribute("data-done")) continue;
    undone.delete(row.id);
    decided.push(row.id);
  }
});
