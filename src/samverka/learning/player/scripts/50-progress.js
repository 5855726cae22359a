// Where the reader is, how long is left, and one clear next step.
{
  const { make, put } = Samverka;
  const DEVICE = "Det du gör sparas bara i den här webbläsaren.";
  const parts = {};

  const minutes = (count) => `${count}\u00a0${count === 1 ? "minut" : "minuter"}`;
  const isSeen = ({ anchor }) => Samverka.state.seen.includes(anchor);
  const left = ({ steps }) =>
    steps.filter((step) => !isSeen(step)).reduce((sum, step) => sum + step.minutes, 0);
  const said = (module) => {
    const count = left(module);
    if (module.steps.every(isSeen)) return "alla steg är klara";
    return count ? `cirka ${minutes(count)} kvar` : "";
  };
  const address = (anchor) => `#${encodeURIComponent(anchor)}`;
  const button = (text, work) => {
    const made = make("button", { type: "button", className: "module__button" }, text);
    made.addEventListener("click", work);
    return made;
  };
  const way = (label, { anchor, title }, side) =>
    make(
      "a",
      { href: address(anchor), className: `module__go module__go--${side}` },
      make("span", { className: "module__go-label" }, label),
      " ",
      make("span", { className: "module__go-title" }, title),
    );

  const tick = (item, module) => {
    const step = module.steps.find(({ anchor }) => anchor === Samverka.anchorOf(item));
    if (!step) return;
    const isCurrent = step === Samverka.current();
    item.classList.toggle("is-done", isSeen(step));
    item.querySelector(".module__state")?.remove();
    if (isSeen(step)) {
      item.append(make("span", { className: "module__state" }, "Klart"));
    }
    const link = item.querySelector("a");
    if (isCurrent) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  };

  const beginning = ({ steps }) => {
    const { seen, step } = Samverka.state;
    const kept = steps.find(({ anchor }) => anchor === step);
    const isBegun = kept && (seen.length || kept !== steps[0]);
    const isWhole = steps.every(isSeen);
    if (isBegun && !isWhole) return ["Fortsätt där du var", kept];
    return [isWhole ? "Gå igenom igen" : "Börja", steps[0]];
  };

  const build = (module) => {
    const given = document.querySelector(".module__start");
    parts.start = given ?? make("p", { className: "module__start" });
    parts.where = make("p", { className: "module__where" });
    parts.bar = make("progress", { className: "module__meter", max: module.steps.length, value: 0 });
    parts.bar.setAttribute("aria-hidden", "true");
    const back = make("a", { href: `#${Samverka.overview}`, className: "module__back" }, "Översikt");
    parts.top = make(
      "div",
      { className: "module__top" },
      make("div", { className: "module__line" }, parts.where, back),
      parts.bar,
    );
    parts.ways = make("nav", { className: "module__ways", ariaLabel: "Mellan stegen" });
    parts.view = button("", () => Samverka.choose(Samverka.view() === "all" ? "step" : "all"));
    parts.view.classList.add("module__view");
    parts.tools = make("div", { className: "module__tools" }, make("p", {}, parts.view));
    module.root.querySelector(".module__intro").after(...(given ? [] : [parts.start]), parts.top);
    (module.steps.at(-1)?.element ?? parts.top).after(parts.ways);
    module.root.append(parts.tools);
    if (Samverka.record.erase) parts.tools.append(eraser());
    if (Samverka.record.leave) parts.tools.append(leaver());
  };

  const eraser = () => {
    const told = make("span", { role: "status" });
    const ask = button("Ta bort det jag gjort", () => turn(true));
    const sure = button("Ja, ta bort", () => {
      turn(false);
      Samverka.erase();
      location.hash = Samverka.overview;
      told.textContent = " Nu är det borttaget.";
      ask.focus();
    });
    const keep = button("Nej, behåll", () => turn(false));
    const question = make(
      "span",
      { className: "module__ask", hidden: true },
      "Dina svar och vilka steg du har gått igenom försvinner. ",
      sure,
      " ",
      keep,
    );
    const turn = (isAsked) => {
      question.hidden = !isAsked;
      ask.hidden = isAsked;
      told.textContent = "";
      (isAsked ? sure : ask).focus();
    };
    return make("p", { className: "module__kept" }, `${DEVICE} `, ask, question, told);
  };
  const leaver = () =>
    make("p", {}, button("Avsluta", () => Samverka.record.leave()));

  const drawWays = ({ steps }) => {
    const place = steps.indexOf(Samverka.current());
    const before = steps[place - 1], after = steps[place + 1];
    parts.ways.hidden = place < 0 || Samverka.view() === "all";
    put(parts.ways, String(place), () => [
      ...(after ? [way("Nästa steg", after, "next")] : []),
      ...(before ? [way("Föregående steg", before, "back")] : []),
    ]);
  };

  const draw = () => {
    const { module } = Samverka;
    const place = module.steps.indexOf(Samverka.current());
    const isAll = Samverka.view() === "all";
    const where = place < 0 || isAll ? "" : `Steg ${place + 1} av ${module.steps.length}`;
    parts.where.textContent = [where, said(module)].filter(Boolean).join(" · ");
    parts.bar.value = module.steps.filter(isSeen).length;
    parts.top.hidden = isAll || place < 0;
    parts.start.hidden = Samverka.isWhole() || (!isAll && place >= 0);
    const [label, first] = beginning(module);
    put(parts.start, label + first?.anchor, () => (first ? [way(label, first, "start")] : []));
    parts.view.parentElement.hidden = Samverka.isWhole();
    parts.view.textContent = isAll ? "Ett steg i taget" : "Allt på en sida";
    for (const item of document.querySelectorAll(".module__steps > li")) tick(item, module);
    for (const total of document.querySelectorAll(".module__left")) total.textContent = said(module);
    drawWays(module);
  };

  document.addEventListener("samverka:open", ({ target }) => {
    if (!parts.top) build(Samverka.module);
    draw(target);
  });
  document.addEventListener("samverka:drawn", () => parts.top && draw());
  document.addEventListener("samverka:change", () => parts.top && draw());
  document.addEventListener("click", ({ target }) => {
    const next = target.closest?.(".module__go--next");
    if (next && Samverka.current()) Samverka.see(Samverka.current());
  });
  Object.assign(Samverka, { minutes, address });
}
