kinds["multiple-choice"] = (item, quiz) => {
  const list = optionList(item, true, () => {});
  const element = make("div", {}, make("p", { className: "kit-advice" }, quiz.say("several")), list.element);
  return { ...list, element, write: (response) => list.write(response || []) };
};
