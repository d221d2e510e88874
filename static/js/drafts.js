// What is being typed stays in this browser until it has arrived, whatever happens to the network or the session.
const KEPT = 14 * 86_400_000;

function keyOf(form) {
  return `draft ${form.dataset.draft}`;
}

function bind(form) {
  const area = form.querySelector("textarea");
  if (!area) return;
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(form)) ?? "null");
    const fresh = kept && Date.now() - kept.at < KEPT;
    if (fresh && !area.value) area.value = kept.text;
    // Below a quote that the page begins with.
    else if (fresh && "begun" in form.dataset && !area.value.includes(kept.text)) area.value += kept.text;
    area.addEventListener("input", () => {
      if (area.value.trim()) localStorage.setItem(keyOf(form), JSON.stringify({ text: area.value, at: Date.now() }));
      else localStorage.removeItem(keyOf(form));
    });
  } catch {
    // Some browsers forbid storage; the form works without.
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) bind(form);
document.addEventListener("form-added", (event) => bind(event.detail));
document.addEventListener("draft-sent", (event) => {
  try { localStorage.removeItem(keyOf(event.detail)); } catch { /* as above */ }
});
