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

const parts = [...links.keys()];
const observer = new IntersectionObserver(
  () => mark(parts.filter((part) => part.getBoundingClientRect().top < innerHeight / 3).at(-1)),
  { rootMargin: "0px 0px -66%" },
);
for (const part of parts) observer.observe(part);
