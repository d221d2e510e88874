// The preview follows what is typed, a moment after the last key. Many people of one network may write at once:
// nobody asks more often than every few seconds, nor twice for the same words, nor while told to wait.
const PAUSE = 900;
const APART = 3_000;

function bind(form) {
  const area = form.querySelector("textarea");
  const into = form.querySelector("[data-preview-into]");
  if (!area || !into) return;
  let timer = 0;
  let next = 0;
  let drawn = "";
  async function draw() {
    const typed = area.value;
    next = Date.now() + APART;
    const data = new FormData();
    data.set("comment", typed);
    data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(form.dataset.preview, { method: "POST", body: data, credentials: "same-origin" });
    if (answer.status === 429) next = Date.now() + 1_000 * (Number(answer.headers.get("Retry-After")) || 60);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    into.replaceChildren(...page.body.childNodes);
    drawn = typed;
  }
  area.addEventListener("input", () => {
    clearTimeout(timer);
    const wait = Math.max(PAUSE, next - Date.now());
    timer = setTimeout(() => { if (area.value !== drawn) draw().catch(() => {}); }, wait);
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
