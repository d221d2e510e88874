// The rail beside an essay marks the part that is being read.
const links = new Map();
for (const link of document.querySelectorAll("[data-rail] a")) {
  const part = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (part) links.set(part, link);
}

function mark(current) {
  for (const link of links.values()) link.removeAttribute("aria-current");
  links.get(current)?.setAttribute("aria-current", "true");
}

// A part counts as reached once its heading is above the upper third of the window, however far: a jump past
// several headings tells of each.
const reached = new Set();
const observer = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) reached[entry.isIntersecting ? "add" : "delete"](entry.target);
    mark([...links.keys()].filter((part) => reached.has(part)).at(-1));
  },
  { rootMargin: "1000000px 0px -66%" },
);
for (const part of links.keys()) observer.observe(part);
