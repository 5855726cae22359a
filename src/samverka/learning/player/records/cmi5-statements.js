// The statements of a session, as cmi5 (9) and xAPI 1.0.3 (Data) want them.
{
  const VERBS = "http://adlnet.gov/expapi/verbs/";
  const CONTEXT = "https://w3id.org/xapi/cmi5/context/";
  const DISPLAY = {
    initialized: "påbörjade",
    answered: "svarade",
    completed: "slutförde",
    passed: "godkändes",
    failed: "godkändes inte",
    terminated: "avslutade",
  };

  let clock = 0;
  const tick = () => (clock = Math.max(clock + 1, Date.now())); // a clock set back changes no order

  // UUID version 4; crypto.randomUUID is missing where the LMS has no HTTPS.
  const newId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  // Data, appendix C: the keys of choices and the numbers of rows hold none of its delimiters. What
  // is put in order are the rows; those that share a place have none yet.
  const rowIds = ({ rows }) => rows.map((_, row) => `${row + 1}`);
  const inOrder = (question, answer) =>
    rowIds(question)
      .map((id, row) => ({ id, place: answer[row] }))
      .filter(({ place }) => answer.indexOf(place) === answer.lastIndexOf(place))
      .sort((one, other) => Number(one.place) - Number(other.place))
      .map(({ id }) => id);
  const inPairs = (question, answer) => rowIds(question).map((id, row) => `${id}[.]${answer[row]}`);
  const responseTo = (question, answer) => {
    const parts = { order: inOrder, match: inPairs }[question.type]?.(question, answer) ?? answer;
    return parts.join("[,]");
  };
  const described = (ids, texts) => ids.map((id, at) => ({ id, description: { sv: texts[at] } }));
  const componentsOf = (question) => {
    const rows = described(rowIds(question), question.rows);
    const [keys, texts] = ["key", "text"].map((name) => question.choices.map((one) => one[name]));
    const choices = described(keys, texts);
    if (question.type === "order") return { interactionType: "sequencing", choices: rows };
    if (question.type === "match") return { interactionType: "matching", source: rows, target: choices };
    return { interactionType: "choice", choices };
  };
  const definitionOf = (question) => ({
    name: { sv: `Fråga ${question.number}` },
    description: { sv: question.text },
    type: "http://adlnet.gov/expapi/activities/cmi.interaction",
    correctResponsesPattern: [responseTo(question, question.right)],
    ...componentsOf(question),
  });

  const statementsFor = ({ launch, data, kept }) => {
    const { activity, actor, registration } = launch;

    const addTo = (context, list, ids) => {
      const lists = (context.contextActivities ??= {});
      const given = [lists[list] ?? []].flat();
      const more = ids.filter((id) => !given.some((one) => one.id === id));
      if (more.length) lists[list] = [...given, ...more.map((id) => ({ id }))];
    };
    // 10.2.1: the LMS's template as it is, and what we add beside it.
    const contextWith = ({ category = [], parent = [], extensions = {} }) => {
      const context = structuredClone(data.contextTemplate);
      context.registration ??= registration;
      addTo(context, "category", category);
      addTo(context, "parent", parent);
      context.extensions = { ...extensions, ...context.extensions };
      return context;
    };
    const statement = (verb, { object, result, context, at = tick() }) => ({
      id: newId(),
      actor,
      verb: { id: VERBS + verb, display: { en: verb, sv: DISPLAY[verb] } },
      object: { objectType: "Activity", ...object },
      ...(result && { result }),
      context: contextWith(context),
      timestamp: new Date(at).toISOString(),
    });
    // 9.6.2: what says success or completion counts towards what the course asks for.
    const defined = (verb, result, extensions) => {
      const counts = result && ("success" in result || "completion" in result);
      const names = ["cmi5", ...(counts ? ["moveon"] : [])];
      const category = names.map((name) => `${CONTEXT}categories/${name}`);
      const context = { category, extensions };
      return statement(verb, { object: { id: activity }, result, context });
    };
    const duration = () => {
      const passed = Math.max(Date.now() - kept.started, 0);
      return `PT${(passed / 1000).toFixed(2)}S`;
    };
    // Not rounded: the score must agree with the mark (9.3.4, 9.3.5).
    const judged = ({ right, total, status }) => {
      const { masteryScore: mark } = data;
      const hasMark = Number.isFinite(Number.parseFloat(mark));
      const extensions = hasMark ? { [`${CONTEXT}extensions/masteryscore`]: mark } : {};
      const score = { scaled: right / total, raw: right, min: 0, max: total };
      const result = { score, success: status === "passed", duration: duration() };
      return defined(status, result, extensions);
    };

    const mark = activity.includes("#") ? "/" : "#";
    return {
      initialized: () => defined("initialized"),
      answered: ({ question, answer, isRight, at }) => {
        const id = `${activity}${mark}${encodeURIComponent(question.key)}`;
        const object = { id, definition: definitionOf(question) };
        const result = { response: responseTo(question, answer), success: isRight };
        return statement("answered", { object, result, context: { parent: [activity] }, at });
      },
      completed: () => defined("completed", { completion: true, duration: duration() }),
      judged,
      terminated: () => defined("terminated", { duration: duration() }),
    };
  };

  Object.assign(Samverka.cmi5, { VERBS, statementsFor, tick });
}
