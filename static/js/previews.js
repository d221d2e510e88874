// The preview follows what is typed, a moment after the last key.
function bind(form) {
  const area = form.querySelector("textarea");
  const into = form.querySelector("[data-preview-into]");
  if (!area || !into) return;
  let timer = 0;
  async function draw() {
    const data = new FormData();
    data.set("comment", area.value);
    data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(form.dataset.preview, { method: "POST", body: data, credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    into.replaceChildren(...page.body.childNodes);
  }
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => draw().catch(() => {}), 900);
  });
  const button = form.querySelector("[name=preview]");
  button?.addEventListener("click", (event) => {
    event.preventDefault();
    // With the button, or the words would be sent for good.
    draw().catch(() => form.requestSubmit(button));
  });
}

for (const form of document.querySelectorAll("form[data-preview]")) bind(form);
document.addEventListener("form-added", (event) => bind(event.detail));
