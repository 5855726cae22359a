// Small helps on top of pages that work without them.
{
  const search = document.querySelector("#__search");
  const button = document.querySelector("[data-samverka=search]");
  const query = document.querySelector(".md-search__input");
  const dialog = document.querySelector(".md-search");
  dialog?.setAttribute("aria-label", "Sök");

  button?.addEventListener("click", () => {
    search.checked = true;
    search.dispatchEvent(new Event("change"));
    query.focus();
  });

  const fold = document.querySelector("[data-samverka=fold]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (fold?.open) {
      fold.open = false;
      fold.querySelector("summary").focus();
    } else if (document.activeElement === query && button?.offsetParent) {
      button.focus();
    }
  });
}
