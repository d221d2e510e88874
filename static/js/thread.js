// A thread without a reload: more voices under the last, branches that close, the voice of the address in view.
const thread = document.querySelector("[data-thread]");

function bindBranches(root) {
  for (const button of root.querySelectorAll("button[data-collapse][hidden]")) {
    button.hidden = false;
    button.dataset.open = button.textContent;
    button.addEventListener("click", () => {
      const branch = document.getElementById(button.dataset.collapse);
      branch.hidden = !branch.hidden;
      button.setAttribute("aria-expanded", String(!branch.hidden));
      button.textContent = branch.hidden ? button.dataset.closed : button.dataset.open;
    });
  }
}

async function more(link) {
  link.setAttribute("aria-busy", "true");
  const answer = await fetch(link.href, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.querySelector("[data-thread]");
  const list = thread.querySelector(":scope > .line");
  const added = [...next.querySelectorAll(":scope > .line > li")].filter((voice) => !twice(voice));
  list.append(...added);
  const pages = thread.querySelector(":scope > .pages");
  pages.replaceWith(next.querySelector(":scope > .pages"));
  bindPages();
  document.dispatchEvent(new CustomEvent("voices-added", { detail: thread }));
  added[0]?.querySelector("article")?.focus();
}

function twice(voice) {
  const id = voice.querySelector("article")?.id;
  return Boolean(id && document.getElementById(id));
}

function bindPages() {
  const link = thread.querySelector("[data-more]");
  link?.addEventListener("click", (event) => {
    event.preventDefault();
    more(link).catch(() => { location.href = link.href; });
  });
}

if (thread) {
  bindBranches(thread);
  bindPages();
  document.addEventListener("voices-added", () => bindBranches(thread));
  const wanted = location.hash.startsWith("#voice-") && document.getElementById(location.hash.slice(1));
  if (wanted) wanted.focus({ preventScroll: true });
}
