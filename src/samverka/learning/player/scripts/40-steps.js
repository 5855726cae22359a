// One step at a time, or all on one page. The address says which step: its fragment is a heading, a
// question or anything else in the step, so that links, search and the browser's buttons all work.
{
  // Where the browser can find text in what is hidden, it shows the step that has it.
  const HIDDEN = "onbeforematch" in document.documentElement ? "until-found" : "";
  const OVERVIEW = "oversikt";
  const page = document.documentElement;
  let current = null;

  const make = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // What stands already is left alone: a link that is replaced loses its focus.
  const put = (parent, key, children) => {
    if (parent.dataset.holds === key) return;
    parent.dataset.holds = key;
    parent.replaceChildren(...children());
  };

  const named = () => {
    const fragment = location.hash.slice(1);
    try {
      return decodeURIComponent(fragment);
    } catch {
      return fragment;
    }
  };
  const stepOf = (element) =>
    Samverka.module.steps.find((step) => step.element.contains(element)) ?? null;
  const isWhole = () => Samverka.module.steps.length < 2;
  const view = () => {
    if (isWhole()) return "all";
    return Samverka.state.view || (Samverka.record.kind === "lms" ? "all" : "step");
  };
  const tell = (name) =>
    Samverka.module.root.dispatchEvent(new CustomEvent(`samverka:${name}`, { bubbles: true }));

  const hide = (element, isHidden) => {
    if (isHidden) element.setAttribute("hidden", HIDDEN);
    else element.removeAttribute("hidden");
  };
  const draw = () => {
    const isAlone = view() === "step";
    page.classList.toggle("is-in-step", isAlone && current !== null);
    page.classList.toggle("is-at-end", current === Samverka.module.steps.at(-1));
    for (const step of Samverka.module.steps) hide(step.element, isAlone && step !== current);
    tell("drawn");
  };

  const focus = (element) => {
    if (!element.matches("a[href], button, input, select, textarea, summary")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
    const isStep = current && view() === "step" && element.id === current.anchor;
    (isStep ? document.querySelector(".module__top") : element).scrollIntoView();
  };
  const see = (step) => {
    const { seen } = Samverka.state;
    if (seen.includes(step.anchor)) return;
    Samverka.state.seen = [...seen, step.anchor];
    tell("step");
  };
  const open = (step) => {
    current = step;
    draw();
    if (!step || Samverka.state.step === step.anchor) return;
    Samverka.state.step = step.anchor;
    tell("step");
  };

  // A fragment outside the steps, such as that of the skip link or a footnote, moves nothing.
  const follow = () => {
    const element = document.getElementById(named());
    const step = stepOf(element);
    if (!step && location.hash && named() !== OVERVIEW) return;
    open(step);
    const target = element ?? document.getElementById(OVERVIEW);
    if (target) focus(target);
  };

  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) see(stepOf(target));
  });
  const prepare = ({ root, steps }) => {
    const first = steps[0]?.element;
    const intro = make("div", { className: "module__intro" });
    while (first && root.firstChild !== first) intro.append(root.firstChild);
    root.prepend(intro);
    for (const step of steps) {
      step.element.addEventListener("beforematch", () => open(step));
      const end = make("div", { className: "step__end" });
      step.element.append(end);
      watcher.observe(end);
    }
    for (const item of document.querySelectorAll(".module__steps > li")) {
      const step = steps.find(({ anchor }) => anchor === anchorOf(item));
      const said = item.querySelector(".module__minutes")?.textContent ?? "";
      if (step) step.minutes ||= Number.parseInt(said, 10) || 0;
    }
    const overview = document.querySelector(".module__overview, h1");
    if (overview && !document.getElementById(OVERVIEW)) overview.id = OVERVIEW;
    addEventListener("hashchange", follow);
  };
  const anchorOf = (item) => {
    const link = item.querySelector("a[href*='#']");
    return link ? decodeURIComponent(link.hash.slice(1)) : "";
  };

  let isPrepared = false;
  document.addEventListener("samverka:open", () => {
    const isFirst = !isPrepared;
    if (isFirst) prepare(Samverka.module);
    isPrepared = true;
    draw();
    if (isFirst && stepOf(document.getElementById(named()))) queueMicrotask(follow);
    page.classList.remove("is-starting");
  });

  Object.assign(Samverka, {
    make,
    put,
    anchorOf,
    isWhole,
    view,
    current: () => current,
    overview: OVERVIEW,
    see,
    choose(name) {
      Samverka.state.view = name;
      draw();
      tell("step");
      if (current) focus(document.getElementById(current.anchor));
    },
  });
}
