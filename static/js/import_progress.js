// Shows how far an import is; without this module the page has a link that loads it again.
const SECONDS = 2;
const shown = document.querySelector("[data-import-progress]");

async function look() {
  try {
    const answer = await fetch(shown.dataset.importProgress, {
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    if (answer.ok) show(await answer.text());
  } catch {
    // The server may be starting anew; the next look will tell.
  }
  if (shown.querySelector("[data-import-under-way]")) {
    setTimeout(look, SECONDS * 1000);
  } else {
    location.reload();
  }
}

function show(html) {
  const part = new DOMParser().parseFromString(html, "text/html").body;
  // Only what changed: whoever reads or has marked a word keeps it.
  if (part.textContent !== shown.textContent) shown.replaceChildren(...part.childNodes);
}

if (shown) {
  document.querySelector("[data-import-again]").remove();
  setTimeout(look, SECONDS * 1000);
}
