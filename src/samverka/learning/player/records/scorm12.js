// SCORM 1.2 (RTE, section 3.4): `API`, whose interactions can be written but not read.
{
  const STATUS = "cmi.core.lesson_status";
  const FINISHED = ["passed", "failed", "completed"];
  const two = (number) => String(number).padStart(2, "0");
  const timespan = (seconds) => {
    const hours = Math.min(Math.floor(seconds / 3600), 9999);
    const rest = [Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
    return `${String(hours).padStart(4, "0")}:${rest}.00`;
  };
  const clock = (time) => [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":");
  const markOf = (text) => {
    const score = text.trim() === "" ? NaN : Number(text);
    return score >= 0 && score <= 100 ? score : null;
  };

  Samverka.record = Samverka.scormRecord({
    api: "API",
    verb: (name) => (name === "Terminate" ? "LMSFinish" : `LMS${name}`),
    between: ",",
    within: ".",
    sign: (key, place) => (key.length === 1 ? key : (place + 1).toString(36)),
    started: [[STATUS, "incomplete"], ["cmi.core.exit", "suspend"]],
    opened: ({ get }) => ({
      mode: get("cmi.core.lesson_mode"),
      isFinished: FINISHED.includes(get(STATUS)),
      pass: markOf(get("cmi.student_data.mastery_score")),
      text: get("cmi.core.entry") === "ab-initio" ? "" : get("cmi.suspend_data"),
    }),
    kept: ({ state, seconds, result }, step) => [
      ["cmi.suspend_data", state],
      ...(step ? [["cmi.core.lesson_location", encodeURI(step).slice(0, 255)]] : []),
      ["cmi.core.session_time", timespan(seconds)],
      ["cmi.core.exit", result.status === "incomplete" ? "suspend" : ""],
    ],
    // No score before the end: an LMS makes of it, with the pass mark, a status of its own.
    outcome: ({ status, total, percent }) => {
      const isScored = status !== "incomplete" && total > 0;
      const score = [
        ["cmi.core.score.raw", String(percent)],
        ["cmi.core.score.min", "0"],
        ["cmi.core.score.max", "100"],
      ];
      return [...(isScored ? score : []), [STATUS, status]];
    },
    interactionsIn: () => [],
    interaction: ({ question, kind, said, right, isRight }) => [
      ["type", kind],
      ["time", clock(new Date())],
      ["weighting", "1"],
      ["correct_responses.0.pattern", right],
      ["student_response", said],
      ["result", isRight ? "correct" : "wrong"],
    ],
  });
}
