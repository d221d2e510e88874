// Forms of a thread come as fragments where they are needed; the links that ask for them are pages of their own.
function shown(text) {
  return new DOMParser().parseFromString(text, "text/html").querySelector("form.say");
}

async function open(address, into) {
  const answer = await fetch(`${address}${address.includes("?") ? "&" : "?"}fragment=1`, { credentials: "same-origin" });
  const form = answer.ok && shown(await answer.text());
  if (!form) throw new Error("no form");
  into.append(form);
  document.dispatchEvent(new CustomEvent("form-added", { detail: form }));
  form.querySelector("textarea").focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-reply], [data-form] .btn[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const place = link.closest("[data-form]") ?? link.closest("article");
  const standing = place.querySelector(":scope > form.say");
  if (standing) {
    standing.querySelector("textarea").focus();
    return;
  }
  open(link.href, place)
    .then(() => { if (place.dataset.form) link.closest("p").hidden = true; })
    .catch(() => { location.href = link.href; });
});

// Errors come back into the page, with all that was typed; success leads to a page of its own.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-thread] form.say");
  if (!form || event.submitter?.name === "preview") return;
  event.preventDefault();
  const button = event.submitter;
  if (button) button.disabled = true;
  try {
    const answer = await fetch(`${form.action}?fragment=1`, { method: "POST", body: new FormData(form), credentials: "same-origin" });
    if (answer.redirected) {
      document.dispatchEvent(new CustomEvent("draft-sent", { detail: form }));
      location.href = answer.url;
      return;
    }
    const again = shown(await answer.text());
    if (!again) throw new Error("no form");
    form.replaceWith(again);
    document.dispatchEvent(new CustomEvent("form-added", { detail: again }));
    (again.querySelector("[role=alert]") ?? again).focus();
  } catch {
    if (button) button.disabled = false;
    document.dispatchEvent(new CustomEvent("draft-lost", { detail: form }));
  }
});
