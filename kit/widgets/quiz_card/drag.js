// A mouse may take a whole entry; a finger takes its grip, so that the page can still be scrolled.
function draggable(node, move, drop) {
  node.prepend(make("span.kit-grip", { ariaHidden: "true" }, "⠿"));
  node.classList.add("kit-entry");
  node.addEventListener("pointerdown", (event) => {
    const { target, pointerType, pointerId } = event;
    const isTaken = pointerType === "mouse" ? !target.closest("button, select") : target.closest(".kit-grip");
    if (!isTaken || event.button || node.closest("fieldset").disabled) return;
    event.preventDefault();
    node.setPointerCapture(pointerId);
    node.classList.add("kit-dragged");
    const follow = (now) => move(node, now, event);
    const release = (end) => {
      for (const name of ENDS) node.removeEventListener(name, release);
      node.removeEventListener("pointermove", follow);
      node.classList.remove("kit-dragged");
      drop(node, end.type === "pointerup");
    };
    node.addEventListener("pointermove", follow);
    for (const name of ENDS) node.addEventListener(name, release);
  });
}
const ENDS = ["pointerup", "pointercancel", "lostpointercapture"];
