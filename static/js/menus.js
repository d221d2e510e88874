// A menu closes on Escape, on a click beside it, and when the keyboard leaves it.
const bind = (menu) => {
  const close = () => { menu.open = false; };

  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      close();
      menu.querySelector("summary").focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) close();
  });
};

document.querySelectorAll("details[data-menu]").forEach(bind);
// One that arrives later says so.
document.addEventListener("menu-added", (event) => bind(event.detail));
