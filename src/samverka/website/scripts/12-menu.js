// The folded menu: a real button opens what a summary opens where there are no scripts.
{
  const fold = document.querySelector("[data-samverka=fold]");
  const button = document.querySelector("[data-samverka=menu]");

  button?.addEventListener("click", () => {
    fold.open = !fold.open;
  });
  fold?.addEventListener("toggle", () => {
    button.setAttribute("aria-expanded", String(fold.open));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold?.open || document.querySelector("dialog[open]")) return;
    fold.open = false;
    button.focus();
  });
}
