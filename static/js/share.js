// Passing an essay on: the device's own sheet where there is one, else the address is copied.
async function pass(button) {
  const address = button.dataset.share;
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    await navigator.share({ title: button.dataset.title, url: address });
    return;
  }
  await navigator.clipboard.writeText(address);
  button.textContent = button.dataset.done;
}

for (const button of document.querySelectorAll("button[data-share]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    // A reader who closes the sheet has changed their mind: nothing to say.
    pass(button).catch((error) => { if (error.name !== "AbortError") button.hidden = true; });
  });
}
