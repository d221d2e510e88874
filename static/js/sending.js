// Errors come back into the page, with all that was typed; success leads to a page of its own.
async function send(form) {
  const address = `${form.action}?fragment=1`;
  const answer = await fetch(address, { method: "POST", body: new FormData(form), credentials: "same-origin" });
  if (answer.redirected) return { arrived: answer.url };
  return { again: parse(await answer.text()), isStale: answer.status === 403 };
}

function parse(text) {
  return new DOMParser().parseFromString(text, "text/html").querySelector("form.say");
}

// Who logged in or out in another window meanwhile has another token.
async function renew(form) {
  const answer = await fetch(`${form.action}?fragment=1`, { credentials: "same-origin" });
  const token = "[name=csrfmiddlewaretoken]";
  const again = parse(await answer.text());
  if (again) form.querySelector(token).value = again.querySelector(token).value;
  return Boolean(again);
}

async function deliver(form) {
  let answer = await send(form);
  if (answer.isStale && !answer.again && (await renew(form))) answer = await send(form);
  if (answer.arrived) {
    document.dispatchEvent(new CustomEvent("draft-sent", { detail: form }));
    location.href = answer.arrived;
    return;
  }
  if (!answer.again) {
    // Too many in a while, or gone: the page that says why, with what was typed, comes by sending it as browsers do.
    form.submit();
    return;
  }
  form.replaceWith(answer.again);
  document.dispatchEvent(new CustomEvent("form-added", { detail: answer.again }));
  (answer.again.querySelector("[role=alert]") ?? answer.again.querySelector("textarea")).focus();
}

function lost(form) {
  const note = form.querySelector("[data-lost-note]") ?? document.createElement("p");
  note.dataset.lostNote = "";
  note.className = "toast bad";
  note.setAttribute("role", "alert");
  note.textContent = form.dataset.lost;
  form.append(note);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form.say");
  // Buttons with a name of their own send nothing for good.
  if (!form || event.submitter?.name) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  deliver(form).catch(() => lost(form)).finally(() => { form.ariaBusy = null; });
});
