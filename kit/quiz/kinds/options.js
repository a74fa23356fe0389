// A list of native radios or checkboxes; radios share a name, so the arrow keys move between them.
function optionList(options, isMultiple = false, changed = () => {}) {
  const name = fresh();
  const inputs = options.map((option) =>
    make("input", { type: isMultiple ? "checkbox" : "radio", name, value: option.id }));
  const rows = options.map((option, place) =>
    make("label.kit-option", inputs[place], make("span", option.text)));
  const element = make("div.kit-options", ...rows);
  on(element, "change", () => changed(read()));

  const chosen = () => inputs.filter((input) => input.checked);
  const read = () => chosen().map((input) => input.value);
  const write = (ids) => {
    for (const input of inputs) input.checked = ids.includes(input.value);
  };
  const focus = () => (chosen()[0] || inputs[0]).focus();
  return { element, read, write, focus };
}
