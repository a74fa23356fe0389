// A key for a widget must do nothing else: arrows would leave the cell, X would cut it. JupyterLab hears keys after the
// widget, Notebook 7 before it, so both ways are closed; with Ctrl, Alt or Cmd they are the notebook's. Escape leads back.
function keepKeys(root, signal) {
  const isPlain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;
  window.addEventListener("keydown", (event) => {
    if (root.contains(event.target)) event.target.toggleAttribute("data-lm-suppress-shortcuts", isPlain(event));
  }, { capture: true, signal });
  for (const name of ["keydown", "keyup", "keypress"]) {
    root.addEventListener(name, (event) => {
      if (isPlain(event)) event.stopPropagation();
      if (name === "keydown" && event.key === "Escape" && !event.isComposing) root.closest(".jp-Cell")?.focus();
    });
  }
}
