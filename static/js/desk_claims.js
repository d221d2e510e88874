// Whoever rests on a voice, or begins to write about it, has it for a while, so that nobody else begins with it.
const RESTS = 3000;
// A claim lasts ten minutes, writing may take longer: it is asked for again no more often than this.
const WRITES = 120000;
const asked = new WeakMap();
let resting = null;

async function claim(row, isResting) {
  if (!row.dataset.claim || row.hasAttribute("data-done")) return;
  const body = new FormData(row.querySelector(".voice-form"));
  if (isResting) body.append("resting", "1");
  else asked.set(row, Date.now());
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  const answer = await fetch(row.dataset.claim, { method: "POST", body, headers });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const drawn = page.getElementById(row.id);
  const note = drawn?.querySelector(".voice-claimed");
  // Nothing else is drawn anew: somebody may be writing in it.
  if (!note || !row.isConnected) return;
  row.querySelector(".voice-claimed")?.remove();
  row.querySelector(".voice-head").after(note);
  renew(row, row.querySelectorAll(".voice-form [data-stays]"), drawn.querySelectorAll(".voice-form [data-stays]"));
  const anyway = drawn.querySelector(".voice-anyway");
  if (anyway && !row.querySelector(".voice-anyway")) row.querySelector(".voice-form .voice-buttons").before(anyway);
  if (anyway) row.closest("[data-desk]").querySelector("[data-said]").textContent = note.textContent;
}

function renew(row, old, buttons) {
  const isOnOne = [...old].includes(document.activeElement);
  row.querySelector(".voice-form .voice-buttons").append(...buttons);
  for (const button of old) button.remove();
  if (isOnOne) (buttons[0] ?? row).focus({ preventScroll: true });
}

document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-desk] [data-voice][data-state=held]");
  if (row === resting?.row) return;
  clearTimeout(resting?.timer);
  resting = row && { row, timer: setTimeout(() => claim(row, true).catch(() => {}), RESTS) };
});

// «toggle» does not bubble.
document.addEventListener("toggle", (event) => {
  const row = event.target.closest?.("[data-desk] [data-voice]");
  if (row && event.target.open) claim(row, false).catch(() => {});
}, true);

document.addEventListener("input", (event) => {
  const row = event.target.closest("[data-desk] [data-voice] details")?.closest("[data-voice]");
  if (row && Date.now() - (asked.get(row) ?? 0) > WRITES) claim(row, false).catch(() => {});
});

for (const row of document.querySelectorAll(".voices--one [data-voice][data-state=held]")) {
  claim(row, false).catch(() => {});
}
