// Checklists: what is ticked stays on the device. It counts for nothing, and no LMS is told.
{
  const KEPT = "Det du bockar av sparas bara i den här webbläsaren.";
  const { ticks } = Samverka.record;
  const words = ({ labels: [label] }) => label.textContent.trim().replace(/\s+/g, " ");

  const read = () => {
    try {
      const kept = JSON.parse(ticks?.read() ?? "{}");
      return new Map(Object.entries(kept ?? {}).filter(([, value]) => Array.isArray(value)));
    } catch {
      return new Map();
    }
  };
  const dress = (list) => {
    const boxes = [...list.querySelectorAll("input[type=checkbox]")];
    for (const box of boxes) box.autocomplete = "off";
    if (!ticks) return;
    const note = Object.assign(document.createElement("p"), { className: "checklist__note" });
    note.textContent = KEPT;
    list.append(note);
    list.addEventListener("change", () => {
      const ticked = boxes.filter((box) => box.checked).map(words);
      ticks.save(JSON.stringify(Object.fromEntries(read().set(list.id, ticked))));
    });
  };
  const show = (root) => {
    const kept = read();
    for (const list of root.querySelectorAll(".box--checklist")) {
      const ticked = kept.get(list.id) ?? [];
      for (const box of list.querySelectorAll("input[type=checkbox]")) {
        box.checked = ticked.includes(words(box));
      }
    }
  };

  Samverka.checklistsIn = (root) => {
    for (const list of root.querySelectorAll(".box--checklist")) dress(list);
    if (ticks) root.addEventListener("samverka:open", () => show(root));
  };
}
