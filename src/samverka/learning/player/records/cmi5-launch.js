// The record of cmi5 (AICC/ADL, Quartz; the numbers are its sections): what the learner does is told
// to the LMS that opened the page, as xAPI statements, and kept there in a document of its own.
// First: how the page was launched, and the way to its LMS.
globalThis.Samverka = { cmi5: {} };
{
  const parsed = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  };
  const isThing = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const webAddress = (text) => {
    try {
      const url = new URL(text);
      return /^https?:$/.test(url.protocol) ? url.href : "";
    } catch {
      return "";
    }
  };

  // 8.1: the five values of a launch, or nothing where one of them is not what it must be.
  const launchFrom = (query) => {
    const given = new URLSearchParams(query);
    const matching = (name, pattern) => given.get(name)?.match(pattern)?.[0];
    const launch = {
      endpoint: webAddress(given.get("endpoint")),
      fetch: webAddress(given.get("fetch")),
      actor: parsed(given.get("actor")),
      registration: matching("registration", /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i),
      activity: matching("activityId", /^[a-z][a-z\d+.-]*:\S+$/i),
    };
    const isWhole = isThing(launch.actor) && Object.values(launch).every(Boolean);
    return isWhole ? { ...launch, endpoint: launch.endpoint.replace(/\/?$/, "/") } : undefined;
  };

  // What a page that is loaded again must know. Its key is the launch's own address for a token, so
  // that nobody else who is launched in the same window meets it.
  const memoryOf = (launch) => {
    const key = `samverka-cmi5:${launch.fetch}`;
    const kept = {};
    try {
      Object.assign(kept, parsed(sessionStorage.getItem(key)));
    } catch {
      // A frame that may keep nothing: only loading it again is lost.
    }
    const remember = (more) => {
      Object.assign(kept, more);
      try {
        sessionStorage.setItem(key, JSON.stringify(kept));
      } catch {
        // As above.
      }
    };
    return { kept, remember };
  };

  // What the LMS says no to is final; what it had no time for, or never got, is tried again.
  const refusal = (status) =>
    Object.assign(new Error(`HTTP ${status}`), {
      status,
      isFinal: status < 500 && status !== 408 && status !== 429,
    });
  const checked = (response) => {
    if (!response.ok) throw refusal(response.status);
    return response;
  };

  const linkTo = (launch, { kept, remember }) => {
    // 8.2: the token is handed out once.
    const authorise = async () => {
      if (kept.token) return;
      const response = checked(await fetch(launch.fetch, { method: "POST" }));
      const token = parsed(await response.text())?.["auth-token"];
      if (typeof token !== "string" || !token) throw refusal(403);
      remember({ token });
    };
    const ask = async (path, query, options) => {
      const search = query ? `?${new URLSearchParams(query)}` : "";
      const headers = {
        Authorization: `Basic ${kept.token}`,
        "Content-Type": "application/json",
        "X-Experience-API-Version": "1.0.3",
      };
      return checked(await fetch(`${launch.endpoint}${path}${search}`, { ...options, headers }));
    };
    const read = async (path, query) => {
      const response = await ask(path, query, { cache: "no-store" });
      return parsed(await response.text());
    };
    const readIfAny = (path, query) =>
      read(path, query).catch((fault) => {
        if (!fault.isFinal) throw fault;
      });
    // Whether the LMS has a statement; yes where it does not let us ask.
    const has = async (statementId) => {
      try {
        const found = await read("statements", { statementId });
        return !Array.isArray(found?.statements) || found.statements.length > 0;
      } catch (fault) {
        if (!fault.isFinal) throw fault;
        return fault.status !== 404;
      }
    };
    const { activity, registration } = launch;
    const agent = JSON.stringify(launch.actor);
    return {
      authorise,
      ask,
      has,
      readIfAny,
      ofState: (stateId) => ({ activityId: activity, agent, registration, stateId }),
      ofProfile: { agent, profileId: "cmi5LearnerPreferences" },
      ofVerb: (verb) => ({ agent, activity, registration, verb, limit: "1" }),
    };
  };

  Object.assign(Samverka.cmi5, { isThing, launchFrom, linkTo, memoryOf, parsed, webAddress });
}
