// On the way to the LMS: statements in their order, and the one document we keep there.
{
  const OWN = "samverka"; // its stateId
  const SHORTEST = 2_000, LONGEST = 60_000; // milliseconds between tries
  const MANY = 20; // statements in one request
  const MOST = 56_000; // bytes; all that is under way when a page closes may be 64 KiB (Fetch, 4.6)
  const DUPLICATE = 409; // the LMS has it already

  const sendingBy = (link, hear) => {
    const { VERBS } = Samverka.cmi5;
    let waiting = [], wanted = "", saved = "";
    let isWorking = false, isCareful = false, pause = SHORTEST, timer, whenDone = () => {};

    // It needs no If-Match (xAPI 1.0.3, Communication, 3.1): only this page writes it.
    const put = async (options) => {
      const body = wanted;
      await link.ask("activities/state", link.ofState(OWN), { method: "PUT", body, ...options });
      saved = body;
    };
    const drop = (batch) => {
      waiting = waiting.filter((one) => !batch.includes(one));
    };
    const post = async (batch, options) => {
      const body = JSON.stringify(batch);
      await link.ask("statements", undefined, { method: "POST", body, ...options });
      drop(batch);
    };
    const hasWork = () => waiting.length > 0 || wanted !== saved;

    // A batch that is refused goes again one by one; what is refused alone is given up, and told.
    const sendSome = async () => {
      const batch = waiting.slice(0, isCareful ? 1 : MANY);
      try {
        await post(batch);
      } catch (fault) {
        if (!fault.isFinal) throw fault;
        if (batch.length === 1) {
          drop(batch);
          if (fault.status !== DUPLICATE) hear("refused");
        }
        isCareful = true;
      }
    };
    const save = async () => {
      const tried = wanted;
      try {
        await put();
      } catch (fault) {
        if (!fault.isFinal) throw fault;
        saved = tried;
        hear("refused");
      }
    };
    // One request at a time, so that what is told arrives in its order.
    const work = async () => {
      if (isWorking) return;
      isWorking = true;
      clearTimeout(timer);
      try {
        while (hasWork()) await (waiting.length ? sendSome() : save());
        if (pause !== SHORTEST) hear("arrived");
        pause = SHORTEST;
        whenDone();
      } catch {
        hear("waiting");
        timer = setTimeout(work, pause);
        pause = Math.min(pause * 2, LONGEST);
      }
      isWorking = false;
    };

    // The page closes: what is not known to have arrived goes once more, in one request. The LMS
    // knows a statement by its id, and does not keep it twice (xAPI 1.0.3, Communication, 2.1.2).
    const flush = () => {
      const options = { keepalive: true };
      const size = (batch) => new TextEncoder().encode(JSON.stringify(batch)).length;
      const batch = [...waiting];
      while (size(batch) > MOST) {
        const answer = batch.findIndex(({ verb }) => verb.id === `${VERBS}answered`);
        if (answer < 0) break;
        batch.splice(answer, 1);
      }
      if (wanted !== saved) put(options).catch(() => {});
      if (batch.length) post(batch, options).catch(() => {});
    };

    addEventListener("online", work);
    return {
      add: (...statements) => waiting.push(...statements),
      keep: (text) => {
        wanted = text;
      },
      has: (text) => {
        wanted = saved = text;
      },
      read: () => link.readIfAny("activities/state", link.ofState(OWN)),
      work,
      flush,
      finish: () =>
        new Promise((resolve) => {
          whenDone = resolve;
          work();
        }),
    };
  };

  Object.assign(Samverka.cmi5, { sendingBy });
}
