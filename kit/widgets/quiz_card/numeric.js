kinds["numeric"] = (item, quiz) => {
  const id = fresh();
  const input = make("input", { type: "text", id, className: "kit-number", inputMode: "decimal", autocomplete: "off" });
  const unit = item.unit ? make("span", { id: `${id}-unit` }, item.unit) : null;
  if (unit) input.setAttribute("aria-describedby", unit.id);
  const label = make("label", { htmlFor: id }, quiz.say("number"));
  return {
    element: make("div", { className: "kit-typed" }, label, make("span", {}, input, unit)),
    read: () => input.value,
    write: (response) => { input.value = response ?? ""; },
    focus: () => input.select(),
  };
};
