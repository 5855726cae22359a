// What the reader has done, as one short text. A text that cannot be read is an empty state: it may
// be cut off, or written by somebody else. Of an older version of the questions the answers are left
// out, and where the reader was is kept.
{
  const MOST = 4096; // characters of SCORM 1.2's suspend_data
  const VIEWS = ["step", "all"];
  const ROWS = ["order", "match"];

  // Plain ASCII, as SCORM 1.2 has it: an anchor may hold å, ä and ö.
  const written = (kept) =>
    JSON.stringify(kept).replace(
      /[^ -~]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );

  const emptyState = () => ({
    answers: Object.create(null), checked: [], seen: [], step: "", view: "",
  });

  const single = (parts, { choices }) =>
    choices.filter(({ key }) => parts.length === 1 && parts[0] === key).map(({ key }) => key);
  const several = (parts, { choices }) =>
    choices.filter(({ key }) => parts.includes(key)).map(({ key }) => key);
  const byRow = (parts, { choices, rows }) => {
    const isKnown = (part) => !part || choices.some(({ key }) => key === part);
    return parts.length === rows.length && parts.some(Boolean) && parts.every(isKnown) ? parts : [];
  };
  const answerIn = (text, question) => {
    if (typeof text !== "string" || question.type === "text") return [];
    const fitting = ROWS.includes(question.type) ? byRow : { single, multiple: several }[question.type];
    return fitting(text.split(" "), question);
  };

  const parsed = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return null;
    }
  };
  const listed = (names, known) =>
    Array.isArray(names) ? known.filter((name) => names.includes(name)) : [];

  const readState = (text, module) => {
    const state = emptyState();
    const kept = parsed(text);
    if (!Array.isArray(kept)) return state;
    const [version, given, checked, seen, step, view] = kept;
    const answers = new Map(version === module.version ? Object.entries(given ?? {}) : []);
    const anchors = module.steps.map(({ anchor }) => anchor);
    for (const question of module.questions) {
      const answer = answerIn(answers.get(question.key), question);
      if (answer.length) state.answers[question.key] = answer;
    }
    const answered = Samverka.answersOf(module, state).map(({ question }) => question.key);
    return {
      ...state,
      checked: listed(checked, answered),
      seen: listed(seen, anchors),
      step: anchors.includes(step) ? step : "",
      view: VIEWS.includes(view) ? view : "",
    };
  };

  // What is least missed goes first where a very long module has no room for all of it.
  const writeState = (state, { version }) => {
    const { checked, seen, step, view } = state;
    const answers = Object.fromEntries(
      Object.entries(state.answers).map(([key, answer]) => [key, answer.join(" ")]),
    );
    const texts = [
      [version, answers, checked, seen, step, view],
      [version, answers, checked, [], step, view],
      [version, answers],
      [version],
    ].map(written);
    return texts.find(({ length }) => length <= MOST) ?? "";
  };

  Object.assign(Samverka, { emptyState, readState, writeState });
}
