// Steps are not drawn before the player begins, so that nothing moves; they are all shown where it
// never does. A fragment leads to a step, as good as always.
{
  const page = document.documentElement;
  page.classList.add("is-starting");
  page.classList.toggle("is-in-step", location.hash.length > 1);
  addEventListener("load", () => {
    if (page.classList.contains("is-starting")) page.classList.remove("is-starting", "is-in-step");
  });
}
