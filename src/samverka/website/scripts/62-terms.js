// An opened explanation is read out where it is heard: the browser takes focus back when it closes.
for (const note of document.querySelectorAll(".term-note[popover]")) {
  note.tabIndex = -1;
  note.addEventListener("toggle", (event) => {
    if (event.newState === "open") note.focus({ preventScroll: true });
  });
}
