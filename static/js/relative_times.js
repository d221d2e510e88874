// «3 March 2026» becomes «3 days ago» where a date is marked for it; the exact date stays in the title.
const STEPS = [
  ["minute", 60_000, 60],
  ["hour", 3_600_000, 24],
  ["day", 86_400_000, 7],
  ["week", 604_800_000, 5],
  ["month", 2_629_800_000, 12],
  ["year", 31_557_600_000, Infinity],
];

function relative(milliseconds, format) {
  const step = STEPS.find(([, size, most]) => Math.round(Math.abs(milliseconds) / size) < most);
  return step ? format.format(Math.round(milliseconds / step[1]), step[0]) : "";
}

function say(root) {
  for (const time of root.querySelectorAll("time[data-relative]:not([title])")) {
    const language = time.closest("[lang]").lang;
    const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    const words = relative(new Date(time.dateTime) - Date.now(), format);
    if (words) {
      time.title = time.textContent.trim();
      time.textContent = words;
    }
  }
}

say(document);
document.addEventListener("voices-added", (event) => say(event.detail));
