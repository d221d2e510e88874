// Whoever rests on a voice, or begins to write about it, has it for a while, so that nobody else begins with it.
const RESTS = 3000;
let resting = null;

async function claim(row, isResting) {
  const button = row.querySelector("[data-key=c]");
  if (!button || row.hasAttribute("data-done")) return;
  const body = new FormData(button.form);
  if (isResting) body.append("resting", "1");
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  const answer = await fetch(button.getAttribute("formaction"), { method: "POST", body, headers });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const drawn = page.getElementById(row.id);
  const note = drawn?.querySelector(".voice-claimed");
  // Nothing else is drawn anew: somebody may be writing in it.
  if (!note || !row.isConnected) return;
  row.querySelector(".voice-claimed")?.remove();
  row.querySelector(".voice-head").after(note);
  button.replaceWith(drawn.querySelector(".voice-buttons [data-stays]") ?? "");
  const anyway = drawn.querySelector(".voice-anyway");
  if (anyway && !row.querySelector(".voice-anyway")) row.querySelector(".voice-form .voice-buttons").before(anyway);
  if (anyway) row.closest("[data-desk]").querySelector("[data-said]").textContent = note.textContent;
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

for (const row of document.querySelectorAll(".voices--one [data-voice][data-state=held]")) {
  claim(row, false).catch(() => {});
}
