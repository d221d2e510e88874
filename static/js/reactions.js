// A member presses «I hear you» where it stands. The page is the same for everybody: the buttons come when needed.
async function buttons(answer) {
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = page.querySelector("form.buttons");
  if (!form) throw new Error("no buttons");
  return form;
}

async function press(form, button) {
  const answer = await fetch(`${button.getAttribute("formaction")}?fragment=1`, {
    method: "POST", body: new FormData(form, button), credentials: "same-origin",
  });
  const again = await buttons(answer);
  form.replaceWith(again);
  again.querySelector(`[data-press=${button.dataset.press}]`).focus();
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-thread] a[data-react]");
  if (!link || !/(^|; )member=1/.test(document.cookie)) return;
  event.preventDefault();
  try {
    const form = await buttons(await fetch(`${link.href}?fragment=1`, { credentials: "same-origin" }));
    const acts = link.closest("[data-acts]");
    const item = document.createElement("li");
    item.append(form);
    acts.querySelector("[data-react=helpful]").closest("li").remove();
    link.closest("li").replaceWith(item);
    const wanted = form.querySelector(`[data-press=${link.dataset.react}]`);
    // The page cannot know what this member pressed before; whoever says it again takes nothing back.
    if (wanted.getAttribute("aria-pressed") === "true") wanted.focus();
    else await press(form, wanted);
  } catch {
    location.href = link.href;
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-thread] form.buttons");
  if (!form || !event.submitter) return;
  event.preventDefault();
  press(form, event.submitter).catch(() => { location.href = form.dataset.page; });
});
