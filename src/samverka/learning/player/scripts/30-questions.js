// The questions of a page: what is chosen, and feedback for the one who asks for it.
{
  const ROWS = ["order", "match"];
  const NOT_KEPT = "Det du skriver sparas inte och skickas inte till någon.";

  const make = (tag, className, ...content) => {
    const made = document.createElement(tag);
    made.className = className;
    made.append(...content);
    return made;
  };
  const wordsOf = (element, leftOut = "select") => {
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll(leftOut)) part.remove();
    for (const picture of copy.querySelectorAll("img")) picture.replaceWith(picture.alt);
    return copy.textContent.trim().replace(/\s+/g, " ");
  };
  // The key stays where it is for a page without scripts: what is shown of it is a copy.
  const copied = (element) => {
    const copy = element.cloneNode(true);
    for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
    return copy;
  };
  const inside = (element) => [...copied(element).childNodes];

  const readChoices = (fields, isRows) => {
    if (isRows) {
      const options = [...(fields[0]?.options ?? [])].filter(({ value }) => value);
      return options.map(({ value, text }) => ({ key: value, text }));
    }
    return fields.map((field) => ({ key: field.value, text: wordsOf(field.labels[0]) }));
  };
  const read = (element, place) => {
    const { question: key, type, right = "" } = element.dataset;
    const isRows = ROWS.includes(type), isText = type === "text";
    const fields = [...element.querySelectorAll(".answers input, .answers select, textarea")];
    return {
      key,
      number: place + 1,
      type,
      text: wordsOf(element.querySelector(".question__text")),
      choices: isText ? [] : readChoices(fields, isRows),
      rows: isRows ? fields.map((field) => wordsOf(field.labels[0])) : [],
      right: right.split(" ").filter(Boolean),
      element,
      fields,
    };
  };

  const chosen = ({ type, fields }) => {
    if (type === "text") return [];
    if (!ROWS.includes(type)) return fields.filter((one) => one.checked).map((one) => one.value);
    const rows = fields.map(({ value }) => value);
    return rows.some(Boolean) ? rows : [];
  };
  const choose = ({ type, fields }, answer) => {
    if (type === "text") return;
    fields.forEach((field, place) => {
      if (ROWS.includes(type)) field.value = answer[place] ?? "";
      else field.checked = answer.includes(field.value);
    });
  };

  const signed = (tag, isRight, words) =>
    make(tag, isRight ? "sign sign--right" : "sign sign--wrong", words);
  const unmark = ({ element, fields }) => {
    for (const one of element.querySelectorAll(".answer__mark")) one.remove();
    for (const one of element.querySelectorAll(".answers .is-right, .answers .is-wrong")) {
      one.classList.remove("is-right", "is-wrong");
    }
    for (const field of fields) field.removeAttribute("aria-describedby");
  };
  const markOne = (field, isRight, id) => {
    const mark = signed("span", isRight, isRight ? "Rätt" : "Inte rätt");
    mark.classList.add("answer__mark");
    mark.id = id;
    const label = field.labels[0];
    label.classList.add(isRight ? "is-right" : "is-wrong");
    if (field.matches("select")) {
      field.closest("li").append(mark);
      field.setAttribute("aria-describedby", id);
    } else label.append(mark);
  };
  const markAll = ({ key, type, right, fields }) => {
    fields.forEach((field, place) => {
      const isRow = ROWS.includes(type);
      if (!isRow && !field.checked) return;
      const isRight = isRow ? field.value === right[place] : right.includes(field.value);
      markOne(field, isRight, `svar-${key}-${place + 1}`);
    });
  };

  const counted = ({ type, right }, answer) => {
    if (ROWS.includes(type)) {
      const found = answer.filter((one, place) => one === right[place]).length;
      return `${found} av ${right.length} rader är rätt.`;
    }
    const found = answer.filter((one) => right.includes(one)).length;
    return found === right.length
      ? "Du har hittat alla rätta svar, men också valt något som inte stämmer."
      : `Du har hittat ${found} av ${right.length} rätta svar.`;
  };
  const feedbackOf = ({ type, element }, answer) => {
    if (ROWS.includes(type)) return [];
    const parts = [];
    for (const one of element.querySelectorAll(".question__key .verdicts > [data-answer]")) {
      const feedback = one.querySelector(".feedback");
      if (!feedback || !answer.includes(one.dataset.answer)) continue;
      if (type === "multiple") parts.push(make("p", "question__chosen", wordsOf(one.querySelector("strong"))));
      parts.push(...inside(feedback));
    }
    return parts.length ? [make("div", "feedback", ...parts)] : [];
  };
  const keyOf = ({ type, element }) => {
    const list = element.querySelector(".question__key .verdicts");
    if (!ROWS.includes(type) || !list) return [];
    const words = type === "order" ? "Rätt ordning" : "Så hör det ihop";
    return [make("p", "question__chosen", words), copied(list)];
  };
  const explanationOf = ({ element }) => {
    const found = element.querySelector(".question__key .question__explanation");
    return found ? [make("div", "question__explanation", ...inside(found))] : [];
  };
  const verdictOn = (question, answer) => {
    const isRight = Samverka.isRight(question, answer);
    const heading = signed("p", isRight, isRight ? "Rätt." : "Inte riktigt.");
    heading.classList.add("question__verdict");
    const isMany = question.right.length > 1 && !isRight;
    const count = isMany ? [make("p", "question__count", counted(question, answer))] : [];
    const key = isRight ? [] : keyOf(question);
    return [heading, ...count, ...feedbackOf(question, answer), ...key, ...explanationOf(question)];
  };
  const missing = ({ type }) => {
    if (ROWS.includes(type)) return "Välj ett svar på varje rad först.";
    return type === "multiple" ? "Välj minst ett svar först." : "Välj ett svar först.";
  };

  const focusOn = (heading) => {
    heading.tabIndex = -1;
    heading.focus();
  };
  const send = (question, name) =>
    question.element.dispatchEvent(
      new CustomEvent(`samverka:${name}`, { bubbles: true, detail: { question } }),
    );

  // What was there when the page opened is not read aloud; what the reader asks for is.
  const quietly = (region, work) => {
    region.removeAttribute("role");
    work();
    setTimeout(() => region.setAttribute("role", "status"));
  };

  const dressScored = (question, button, region) => {
    const clear = () => {
      unmark(question);
      region.replaceChildren();
    };
    const showFeedback = () => {
      markAll(question);
      region.replaceChildren(...verdictOn(question, chosen(question)));
    };
    button.textContent = "Visa återkoppling";
    button.addEventListener("click", () => {
      clear();
      if (!Samverka.isAnswered(chosen(question))) {
        region.append(make("p", "question__missing", missing(question)));
        return;
      }
      showFeedback();
      send(question, "check");
      focusOn(region.firstChild);
    });
    question.element.addEventListener("change", ({ target }) => {
      if (!question.fields.includes(target)) return;
      clear();
      send(question, "answer");
    });
    question.show = (answer, isChecked) =>
      quietly(region, () => {
        choose(question, answer);
        clear();
        if (isChecked && Samverka.isAnswered(answer)) showFeedback();
      });
  };

  const dressText = (question, button, region) => {
    const [field] = question.fields;
    const note = question.element.querySelector(".question__note") ?? make("p", "question__note", NOT_KEPT);
    note.id ||= `text-${question.key}`;
    if (!note.isConnected) field.after(note);
    field.setAttribute("aria-describedby", note.id);
    button.textContent = "Så kan man tänka";
    button.hidden = !explanationOf(question).length;
    button.addEventListener("click", () => {
      const heading = make("p", "question__verdict", "Så kan man tänka");
      region.replaceChildren(heading, ...explanationOf(question));
      focusOn(heading);
    });
    question.show = () => quietly(region, () => region.replaceChildren());
  };

  const dress = (question) => {
    const { element, type, fields } = question;
    const button = make("button", "question__button");
    const region = make("div", "question__feedback");
    button.type = "button";
    region.setAttribute("role", "status");
    for (const field of fields) field.autocomplete = "off"; // the browser restores nothing by itself
    (type === "text" ? dressText : dressScored)(question, button, region);
    question.answer = () => chosen(question);
    for (const key of element.querySelectorAll(".question__key")) key.hidden = true;
    element.append(button, region);
    return question;
  };

  Samverka.questionsIn = (root) =>
    [...root.querySelectorAll(".question[data-question]")].map(read).map(dress);
}
