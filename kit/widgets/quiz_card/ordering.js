kinds["ordering"] = (item, quiz) => {
  const spoken = make("span", { className: "kit-unseen", ariaLive: "polite" });
  const list = make("ol", { className: "kit-order" });
  const rows = new Map(item.options.map((option) => [option.id, row(option)]));
  list.append(...rows.values());

  function row(option) {
    const node = make("li", { className: "kit-entry" });
    node.dataset.id = option.id;
    const up = button("kit-up", "↑", () => step(node, option, -1));
    const down = button("kit-down", "↓", () => step(node, option, 1));
    up.ariaLabel = fill(quiz.say("up"), { text: option.text });
    down.ariaLabel = fill(quiz.say("down"), { text: option.text });
    const grip = make("span", { className: "kit-grip", ariaHidden: "true" }, "⠿");
    node.append(grip, make("span", { className: "kit-entry-text" }, option.text), up, down);
    node.addEventListener("pointerdown", (event) => drag(event, node, option));
    return node;
  }
  const places = () => [...list.children];
  // The neighbour moves around the row: an element that is itself put elsewhere loses focus and pointer.
  function step(node, option, by) {
    if (by < 0 && node.previousElementSibling) node.after(node.previousElementSibling);
    if (by > 0 && node.nextElementSibling) node.before(node.nextElementSibling);
    settle();
    tell(node, option);
  }
  function settle() {
    places().forEach((node, place, all) => {
      rest(node.querySelector(".kit-up"), place === 0);
      rest(node.querySelector(".kit-down"), place === all.length - 1);
    });
  }
  function tell(node, option) {
    const at = { text: option.text, place: places().indexOf(node) + 1, total: rows.size };
    spoken.textContent = fill(quiz.say("moved"), at);
  }
  // A mouse may take the whole row; a finger takes the grip, so that the page can still be scrolled.
  function drag(event, node, option) {
    const isTaken = event.pointerType === "mouse" ? !event.target.closest("button") : event.target.closest(".kit-grip");
    if (!isTaken || event.button || node.closest("fieldset").disabled) return;
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    node.classList.add("kit-dragged");
    const move = ({ clientY }) => {
      const before = node.previousElementSibling;
      const after = node.nextElementSibling;
      if (before && clientY < middle(before)) node.after(before);
      else if (after && clientY > middle(after)) node.before(after);
    };
    const drop = () => {
      node.removeEventListener("pointermove", move);
      node.classList.remove("kit-dragged");
      settle();
      tell(node, option);
    };
    node.addEventListener("pointermove", move);
    node.addEventListener("lostpointercapture", drop, { once: true });
  }
  const middle = (node) => {
    const box = node.getBoundingClientRect();
    return box.top + box.height / 2;
  };

  settle();
  return {
    element: make("div", {}, make("p", { className: "kit-advice" }, quiz.say("order")), list, spoken),
    read: () => places().map((node) => node.dataset.id),
    write(response) {
      const order = (response || []).filter((id) => rows.has(id));
      list.append(...order.map((id) => rows.get(id)));
      settle();
    },
    focus: () => list.querySelector("button:not([aria-disabled=true])").focus(),
  };
};
