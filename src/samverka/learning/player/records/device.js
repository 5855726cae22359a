// Keeps what the reader has done in this browser and nowhere else. Where the browser lets nothing
// be kept (private window, full storage, some file:// pages) it lasts as long as the page.
globalThis.Samverka = {
  record: (() => {
    let key = "";
    const attempt = (work) => {
      try {
        return work() ?? null;
      } catch {
        return null;
      }
    };
    const read = (name) => attempt(() => localStorage.getItem(name));
    const write = (name, text) => attempt(() => localStorage.setItem(name, text));
    // How far it has come is kept beside it, for the pages that list modules.
    const save = ({ state, result }) => {
      if (state !== read(key)) write(key, state);
      if (result.status !== read(`${key}:status`)) write(`${key}:status`, result.status);
    };

    return {
      kind: "device",
      async open(module) {
        key = `samverka:${module.name}`;
        return read(key);
      },
      save,
      close: save,
      erase() {
        for (const name of [key, `${key}:ticks`, `${key}:status`]) attempt(() => localStorage.removeItem(name));
      },
      ticks: { read: () => read(`${key}:ticks`), save: (text) => write(`${key}:ticks`, text) },
      // Another tab with the same module has done something: null where it has erased it.
      watch(tell) {
        addEventListener("storage", (event) => {
          if (event.key === key || event.key === null) tell(read(key));
        });
      },
    };
  })(),
};
