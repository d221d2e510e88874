// What a moderator decides is sent without leaving the list; the rows come back drawn anew.
async function post(form, button) {
  const address = button?.getAttribute("formaction") ?? form.action;
  const body = new FormData(form, button);
  const headers = { "X-Requested-With": "XMLHttpRequest" };
  const answer = await fetch(address, { method: "POST", body, headers, credentials: "same-origin" });
  // Who is logged out meanwhile is sent elsewhere.
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function say(desk, words) {
  for (const place of desk.querySelectorAll("[data-said]")) place.textContent = words;
}

// A choice that was made for several must not be lost where only some are drawn anew.
function replace(rows) {
  return [...rows].map((row) => {
    const old = document.getElementById(row.id);
    if (!old) return null;
    // On the page of one voice what was typed stands below it, and may be what it was before.
    if (row.dataset.version !== old.dataset.version) document.querySelector("[data-typed]")?.remove();
    const isChosen = !row.hasAttribute("data-done") && old.querySelector("[data-choose]")?.checked;
    old.replaceWith(row);
    if (isChosen) row.querySelector("[data-choose]").checked = true;
    return row;
  }).filter(Boolean);
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-desk] form[data-act]");
  if (!form) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const desk = form.closest("[data-desk]");
  const button = event.submitter;
  const from = form.closest("[data-voice]")?.id;
  try {
    const page = await post(form, button);
    const rows = replace(page.querySelectorAll("[data-voice]"));
    const said = page.querySelector("[data-said]").textContent;
    say(desk, said);
    const detail = { rows, from, said, deed: button?.dataset.key };
    desk.dispatchEvent(new CustomEvent("desk-answered", { bubbles: true, detail }));
  } catch {
    say(desk, desk.dataset.lost);
    form.querySelector("[data-lost-note]")?.remove();
    const note = document.createElement("p");
    note.dataset.lostNote = "";
    note.className = "voice-became";
    note.textContent = desk.dataset.lost;
    form.append(note);
  } finally {
    form.ariaBusy = null;
  }
});
