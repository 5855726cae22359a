// What SCORM 1.2 and 2004 have in common; `scorm12.js` and `scorm2004.js` say how they differ.
globalThis.Samverka = {};
{
  const PARENTS = 500; // as many as the specification's own example looks through
  const PAUSE = 1000; // ms from what is done until the LMS is asked to store it
  const WATCHING = ["browse", "review"];
  const UNSUPPORTED = ["401", "402"]; // the LMS has no such element: nothing to be done about it
  const WORDS = {
    noLms:
      "Sidan är inte öppnad från en lärplattform. Du kan läsa och svara, men inget sparas och inget " +
      "rapporteras.",
    watching: "Modulen är öppnad för granskning. Det du gör här sparas inte.",
    refused:
      "Lärplattformen tog inte emot modulen. Du kan läsa och svara, men inget sparas. Stäng modulen " +
      "och öppna den på nytt.",
    unsaved:
      "Lärplattformen kunde inte spara det du gjorde nyss. Vi försöker igen när du gör något mer.",
    saved: "Nu är det du har gjort sparat i lärplattformen.",
    ended: "Modulen är stängd i lärplattformen. Öppna den där igen om du vill fortsätta.",
  };

  // A frame of another site says nothing of itself, but still leads to its parent.
  const apiIn = (frame, { api, verb }) => {
    try {
      return typeof frame[api]?.[verb("Initialize")] === "function" ? frame[api] : null;
    } catch {
      return null;
    }
  };
  const apiAbove = (start, dialect) => {
    let frame = start;
    for (let step = 0; frame && step <= PARENTS; step += 1) {
      const api = apiIn(frame, dialect);
      if (api || frame === frame.parent) return api;
      frame = frame.parent;
    }
    return null;
  };
  const findApi = (dialect) =>
    [window, window.opener, window.top?.opener].reduce(
      (found, start) => found ?? (start ? apiAbove(start, dialect) : null),
      null,
    );

  // Every call and its error code; what the LMS has been told is not said again.
  const lmsOf = (api, { verb }) => {
    const told = new Map();
    const call = (name, ...given) => {
      try {
        const answer = String(api[verb(name)](...given) ?? "");
        return { answer, code: String(api[verb("GetLastError")]() ?? "") };
      } catch {
        return { answer: "false", code: "101" };
      }
    };
    const isTaken = (name, ...given) => {
      const { answer, code } = call(name, ...given);
      if (answer === "true") return true;
      console.warn(`SCORM: ${verb(name)}(${given[0]}) gav fel ${code}`);
      return UNSUPPORTED.includes(code);
    };
    const set = (element, value) => {
      if (told.get(element) === value) return true;
      const isSet = isTaken("SetValue", element, value);
      if (isSet) told.set(element, value);
      else told.delete(element);
      return isSet;
    };
    return {
      set,
      get: (element) => call("GetValue", element).answer,
      isSupporting: (element, value) =>
        !UNSUPPORTED.includes(call("SetValue", element, value).code),
      initialize: () => isTaken("Initialize", ""),
      commit: () => isTaken("Commit", ""),
      terminate: () => isTaken("Terminate", ""),
    };
  };

  const mark = (place) => "abcdefghijklmnopqrstuvwxyz0123456789"[place] ?? `z${place}`;
  // The rows in the order they are put in; those that share a place have none yet.
  const inOrder = (answer) =>
    answer
      .map((place, row) => ({ place, row }))
      .filter(({ place }) => answer.filter((other) => other === place).length === 1)
      .sort((one, other) => Number(one.place) - Number(other.place))
      .map(({ row }) => mark(row));
  const KINDS = { single: "choice", multiple: "choice", order: "sequencing", match: "matching" };
  const response = ({ type, choices }, answer, { between, within, sign }) => {
    const signs = new Map(choices.map(({ key }, place) => [key, sign(key, place)]));
    if (type === "order") return inOrder(answer).join(between);
    if (type === "match") {
      return answer.map((key, row) => mark(row) + within + signs.get(key)).join(between);
    }
    return answer.map((key) => signs.get(key)).join(between);
  };

  // One interaction a question: where it stands among the LMS's, and what is already told there.
  const interactionsOf = (lms, dialect, known) => {
    const told = new Map(Object.entries(known).map(([key, answer]) => [key, answer.join(" ")]));
    let places = null, isSupported = true;
    const found = () => {
      const next = Number(lms.get("cmi.interactions._count")) || 0;
      return { next, of: new Map(dialect.interactionsIn(lms, next)) };
    };
    const placeOf = (key) => {
      places ??= found();
      if (!places.of.has(key)) {
        const place = places.next;
        isSupported = lms.isSupporting(`cmi.interactions.${place}.id`, key);
        places.of.set(key, place);
        places.next += 1;
      }
      return places.of.get(key);
    };
    const tell = ({ question, answer, isRight }) => {
      const place = placeOf(question.key);
      if (!isSupported) return;
      const kind = KINDS[question.type];
      const said = response(question, answer, dialect);
      const right = response(question, question.right, dialect);
      for (const [field, value] of dialect.interaction({ question, kind, said, right, isRight })) {
        if (value) lms.set(`cmi.interactions.${place}.${field}`, value);
      }
    };
    return (answers) => {
      for (const one of answers) {
        const text = one.answer.join(" ");
        if (isSupported && told.get(one.question.key) !== text) tell(one);
        told.set(one.question.key, text);
      }
    };
  };

  const noticeAbove = (root) => {
    const notice = document.createElement("p");
    notice.className = "module__record";
    notice.setAttribute("role", "status");
    (root.closest("main") ?? document.body).prepend(notice);
    return (words) => {
      notice.textContent = words;
      notice.classList.toggle("is-failing", words === WORDS.unsaved);
    };
  };

  Samverka.scormRecord = (dialect) => {
    let lms = null, module = null, say = null, tellAnswers = null;
    let timer = 0, status = "", hasFailed = false, hasEnded = false, isReached = false;

    const store = (isTaken) => {
      clearTimeout(timer);
      timer = 0;
      const isStored = lms.commit() && isTaken;
      if (isStored === hasFailed) say(isStored ? WORDS.saved : WORDS.unsaved);
      hasFailed = !isStored;
    };
    // A status once reached stays until there is a new one: an answer taken back, or a module whose
    // questions are new, does not undo it. An LMS goes by the score, and no score can be taken back.
    const report = (snapshot) => {
      const { result, state } = snapshot;
      const isDone = result.status !== "incomplete";
      const { step } = Samverka.readState(state, module);
      const pairs = [
        ...dialect.kept(snapshot, step),
        ...(isReached && !isDone ? [] : dialect.outcome(result)),
      ];
      isReached ||= isDone;
      tellAnswers(snapshot.answers);
      return pairs.map(([element, value]) => lms.set(element, value)).every(Boolean);
    };
    const begin = () => {
      const { isFinished, pass, text, mode } = dialect.opened(lms, module);
      if (pass !== null) module.pass = pass;
      tellAnswers = interactionsOf(lms, dialect, Samverka.readState(text, module).answers);
      isReached = isFinished;
      if (WATCHING.includes(mode)) {
        say(WORDS.watching);
        tellAnswers = null;
      } else if (!isFinished) {
        for (const [element, value] of dialect.started) lms.set(element, value);
      }
      return text || null;
    };

    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && timer) store(true);
    });

    return {
      kind: "lms",
      async open(opened) {
        module = opened;
        say ??= noticeAbove(module.root);
        if (hasEnded) return say(WORDS.ended) ?? null;
        const api = findApi(dialect);
        if (!api) return say(WORDS.noLms) ?? null;
        lms = lmsOf(api, dialect);
        if (lms.initialize()) return begin();
        lms = null;
        return say(WORDS.refused) ?? null;
      },
      save(snapshot) {
        if (!lms || !tellAnswers) return;
        const isTaken = report(snapshot);
        const isNews = snapshot.result.status !== status;
        status = snapshot.result.status;
        if (isTaken && !hasFailed && !isNews) timer ||= setTimeout(store, PAUSE, true);
        else store(isTaken);
      },
      close(snapshot) {
        if (!lms) return;
        clearTimeout(timer);
        timer = 0;
        if (tellAnswers) report(snapshot);
        lms.terminate(); // stores what was set; a commit of its own is often cut off here
        lms = null;
        hasEnded = true;
      },
    };
  };
}
