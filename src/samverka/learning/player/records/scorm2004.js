// SCORM 2004 4th edition (RTE, section 4.2): `API_1484_11`.
{
  const LONGEST = 250; // characters of a description
  const UNTOUCHED = ["unknown", "not attempted"];
  const timespan = (seconds) =>
    `PT${Math.floor(seconds / 3600)}H${Math.floor(seconds / 60) % 60}M${seconds % 60}S`;
  const timestamp = (time) => `${time.toISOString().slice(0, 22)}Z`;
  const markOf = (text) => {
    const scaled = text.trim() === "" ? NaN : Number(text);
    return scaled >= -1 && scaled <= 1 ? Number((scaled * 100).toFixed(5)) : null;
  };
  const listed = (texts, sign) => texts.map((text, place) => `${sign(place)}) ${text}`);
  const described = ({ text, rows, choices }) => {
    const parts = [
      text,
      ...listed(rows, (place) => String.fromCharCode(97 + place)),
      ...choices.map((choice) => `${choice.key}) ${choice.text}`),
    ];
    const said = `{lang=${document.documentElement.lang || "sv"}}`;
    const words = parts.join(" ").replace(/\s+/g, " ").replaceAll("{", "(").replaceAll("}", ")");
    return (said + words).slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, "");
  };

  Samverka.record = Samverka.scormRecord({
    api: "API_1484_11",
    verb: (name) => name,
    between: "[,]",
    within: "[.]",
    sign: (key) => key,
    started: [["cmi.completion_status", "incomplete"], ["cmi.exit", "suspend"]],
    // What has no value yet is an error to ask for (403): not before the first visit has begun, nor
    // for a pass mark that the manifest does not give.
    opened: ({ get }, { pass }) => {
      const status = get("cmi.completion_status");
      const entry = get("cmi.entry");
      const isNew = entry === "ab-initio" || (entry !== "resume" && UNTOUCHED.includes(status));
      return {
        mode: get("cmi.mode"),
        isFinished: status === "completed",
        pass: pass === null ? null : markOf(get("cmi.scaled_passing_score")),
        text: isNew ? "" : get("cmi.suspend_data"),
      };
    },
    // Always suspended: with any other exit the LMS forgets the answers (RTE 4.2.8).
    kept: ({ state, seconds }, step) => [
      ["cmi.suspend_data", state],
      ...(step ? [["cmi.location", step]] : []),
      ["cmi.session_time", timespan(seconds)],
      ["cmi.exit", "suspend"],
    ],
    outcome: ({ status, answered, total, percent }) => {
      const isDone = status !== "incomplete";
      const success = ["passed", "failed"].includes(status) ? status : "unknown";
      const score = [
        ["cmi.score.scaled", String(percent / 100)],
        ["cmi.score.raw", String(percent)],
        ["cmi.score.min", "0"],
        ["cmi.score.max", "100"],
      ];
      const measure = total ? answered / total : Number(isDone);
      return [
        ...(isDone && total ? score : []),
        ["cmi.progress_measure", String(Number(measure.toFixed(4)))],
        ["cmi.completion_status", isDone ? "completed" : "incomplete"],
        ["cmi.success_status", success],
      ];
    },
    interactionsIn: ({ get }, count) =>
      Array.from({ length: count }, (_, place) => [get(`cmi.interactions.${place}.id`), place]),
    interaction: ({ question, kind, said, right, isRight }) => [
      ["type", kind],
      ["timestamp", timestamp(new Date())],
      ["weighting", "1"],
      ["description", described(question)],
      ["correct_responses.0.pattern", right],
      ["learner_response", said],
      ["result", isRight ? "correct" : "incorrect"],
    ],
  });
}
