// «waiting since 3 March, 07:52» becomes «waiting 6 hours»; the exact time stays in the title.
const SPANS = [
  ["minute", 60_000, 60], ["hour", 3_600_000, 24], ["day", 86_400_000, 14], ["week", 604_800_000, 9],
  ["month", 2_629_800_000, 24], ["year", 31_557_600_000, Infinity],
];

function since(milliseconds, language) {
  const [unit, size] = SPANS.find(([, length, most]) => milliseconds / length < most);
  const number = Math.max(1, Math.floor(milliseconds / size));
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(number);
}

function say(root) {
  for (const state of root.querySelectorAll("[data-waiting]")) {
    const time = state.querySelector("time");
    if (!time) continue;
    const span = since(Date.now() - new Date(time.dateTime), document.documentElement.lang);
    state.title = state.textContent.trim();
    state.textContent = state.dataset.waiting.replace("{}", span);
  }
}

say(document);
document.addEventListener("voices-added", (event) => say(event.detail));
