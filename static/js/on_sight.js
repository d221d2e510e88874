// Modules that only a part of the page needs come when that part does.
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    for (const address of target.dataset.modules.split(" ")) import(address);
  }
}, { rootMargin: "100%" });

for (const part of document.querySelectorAll("[data-modules]")) seen.observe(part);
