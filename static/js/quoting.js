// «Begin with a quote» puts it above what is being typed. Without scripts the page comes back with both.
async function quote(form, area) {
  const answer = await fetch(`${form.action}?quote&fragment=1`, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const words = page.querySelector("form.say textarea").value;
  if (!area.value.startsWith(words)) area.value = words + area.value;
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
  // The draft and the preview follow.
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("form.say [name=quote]");
  if (!button) return;
  event.preventDefault();
  const form = button.form;
  quote(form, form.querySelector("textarea")).catch(() => form.requestSubmit(button));
});
