// What is folded is printed too, and folded again afterwards. Addresses are printed after links,
// but not after those that say them.
{
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    for (const fold of opened) fold.open = true;
    for (const link of document.querySelectorAll("main a[href^=http]")) {
      link.classList.toggle("is-said", link.href.includes(link.textContent.trim()));
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
}
