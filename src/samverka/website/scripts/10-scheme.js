// Light or dark: as the system says, until the reader chooses the other.
{
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const buttons = document.querySelectorAll("[data-samverka=scheme]");
  const frames = document.querySelectorAll("meta[name=theme-color]");
  const other = (scheme) => (scheme === "dark" ? "light" : "dark");
  const wanted = () => (system.matches ? "dark" : "light");
  const shown = () => root.dataset.scheme ?? wanted();

  const tell = () => {
    const words = shown() === "dark" ? "Ljusa färger" : "Mörka färger";
    for (const button of buttons) button.querySelector("span").textContent = words;
    for (const frame of frames) {
      const { scheme } = frame.dataset;
      frame.media = root.dataset.scheme
        ? scheme === shown() ? "all" : "not all"
        : `(prefers-color-scheme: ${scheme})`;
    }
  };
  const remember = (scheme) => {
    try {
      if (scheme) localStorage.setItem("samverka-colours", scheme);
      else localStorage.removeItem("samverka-colours");
    } catch {
      // The choice lasts as long as the page.
    }
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const scheme = other(shown());
      if (scheme === wanted()) delete root.dataset.scheme;
      else root.dataset.scheme = scheme;
      remember(root.dataset.scheme);
      tell();
    });
  }
  system.addEventListener("change", tell);
  tell();
}
