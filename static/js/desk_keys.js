// A moderator's keys: each presses a button that is there for everybody, or moves to another row.
let last = null;
const rowsOf = () => [...document.querySelectorAll("[data-desk] [data-voice]")];
const current = () => document.activeElement.closest?.("[data-voice]") ?? document.getElementById(last) ?? null;
const isTyping = (target) => target.matches("textarea, select, [contenteditable], input:not([type=checkbox])");

function go(row) {
  if (!row) return;
  last = row.id;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const rows = rowsOf();
  const at = rows.indexOf(current());
  go(at < 0 ? rows[0] : rows[Math.min(Math.max(at + by, 0), rows.length - 1)]);
}

function open(row, summary, field) {
  const details = row?.querySelector(`[${summary}]`)?.closest("details");
  if (!details) return;
  details.open = true;
  details.querySelector(field).focus({ preventScroll: true });
  details.scrollIntoView({ block: "nearest" });
}

function undo() {
  document.dispatchEvent(new CustomEvent("desk-undo", { detail: { row: current() } }));
}

const KEYS = {
  j: () => step(1), k: () => step(-1), u: undo,
  w: () => open(current(), "data-why", "select"), r: () => open(current(), "data-reply", "textarea"),
  x: () => current()?.querySelector("[data-choose]")?.click(), o: () => current()?.querySelector("[data-open]")?.click(),
};
for (const key of "ahsc") KEYS[key] = () => current()?.querySelector(`[data-key=${key}]`)?.click();

document.addEventListener("keydown", (event) => {
  if (!document.querySelector("[data-desk][data-keys]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && isTyping(event.target)) go(event.target.closest("[data-voice]"));
  if (isTyping(event.target) || document.querySelector("[aria-modal=true]:not([aria-hidden=true])")) return;
  if (!KEYS[event.key] || event.repeat && !"jk".includes(event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

// The next one that nobody has decided gets the focus; an undone one keeps it.
document.addEventListener("desk-answered", ({ detail: { rows } }) => {
  const [row] = rows;
  if (rows.length !== 1 || !row.hasAttribute("data-done")) return go(row);
  const all = rowsOf();
  const isOpen = (each) => !each.hasAttribute("data-done");
  return go(all.slice(all.indexOf(row) + 1).find(isOpen) ?? all.find(isOpen) ?? row);
});
