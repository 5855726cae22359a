// Puts the parts together: opens the record, shows what was kept, and saves what is done.
{
  const { record } = Samverka;

  const plain = (element) => {
    const copy = element.cloneNode(true);
    for (const link of copy.querySelectorAll(".headerlink")) link.remove();
    return copy.textContent.trim().replace(/\s+/g, " ");
  };
  const stepsIn = (root) =>
    [...root.querySelectorAll("section.step")].map((element) => {
      const heading = element.querySelector("h2");
      const minutes = Number(element.dataset.minutes ?? 0);
      return { anchor: heading.id, title: plain(heading), minutes, element };
    });
  const moduleIn = (root) => {
    const { module: name, version, title, pass } = root.dataset;
    const mark = pass ? Number(pass) : null;
    const questions = Samverka.questionsIn(root);
    return { name, version, title, pass: mark, questions, steps: stepsIn(root), root };
  };

  const start = (root) => {
    const module = moduleIn(root);
    let opened = 0, isOpen = false;
    Samverka.module = module;
    Samverka.state = Samverka.emptyState();
    Samverka.checklistsIn(root);

    const snapshot = () => ({
      state: Samverka.writeState(Samverka.state, module),
      result: Samverka.score(module, Samverka.state),
      answers: Samverka.answersOf(module, Samverka.state),
      seconds: Math.round((performance.now() - opened) / 1000),
    });
    const tell = (name) => root.dispatchEvent(new CustomEvent(`samverka:${name}`, { bubbles: true }));
    const save = () => {
      if (isOpen) record.save(snapshot());
      tell("change");
    };
    const show = (state, questions = module.questions) => {
      Samverka.state = state;
      for (const question of questions) {
        question.show(state.answers[question.key] ?? [], state.checked.includes(question.key));
      }
      tell("open");
      tell("change");
    };
    const adopt = (text) => show(Samverka.readState(text, module));
    // A slow record opens after the reader has begun: what has been done since stands.
    const begin = (text) => {
      const { answers, checked, seen, step, view } = Samverka.state;
      const kept = Samverka.readState(text, module);
      const isUntouched = (key) => !(key in answers);
      const merged = {
        answers: Object.assign(kept.answers, answers),
        checked: [...kept.checked.filter(isUntouched), ...checked],
        seen: [...new Set([...kept.seen, ...seen])],
        step: step || kept.step,
        view: view || kept.view,
      };
      show(merged, module.questions.filter(({ key }) => isUntouched(key)));
      if (Object.keys(answers).length) save();
    };
    const open = async () => {
      const text = await Promise.resolve(record.open(module)).catch(() => null);
      opened = performance.now();
      isOpen = true;
      return text;
    };
    const close = () => {
      if (!isOpen) return;
      isOpen = false;
      record.close(snapshot());
    };
    const mark = (key, isChecked) => {
      const others = Samverka.state.checked.filter((one) => one !== key);
      Samverka.state.checked = isChecked ? [...others, key] : others;
    };

    root.addEventListener("samverka:answer", ({ detail: { question } }) => {
      const answer = question.answer();
      if (answer.length) Samverka.state.answers[question.key] = answer;
      else delete Samverka.state.answers[question.key];
      mark(question.key, false);
      save();
    });
    root.addEventListener("samverka:check", ({ detail: { question } }) => {
      mark(question.key, true);
      save();
    });
    root.addEventListener("samverka:step", save);
    addEventListener("pagehide", close);
    // Back by the browser's own buttons: the page is as it was left, and goes on.
    addEventListener("pageshow", async ({ persisted }) => {
      if (!persisted || isOpen) return;
      const text = await open();
      if (text !== null || record.kind === "device") adopt(text);
    });
    record.watch?.(adopt);

    Samverka.erase = () => {
      record.erase?.();
      show(Samverka.emptyState());
    };
    open().then(begin);
  };

  const find = () => {
    const root = document.querySelector("div.module");
    if (root) start(root);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", find);
  else find();
}
