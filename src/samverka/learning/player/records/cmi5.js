// The record itself: a session from its launch until the learner leaves.
{
  const { cmi5 } = Samverka;
  const PAUSE = 1_500; // milliseconds without a change before it is told
  const TRIES = [1_000, 3_000]; // milliseconds before the launch is tried again
  const AGAIN = "Öppna utbildningen igen i lärplattformen";
  const SAID = {
    alone:
      "Sidan är inte öppnad från en lärplattform. Du kan göra hela utbildningen, " +
      "men inget rapporteras eller sparas.",
    silent:
      "Det går inte att nå lärplattformen, så inget rapporteras eller sparas. " +
      `${AGAIN} om det ska räknas.`,
    Browse: "Du tittar runt i utbildningen. Inget av det du gör rapporteras eller sparas.",
    Review: "Du går igenom utbildningen igen. Inget av det du gör nu rapporteras eller sparas.",
    over: `Besöket är avslutat, och det du gör nu rapporteras inte. ${AGAIN} för att fortsätta.`,
    waiting:
      "Det går inte att nå lärplattformen just nu. Fortsätt som vanligt och låt sidan vara öppen. " +
      "Vi försöker igen.",
    refused: `Lärplattformen tog inte emot allt du har gjort. ${AGAIN} och se om det räknas.`,
    leaving: "Vi rapporterar till lärplattformen. Låt sidan vara öppen.",
    left: "Allt är rapporterat. Nu kan du stänga sidan.",
  };

  const speaker = (root) => {
    const line = document.createElement("p");
    line.className = "module__record";
    line.setAttribute("role", "status");
    (root.closest("main") ?? document.body).prepend(line);
    return (text) => {
      line.textContent = text;
      line.classList.toggle("is-failing", [SAID.waiting, SAID.refused].includes(text));
    };
  };
  const patiently = async (action) => {
    for (const pause of TRIES) {
      try {
        return await action();
      } catch (fault) {
        if (fault.isFinal) throw fault;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return action();
  };
  // 11.2: sound is off at the start where the learner has asked for that.
  const heed = (wishes, root) => {
    for (const medium of root.querySelectorAll("video, audio")) {
      medium.muted = wishes?.audioPreference === "off";
    }
  };
  // 9.6.3.2: the LMS's mark is the one that counts, also where it is another than the course's.
  const adoptMark = ({ masteryScore }, module) => {
    const mark = Number.parseFloat(masteryScore);
    if (mark >= 0 && mark <= 1) module.pass = Math.round(mark * 10_000) / 100;
  };

  let say, session;

  const sessionOf = ({ data, memory, sending, statements, reported, told }) => {
    const isJudged = data.launchMode === "Normal";
    const noted = new Map();
    let last, done, timer, isOver = Boolean(memory.kept.isOver);

    const note = ({ answers }) => {
      for (const { question, answer, isRight } of answers) {
        const text = answer.join(" ");
        if (told.get(question.key) === text) continue;
        told.set(question.key, text);
        noted.set(question.key, { question, answer, isRight, at: cmi5.tick() });
      }
    };
    // A result once reached in the session stays until there is a new one, as with SCORM.
    const take = (snapshot) => {
      last = snapshot;
      if (last.result.status !== "incomplete") done = last.result;
    };
    const keep = () => {
      const ids = Object.fromEntries(reported);
      if (last) sending.keep(JSON.stringify({ state: last.state, reported: ids }));
    };
    const tell = () => {
      clearTimeout(timer);
      for (const one of noted.values()) sending.add(statements.answered(one));
      noted.clear();
      keep();
    };
    const report = (verb, statement) => {
      sending.add(statement);
      reported.set(verb, statement.id);
    };
    // 9.3: completed and passed once in a registration, and failed never after passed.
    const tellResult = (result) => {
      const { status } = result;
      if (!reported.has("completed")) report("completed", statements.completed());
      if (status === "completed" || reported.has("passed")) return;
      if (status === "passed") report(status, statements.judged(result));
      else sending.add(statements.judged(result));
    };
    const end = () => {
      if (isOver) return;
      isOver = true;
      if (last && isJudged) {
        tell();
        if (done) tellResult(done);
        keep();
      }
      sending.add(statements.terminated());
      memory.remember({ isOver });
    };

    return {
      isOver: () => isOver,
      begin: () => {
        if (!memory.kept.started) {
          memory.remember({ started: Date.now() });
          sending.add(statements.initialized());
          sending.work();
        }
      },
      save: (snapshot) => {
        if (isOver || !isJudged) return;
        take(snapshot);
        note(snapshot);
        clearTimeout(timer);
        timer = setTimeout(() => {
          tell();
          sending.work();
        }, PAUSE);
      },
      close: (snapshot) => {
        if (!isOver) take(snapshot);
        end();
        sending.flush();
      },
      leave: async () => {
        end();
        say(SAID.leaving);
        await sending.finish();
        const back = cmi5.webAddress(data.returnURL);
        say(SAID.left);
        if (back) location.assign(back);
      },
    };
  };

  // What was reported as a page closed may never have arrived: then it is not reported yet. Where
  // our own document does not say, the LMS is asked for the verb.
  const reportedIn = async (link, kept) => {
    const found = ["completed", "passed"].map(async (verb) => {
      const id = cmi5.isThing(kept) && Object.hasOwn(kept, verb) ? `${kept[verb]}` : "";
      if (id) return (await link.has(id)) ? [[verb, id]] : [];
      const answer = await link.readIfAny("statements", link.ofVerb(cmi5.VERBS + verb));
      const [first] = Array.isArray(answer?.statements) ? answer.statements : [];
      return first ? [[verb, first.id]] : [];
    });
    return new Map((await Promise.all(found)).flat());
  };
  const readAll = async (link, sending) => {
    const [data, wishes, own] = await Promise.all([
      link.readIfAny("activities/state", link.ofState("LMS.LaunchData")),
      link.readIfAny("agents/profile", link.ofProfile),
      sending.read(),
    ]);
    return { data, wishes, own, reported: await reportedIn(link, own?.reported) };
  };

  const launchWith = async (launch, module) => {
    const memory = cmi5.memoryOf(launch);
    const link = cmi5.linkTo(launch, memory);
    let mode = "";
    const sending = cmi5.sendingBy(link, (what) => say(SAID[what] ?? SAID[mode] ?? ""));
    await patiently(link.authorise);
    const { data, wishes, own, reported } = await patiently(() => readAll(link, sending));
    if (!cmi5.isThing(data?.contextTemplate)) throw new Error("no LMS.LaunchData");
    mode = data.launchMode;
    const statements = cmi5.statementsFor({ launch, data, kept: memory.kept });
    const text = typeof own?.state === "string" && data.launchMode !== "Browse" ? own.state : "";
    const { answers } = Samverka.readState(text, module);
    const told = new Map(Object.entries(answers).map(([key, answer]) => [key, answer.join(" ")]));
    heed(wishes, module.root);
    adoptMark(data, module);
    say(memory.kept.isOver ? SAID.over : (SAID[mode] ?? ""));
    session = sessionOf({ data, memory, sending, statements, reported, told });
    if (session.isOver()) return text;
    session.begin();
    Samverka.record.leave = session.leave;
    return text;
  };

  const open = async (module) => {
    say ??= speaker(module.root);
    if (session?.isOver()) {
      say(SAID.over);
      return null;
    }
    const launch = cmi5.launchFrom(location.search);
    try {
      if (launch) return await launchWith(launch, module);
      say(SAID.alone);
    } catch {
      say(SAID.silent);
    }
    return null;
  };

  Samverka.record = {
    kind: "lms",
    open,
    save: (snapshot) => session?.save(snapshot),
    close: (snapshot) => session?.close(snapshot),
  };
}
