// Pages are the same for everybody. Only a browser that says somebody is logged in asks for their menu.
const link = document.querySelector("a[data-account-menu]");

if (link && /(^|; )member=1/.test(document.cookie)) {
  fetch(link.dataset.accountMenu, { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((text) => {
      const menu = new DOMParser().parseFromString(text, "text/html").querySelector("details");
      if (!menu) return;
      link.replaceWith(menu);
      document.dispatchEvent(new CustomEvent("menu-added", { detail: menu }));
    })
    .catch(() => {});
}
