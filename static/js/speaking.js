// Forms of a thread come as fragments where they are needed; the links that ask for them are pages of their own.
async function open(address, into) {
  const answer = await fetch(`${address}${address.includes("?") ? "&" : "?"}fragment=1`, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
  const form = page.querySelector("form.say");
  if (!form) throw new Error("no form");
  // Two presses are one form.
  if (!into.querySelector(":scope > form.say")) into.append(form);
  document.dispatchEvent(new CustomEvent("form-added", { detail: form }));
}

function shown(into) {
  const area = into.querySelector(":scope > form.say textarea");
  area?.focus();
  return Boolean(area);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-reply], [data-answer], [data-form] .btn[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const place = link.matches("[data-reply]") ? link.closest("article") : document.querySelector("[data-form]");
  if (!place) return;
  event.preventDefault();
  if (shown(place)) return;
  open(link.href, place)
    .then(() => {
      shown(place);
      const asked = place.dataset.form && place.querySelector(":scope > .send");
      if (asked) asked.hidden = true;
    })
    .catch(() => { location.href = link.href; });
});
