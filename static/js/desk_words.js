// Shows what the author will read, puts a canned reply into the field, chooses all, and adds the desk's keys to Wagtail's.
const note = (select) => select.closest("form").querySelector("[data-sentence]");

document.addEventListener("change", (event) => {
  const words = event.target.selectedOptions?.[0]?.dataset.words ?? "";
  if (event.target.matches("[data-desk] [data-code]")) note(event.target).textContent = words;
  if (event.target.matches("[data-desk] [data-canned]") && words) {
    const area = event.target.form.elements.text;
    area.value = [area.value.trim(), words].filter(Boolean).join("\n\n");
    area.focus();
  }
  if (event.target.closest("[data-desk] [data-all]")) {
    for (const box of document.querySelectorAll("[data-desk] [data-choose]")) box.checked = event.target.checked;
  }
});

// The list is drawn anew whenever it is searched or narrowed.
function show() {
  for (const label of document.querySelectorAll("[data-all][hidden]")) label.hidden = false;
}
show();
document.addEventListener("w-swap:success", show);

document.addEventListener("keydown", (event) => {
  const table = document.querySelector("#keyboard-shortcuts-dialog table");
  if (event.key !== "?" || !table || table.querySelector("[data-desk-keys]")) return;
  const own = document.createElement("tbody");
  own.dataset.deskKeys = "";
  for (const line of document.querySelectorAll("[data-desk][data-keys] .voices-keys li")) {
    const row = own.insertRow();
    row.className = "w-keyboard_shortcuts__key";
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = line.lastChild.textContent.trim();
    row.append(name);
    row.insertCell().append(...[...line.querySelectorAll("kbd")].map((key) => key.cloneNode(true)));
  }
  table.append(own);
}, true);
