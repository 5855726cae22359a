// What counts, and how: the only scoring code, wherever the module runs.
{
  const has = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
  const given = (state, { key }) => (has(state.answers, key) ? state.answers[key] : []);

  const isAnswered = (answer) => answer.length > 0 && answer.every(Boolean);
  const isRight = ({ right }, answer) =>
    answer.length === right.length && answer.every((one, place) => one === right[place]);

  const statusOf = ({ pass, steps }, { seen }, { answered, total, right }) => {
    const isDone = total ? answered === total : steps.every(({ anchor }) => seen.includes(anchor));
    if (!isDone) return "incomplete";
    if (!total || pass === null) return "completed";
    return right * 100 >= pass * total ? "passed" : "failed";
  };

  const answersOf = (module, state) =>
    module.questions
      .filter(({ type }) => type !== "text")
      .map((question) => ({ question, answer: given(state, question) }))
      .filter(({ answer }) => isAnswered(answer))
      .map(({ question, answer }) => ({ question, answer, isRight: isRight(question, answer) }));

  const score = (module, state) => {
    const total = module.questions.filter(({ type }) => type !== "text").length;
    const answers = answersOf(module, state);
    const right = answers.filter((one) => one.isRight).length;
    const counts = { answered: answers.length, total, right };
    const percent = total ? Math.floor((200 * right + total) / (2 * total)) : 0;
    return { ...counts, percent, status: statusOf(module, state, counts) };
  };

  Object.assign(Samverka, { score, answersOf, isAnswered, isRight });
}
