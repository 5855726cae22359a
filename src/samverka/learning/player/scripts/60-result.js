// What the answers come to, which questions to look at again, and a certificate to print. The name
// on it is kept nowhere: it is gone when the certificate is printed or closed.
{
  const { make, minutes } = Samverka;
  const HONEST = "Intyget bygger på egna svar. Ingen har kontrollerat vem som svarade.";
  const PRIVATE = "Namnet sparas inte och skickas ingenstans. Det försvinner när du har skrivit ut.";
  const parts = {};

  const several = (count) => `${count}\u00a0${count === 1 ? "fråga" : "frågor"}`;
  const percentage = (number) => `${String(number).replace(".", ",")}\u00a0%`;
  // 2 of 3 are 67 %, and yet not enough where 67 is asked for.
  const percent = ({ percent: whole, right, total, status }, pass) => {
    const said = status === "failed" && whole >= pass ? Math.floor((1000 * right) / total) / 10 : whole;
    return percentage(said);
  };
  const rightOf = (result, pass) =>
    `rätt på ${result.right} av ${several(result.total)} (${percent(result, pass)})`;
  const verdict = (result, { pass }) => {
    if (result.status === "incomplete") return "";
    if (!result.total) return "Du har gått igenom alla steg.";
    const limit = pass === null ? "" : ` Gränsen är ${percentage(pass)}.`;
    const ready = result.status === "passed" ? " Du har klarat utbildningen." : "";
    return `Du hade ${rightOf(result, pass)}.${limit}${ready}`;
  };
  const remaining = ({ answered, total }) => {
    if (!total) return "";
    if (!answered) return "Du har inte svarat på någon fråga än.";
    return answered < total ? `Du har svarat på ${answered} av ${several(total)}.` : "";
  };

  const link = ({ element, number, text }) => {
    const address = Samverka.address(element.id);
    return make("li", {}, make("a", { href: address }, `Fråga ${number}: ${text}`));
  };
  const again = (module, { answered, total }) => {
    const given = Samverka.answersOf(module, Samverka.state);
    const isIn = (question, answers) => answers.some((one) => one.question === question);
    const scored = module.questions.filter(({ type }) => type !== "text");
    return answered < total
      ? ["Kvar att svara på:", scored.filter((one) => !isIn(one, given))]
      : [
          "Titta gärna på de här igen. Du kan ändra dina svar.",
          scored.filter((one) => isIn(one, given.filter(({ isRight }) => !isRight))),
        ];
  };

  const today = () => new Intl.DateTimeFormat("sv-SE", { dateStyle: "long" }).format(new Date());
  const goals = () =>
    [...document.querySelectorAll(".module__goals li, .page--training .points li")].map((item) =>
      make("li", {}, item.textContent),
    );
  const certificate = (module, name) => {
    const length = module.steps.reduce((sum, step) => sum + step.minutes, 0);
    const learned = goals();
    const result = Samverka.score(module, Samverka.state);
    return make(
      "div",
      { className: "intyg__paper" },
      make("p", { className: "intyg__word" }, "Intyg"),
      make("p", { className: "intyg__name" }, name || "Ditt namn"),
      make("p", {}, "har gått utbildningen"),
      make("p", { className: "intyg__title" }, module.title),
      make("p", {}, [today(), length ? `cirka ${minutes(length)}` : ""].filter(Boolean).join(" · ")),
      ...(learned.length ? [make("p", {}, "Målen är:"), make("ul", {}, ...learned)] : []),
      make("p", {}, `Svaren: ${rightOf(result, module.pass)}.`),
      make("p", { className: "intyg__honest" }, HONEST),
    );
  };

  const print = (module) => {
    const paper = make("div", { className: "intyg-print" }, certificate(module, parts.name.value.trim()));
    const clear = () => {
      paper.remove();
      document.documentElement.classList.remove("prints-intyg");
      close();
    };
    document.body.append(paper);
    document.documentElement.classList.add("prints-intyg");
    addEventListener("afterprint", clear, { once: true });
    window.print();
  };
  const close = () => {
    parts.name.value = "";
    complain("");
    preview();
    parts.form.hidden = true;
    parts.open.hidden = false;
    parts.open.focus();
  };
  const complain = (text) => {
    parts.fault.textContent = text;
    parts.name.toggleAttribute("aria-invalid", Boolean(text));
  };
  const preview = () => parts.paper.replaceChildren(certificate(Samverka.module, parts.name.value.trim()));

  const button = (text, type, work) => {
    const made = make("button", { type, className: "module__button" }, text);
    if (work) made.addEventListener("click", work);
    return made;
  };
  const buildForm = () => {
    parts.name = make("input", { id: "intyg-namn", type: "text", autocomplete: "off", maxLength: 100 });
    parts.name.setAttribute("aria-describedby", "intyg-namn-fel intyg-namn-om");
    parts.fault = make("p", { id: "intyg-namn-fel", className: "intyg__fault", role: "alert" });
    parts.paper = make("div", { className: "intyg__preview" });
    parts.form = make(
      "form",
      { className: "intyg__form", hidden: true, noValidate: true },
      make("label", { htmlFor: "intyg-namn" }, "Ditt namn"),
      parts.fault,
      parts.name,
      make("p", { id: "intyg-namn-om", className: "intyg__about" }, PRIVATE),
      parts.paper,
      make("p", {}, button("Skriv ut intyget", "submit"), " ", button("Stäng", "button", close)),
    );
    parts.name.addEventListener("input", () => {
      complain("");
      preview();
    });
    parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (parts.name.value.trim()) {
        print(Samverka.module);
        return;
      }
      complain("Skriv ditt namn först.");
      parts.name.focus();
    });
    return parts.form;
  };
  const build = ({ root }) => {
    parts.open = button("Gör ett intyg", "button", () => {
      parts.form.hidden = false;
      parts.open.hidden = true;
      preview();
      parts.name.focus();
    });
    parts.verdict = make("p", { className: "result__verdict", role: "status" });
    parts.remaining = make("p");
    parts.label = make("p");
    parts.again = make("ul");
    parts.intyg = make("div", { className: "intyg" }, parts.open, buildForm());
    parts.section = make(
      "section",
      { className: "result" },
      make("h2", { id: "resultat" }, "Ditt resultat"),
      ...[parts.verdict, parts.remaining, parts.label, parts.again, parts.intyg],
    );
    parts.section.setAttribute("aria-labelledby", "resultat");
    root.querySelector(".module__ways").before(parts.section);
  };

  const isShown = ({ steps }, { status }) => {
    const current = Samverka.current();
    if (Samverka.view() === "all" || current === steps.at(-1)) return true;
    return current === null && status !== "incomplete";
  };
  const draw = () => {
    const { module } = Samverka;
    const result = Samverka.score(module, Samverka.state);
    const [label, questions] = again(module, result);
    const said = verdict(result, module);
    if (parts.verdict.textContent !== said) parts.verdict.textContent = said;
    parts.remaining.textContent = remaining(result);
    parts.remaining.hidden = !parts.remaining.textContent;
    parts.label.textContent = questions.length ? label : "";
    parts.label.hidden = parts.again.hidden = !questions.length;
    Samverka.put(parts.again, questions.map(({ key }) => key).join(" "), () => questions.map(link));
    parts.intyg.hidden = result.status !== "passed" || Samverka.record.kind === "lms";
    parts.section.dataset.status = result.status;
    parts.section.hidden = !isShown(module, result) || !(said || result.total);
  };

  // The mark may be another where the module runs than where it was written.
  const drawMark = ({ pass }) => {
    for (const said of document.querySelectorAll(".module__mark")) {
      if (pass !== null) said.textContent = `${percentage(pass)} rätt`;
    }
  };

  document.addEventListener("samverka:open", () => {
    if (!parts.section) build(Samverka.module);
    drawMark(Samverka.module);
    draw();
  });
  for (const name of ["drawn", "change"]) {
    document.addEventListener(`samverka:${name}`, () => parts.section && draw());
  }
}
