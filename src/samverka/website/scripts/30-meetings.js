// A narrow page shows the rows of a table of people as lines; to those who hear it, it stays a table.
{
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  for (const part of document.querySelectorAll(".people__table, .people__table *")) {
    const role = part.tagName === "TH" ? (part.scope === "col" ? "columnheader" : "rowheader") : roles[part.tagName];
    if (role) part.setAttribute("role", role);
  }
}

// The log's two choices, kept in the address; without this the log is one long page.
for (const place of document.querySelectorAll("[data-samverka=filter]")) {
  const items = [...document.querySelectorAll("li[data-forum]")];
  const make = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const choice = (label, all, pairs) => {
    const options = [["", all], ...pairs].map(([value, text]) => make("option", { value, text }));
    const select = make("select", {}, ...options);
    return [select, make("label", { textContent: label }, select)];
  };
  const known = (key, name) => [...new Map(items.map((one) => [one.dataset[key], one.dataset[name]]))];
  const byName = (one, two) => one[1].localeCompare(two[1], "sv");
  const [forum, forumLabel] = choice("Grupp", "Alla grupper", known("forum", "name").sort(byName));
  const [year, yearLabel] = choice("År", "Alla år", known("year", "year"));
  const reset = make("button", { type: "button", textContent: "Visa alla" });
  const count = make("p", { className: "filter__count" });
  count.setAttribute("role", "status");
  const choices = [["forum", forum], ["ar", year]];

  const show = () => {
    let shown = 0;
    for (const item of items) {
      const wanted =
        (!forum.value || item.dataset.forum === forum.value) &&
        (!year.value || item.dataset.year === year.value);
      item.hidden = !wanted;
      shown += wanted;
    }
    for (const list of document.querySelectorAll(".log")) {
      const heading = list.previousElementSibling;
      const none = !list.querySelector("li:not([hidden])");
      list.hidden = heading.hidden = none;
      const link = document.querySelector(`.contents a[href="#${heading.id}"]`);
      if (link) link.parentElement.hidden = none;
    }
    reset.hidden = !forum.value && !year.value;
    count.textContent = `Visar ${shown} av ${items.length} ${place.dataset.thing}`;
  };
  const keep = () => {
    const address = new URL(location);
    for (const [key, select] of choices) {
      if (select.value) address.searchParams.set(key, select.value);
      else address.searchParams.delete(key);
    }
    history.replaceState(null, "", address);
    show();
  };
  const asked = new URLSearchParams(location.search);
  for (const [key, select] of choices) {
    const value = asked.get(key) ?? "";
    if ([...select.options].some((option) => option.value === value)) select.value = value;
    select.addEventListener("change", keep);
  }
  reset.addEventListener("click", () => {
    forum.value = year.value = "";
    keep();
    forum.focus();
  });
  place.append(make("div", { className: "filter__choices" }, forumLabel, yearLabel, reset), count);
  show();
}

// What has passed since the site was built moves from what is to come to its year.
for (const coming of document.querySelectorAll("[data-samverka=coming]")) {
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
  for (const item of coming.querySelectorAll("li[data-last]")) {
    if (item.dataset.last >= today) continue;
    const year = item.dataset.first.slice(0, 4);
    let past = document.querySelector(`[data-samverka=past][data-year="${year}"]`);
    if (!past) {
      past = coming.querySelector("ul").cloneNode();
      Object.assign(past.dataset, { samverka: "past", year });
      const heading = document.createElement("h2");
      heading.textContent = year;
      const older = document.querySelector("[data-samverka=past]")?.previousElementSibling;
      if (older) older.before(heading, past);
      else coming.parentElement.append(heading, past);
    }
    past.prepend(item);
  }
  if (!coming.querySelector("li")) coming.textContent = coming.dataset.empty;
}
