// One item: stem, control, buttons, hints and feedback. What is shown follows from the state that Python sends.
const SIGNS = { right: "✓", partly: "◐", wrong: "✗", unreadable: "!", unmarked: "…" };

function itemView(item, quiz, place, total) {
  const control = kinds[item.kind](item, quiz);
  const check = button("kit-check", quiz.say(quiz.isPretest ? "save" : "check"), () => send());
  const retry = button("kit-retry", quiz.say(quiz.isPretest ? "change" : "retry"), () => again());
  const hint = button("kit-hint", quiz.say("hint"), () => ask("hint"));
  const hints = make("div", { className: "kit-hints", ariaLive: "polite" });
  const feedback = make("div", { className: "kit-feedback", role: "status" });
  const fieldset = make("fieldset", {}, legend(), control.element);
  const actions = make("div", { className: "kit-actions" }, check, retry, item.hints ? hint : null);
  const element = make("div", { className: "kit-item", tabIndex: -1 }, fieldset, hints, actions, feedback);
  element.dataset.item = item.id;
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && event.target.matches("fieldset input")) check.click();
  });
  let shown = null;
  let began = performance.now();
  let isBusy = false;

  function legend() {
    const number = total > 1 ? make("span", { className: "kit-place" }, fill(quiz.say("place"), { place, total })) : null;
    return make("legend", {}, number, make("span", { className: "kit-stem" }, item.stem));
  }
  async function ask(what, more) {
    if (isBusy) return;
    isBusy = true;
    const patience = setTimeout(() => feedback.replaceChildren(make("p", {}, quiz.say("wait"))), 500);
    try {
      await quiz.ask(what, item.id, more);
      clearTimeout(patience);
      show(quiz.state(item.id));
    } catch (error) {
      clearTimeout(patience);
      shown = null;
      feedback.replaceChildren(make("p", { className: "kit-error" }, error.message));
    }
    isBusy = false;
  }
  function send() {
    return ask("check", { response: control.read(), seconds: Math.round((performance.now() - began) / 100) / 10 });
  }
  async function again() {
    await ask("retry");
    if (fieldset.disabled) return;
    began = performance.now();
    control.focus();
  }
  function show(state) {
    if (state === shown) return;
    shown = state;
    if ((state.response ?? null) !== null) control.write(state.response);
    lock(state.saved);
    hints.replaceChildren(...state.hints.map((text, at) => hintView(text, at + 1)));
    hint.hidden = state.saved;
    rest(hint, state.hints.length >= item.hints);
    feedback.replaceChildren(...feedbackView(state));
  }
  function lock(isLocked) {
    if (isLocked && fieldset.contains(fieldset.getRootNode().activeElement)) check.focus();
    fieldset.disabled = isLocked;
    if (control.lock) control.lock(isLocked);
    rest(check, isLocked);
    retry.hidden = !isLocked;
  }
  function hintView(text, number) {
    return make("p", {}, make("strong", {}, fill(quiz.say("hint_number"), { number })), " ", text);
  }
  function feedbackView(state) {
    const parts = [];
    if (state.verdict) parts.push(verdictView(state));
    for (const note of state.feedback) parts.push(noteView(note, state.feedback.length > 1));
    if (state.saved) parts.push(make("p", { className: "kit-saved" }, quiz.say("saved")));
    return parts;
  }
  function verdictView({ verdict, score, max_score: most }) {
    const sign = make("span", { className: "kit-sign", ariaHidden: "true" }, SIGNS[verdict]);
    const points = fill(quiz.say(most === 1 ? "point" : "points"), { score: quiz.number(score), total: quiz.number(most) });
    const isCounted = verdict === "partly" || (verdict !== "unreadable" && most !== 1 && score !== null);
    const node = make("p", { className: "kit-verdict" }, sign, quiz.say(verdict), isCounted ? ` · ${points}` : "");
    node.dataset.verdict = verdict;
    return node;
  }
  function noteView(note, isOneOfMany) {
    const option = isOneOfMany && (item.options || []).find((other) => other.id === note.option);
    const text = make("p", {}, option ? make("strong", {}, option.text) : null, note.text);
    return make("div", { className: "kit-note" }, text, sourcesView(note.sources));
  }
  function sourcesView(sources) {
    const label = quiz.say("source");
    if (!sources.length) return null;
    if (sources.length === 1 && sources[0].length < 90) {
      return make("p", { className: "kit-source" }, `${label}: `, make("span", { lang: "en" }, sources[0]));
    }
    const lines = sources.map((source) => make("li", { lang: "en" }, source));
    return make("details", { className: "kit-source" }, make("summary", {}, label), make("ul", {}, ...lines));
  }
  return { element, show, focus: () => element.focus() };
}
