// Search: nothing is fetched until the reader asks for it.
{
  const dialog = document.querySelector("[data-samverka=search-dialog]");
  const SETUP = 0, QUERY = 2; // what the theme's worker calls its messages
  const PATIENCE = 20_000; // milliseconds to fetch and read the index
  const PAUSE = 150; // milliseconds without a key before the search
  const MOST = 20, BEFORE = 60, LONGEST = 220; // results; characters of an excerpt

  if (dialog) {
    const input = dialog.querySelector("input");
    const status = dialog.querySelector("[role=status]");
    const list = dialog.querySelector("ol");
    const shortcut = dialog.querySelector("[type=checkbox]");
    const root = new URL(dialog.dataset.base.replace(/\/?$/, "/"), location.href);
    let worker, queue = Promise.resolve(), latest = 0, timer;

    const ask = (asked, message) =>
      new Promise((resolve, reject) => {
        asked.onmessage = ({ data }) => resolve(data.data);
        asked.onerror = reject;
        asked.postMessage(message);
      });

    const start = async () => {
      const response = await fetch(dialog.dataset.index);
      if (!response.ok) throw new Error(response.statusText);
      const { config, docs } = await response.json();
      const started = new Worker(dialog.dataset.worker);
      const late = new Promise((_, reject) => setTimeout(reject, PATIENCE));
      const data = { config, docs, options: { suggest: false } };
      await Promise.race([ask(started, { type: SETUP, data }), late]);
      return started;
    };
    const ready = () => {
      worker ??= start().catch((fault) => {
        worker = undefined;
        throw fault;
      });
      return worker;
    };

    // The worker marks words in text that may hold tags: only words and marks are taken over.
    const pieces = (html) => {
      const { body } = new DOMParser().parseFromString(html, "text/html");
      const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
      const found = [];
      let before;
      while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        const block = parentElement.closest("p, li, td, th, dt, dd, pre");
        const gap = found.length && block !== before ? " " : "";
        const text = (gap + data).replace(/\s+/g, " ");
        found.push({ text, marked: Boolean(parentElement.closest("mark")) });
        before = block;
      }
      return found;
    };
    const words = (html) => pieces(html).map(({ text }) => text).join("").trim();

    const excerpt = (html) => {
      const all = pieces(html);
      const at = all.findIndex(({ marked }) => marked);
      let left = LONGEST;
      const lead = all.slice(0, Math.max(at, 0)).map(({ text }) => text).join("");
      const cut = lead.length > BEFORE ? `… ${lead.slice(-BEFORE).replace(/^\S*\s/, "")}` : lead;
      const kept = [{ text: cut, marked: false }, ...all.slice(Math.max(at, 0))];
      const nodes = [];
      for (const { text, marked } of kept) {
        const said = text.length > left ? `${text.slice(0, left).replace(/\s\S*$/, "")} …` : text;
        const node = marked ? document.createElement("mark") : document.createTextNode("");
        node.textContent = said;
        nodes.push(node);
        left -= text.length;
        if (left <= 0) break;
      }
      return nodes;
    };

    const element = (tag, name, ...content) => {
      const made = document.createElement(tag);
      made.className = name;
      made.append(...content);
      return made;
    };
    const hit = (group) => {
      const [best] = group;
      const page = group.find(({ location: place }) => !place.includes("#")) ?? best;
      const link = element("a", "hit__title", words(best.title));
      link.href = new URL(best.location, root);
      const made = element("li", "hit", link);
      if (page !== best) made.append(element("p", "hit__page", words(page.title)));
      if (best.text) made.append(element("p", "hit__text", ...excerpt(best.text)));
      return made;
    };

    const count = (number, query) => {
      if (number === 0) return `Inga träffar på ”${query}”. Pröva ett kortare eller annat ord.`;
      if (number === 1) return "1 träff";
      return `${number} träffar${number > MOST ? `. De ${MOST} första visas.` : ""}`;
    };
    const show = (query, items) => {
      list.replaceChildren(...items.slice(0, MOST).map(hit));
      status.textContent = query ? count(items.length, query) : "";
    };
    const search = async () => {
      const query = input.value.trim(), mine = ++latest;
      if (!query) return show("", []);
      try {
        const asked = await ready();
        queue = queue.then(() => (mine === latest ? ask(asked, { type: QUERY, data: query }) : null));
        const result = await queue;
        if (mine === latest) show(query, result.items);
      } catch {
        if (mine !== latest) return;
        list.replaceChildren();
        status.textContent = "Sökningen gick inte att hämta. Försök igen om en stund.";
      }
    };

    const open = () => {
      if (dialog.open) return;
      dialog.showModal();
      input.select();
      ready().catch(search);
    };
    const step = (by) => {
      const stops = [input, ...list.querySelectorAll("a")];
      stops[Math.max(0, stops.indexOf(document.activeElement) + by)]?.focus();
    };

    for (const button of document.querySelectorAll("[data-samverka=search]")) {
      button.addEventListener("click", open);
    }
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE);
    });
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      list.querySelector("a")?.focus();
    });
    dialog.querySelector("[data-samverka=close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || target.closest("a")) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      step(by);
    });

    // A key alone must be possible to turn off (WCAG 2.1.4).
    try {
      shortcut.checked = localStorage.getItem("samverka-slash") !== "off";
      shortcut.addEventListener("change", () => {
        localStorage.setItem("samverka-slash", shortcut.checked ? "on" : "off");
      });
    } catch {
      // The choice lasts as long as the page.
    }
    document.addEventListener("keydown", (event) => {
      const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
      const writing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || !plain || writing || !shortcut.checked) return;
      event.preventDefault();
      open();
    });
  }
}
