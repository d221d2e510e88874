// Old links to a comment end in `#comment-12` (WordPress, Disqus) or `#c12` (Blogger); a server never sees that part.
const OLD = /^#(?:comment-|c)(\d{1,40})$/;

async function goToOld(place) {
  const number = OLD.exec(location.hash)?.[1];
  if (!number || document.getElementById(location.hash.slice(1))) return;
  const address = `${place.dataset.oldComments}${number}/`;
  const answer = await fetch(address, { method: "HEAD" }).catch(() => null);
  // Asked twice, since a script is not told the end of the address that a redirect leads to.
  if (answer?.ok) location.replace(address);
}

const place = document.querySelector("[data-old-comments]");
if (place) {
  goToOld(place);
  addEventListener("hashchange", () => goToOld(place));
}
