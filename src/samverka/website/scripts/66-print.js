// Printing needs a program in the page, so the button is not shown without one.
for (const button of document.querySelectorAll("[data-samverka=print]")) {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => window.print());
}
