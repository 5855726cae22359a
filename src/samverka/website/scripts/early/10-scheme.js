// Runs before the page is drawn, so that nothing changes colour or place afterwards.
{
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const chosen = localStorage.getItem("samverka-colours");
    if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
  } catch {
    // A reader who lets no site remember anything gets the colours of the system.
  }
}
