// What stands around several items: title, progress, and at the end the score and what to read again.
function quizFrame(spec, quiz, views) {
  const total = spec.items.length;
  const count = make("span");
  const bar = make("progress", { max: total, value: 0 });
  bar.ariaLabel = quiz.say("progress");
  const head = make("header.kit-head", {}, spec.title ? make("h3", {}, spec.title) : null,
    make("p.kit-progress", {}, bar, count));
  const summary = make("div.kit-summary", { role: "status" });
  let told = "";

  const states = () => spec.items.map((item) => quiz.state(item.id));
  function show() {
    const answered = states().filter((state) => state.saved).length;
    bar.value = answered;
    count.textContent = quiz.say("answered", { count: answered, total });
    const now = answered === total ? JSON.stringify(states().map((state) => state.score)) : "";
    if (now !== told) summary.replaceChildren(...(now ? result() : []));
    told = now;
  }
  function result() {
    if (quiz.isPretest) return [make("h4", {}, quiz.say("done")), make("p", {}, quiz.say("done_pretest"))];
    // What nobody has marked yet counts neither for nor against the learner.
    const marked = states().filter((state) => state.score !== null);
    const sum = (name) => quiz.number(marked.reduce((whole, state) => whole + state[name], 0));
    const points = quiz.say("points", { score: sum("score"), total: sum("max_score") });
    const open = spec.items.map((item, at) => ({ item, at })).filter(({ at }) => states()[at].verdict !== "right");
    const score = make("p.kit-score", {}, points);
    if (!open.length) return [make("h4", {}, quiz.say("done")), score, make("p", {}, quiz.say("all_right"))];
    return [make("h4", {}, quiz.say("done")), score, make("p", {}, quiz.say("look_again")), make("ul", {}, ...open.map(entry))];
  }
  function entry({ item, at }) {
    const jump = button("kit-jump", item.stem, () => views[at].focus());
    const goal = (spec.objectives || {})[item.id];
    return make("li", {}, jump, goal ? make("p.kit-goal", {}, goal) : null);
  }
  return { show, around: (items) => [head, ...items, summary] };
}
