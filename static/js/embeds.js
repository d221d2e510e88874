// A film or a sound loads when somebody asks for it, and then only from its provider.
function play(stage, source, title) {
  const frame = document.createElement("iframe");
  frame.src = source;
  frame.title = title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  stage.replaceChildren(frame);
  frame.focus();
}

for (const stage of document.querySelectorAll("[data-frame]")) {
  const button = stage.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => play(stage, stage.dataset.frame, stage.dataset.title));
}
