// Which modules of a list are begun or done, as far as this browser remembers.
{
  const WORDS = { passed: "Klar", completed: "Klar", failed: "Påbörjad", incomplete: "Påbörjad" };
  const kept = (name) => {
    try {
      return localStorage.getItem(`samverka:${name}:status`);
    } catch {
      return null;
    }
  };
  const show = () => {
    for (const link of document.querySelectorAll(".path a.entry-title")) {
      const said = WORDS[kept(decodeURIComponent(link.pathname.split("/").at(-2)))];
      link.parentElement.querySelector(".path__state")?.remove();
      if (!said) continue;
      const state = document.createElement("span");
      state.className = "path__state";
      state.classList.toggle("is-done", said === "Klar");
      state.textContent = said;
      link.after(" ", state);
    }
  };
  show();
  addEventListener("pageshow", ({ persisted }) => persisted && show());
}
