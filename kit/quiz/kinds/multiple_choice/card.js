kinds["multiple-choice"] = (item, quiz) => {
  const list = optionList(item.options, true);
  const element = make("div", make("p.kit-advice", quiz.say("several")), list.element);
  return { ...list, element, write: (response) => list.write(response || []) };
};
