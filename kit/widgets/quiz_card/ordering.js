kinds["ordering"] = (item, quiz) => {
  const list = make("ol.kit-order");
  const rows = new Map(item.options.map((option) => [option.id, row(option)]));
  list.append(...rows.values());

  function row(option) {
    const up = button("kit-up", "↑", () => step(node, option, -1));
    const down = button("kit-down", "↓", () => step(node, option, 1));
    up.ariaLabel = quiz.say("up", { text: option.text });
    down.ariaLabel = quiz.say("down", { text: option.text });
    const node = make("li", {}, make("span.kit-entry-text", {}, option.text), up, down);
    node.dataset.id = option.id;
    draggable(node, pull, () => settle(node, option));
    return node;
  }
  const places = () => [...list.children];
  // The neighbour moves around the row: an element that is itself put elsewhere loses focus and pointer.
  function step(node, option, by) {
    if (by < 0 && node.previousElementSibling) node.after(node.previousElementSibling);
    if (by > 0 && node.nextElementSibling) node.before(node.nextElementSibling);
    settle(node, option);
  }
  function pull(node, { clientY: at }) {
    while (node.previousElementSibling && at < middle(node.previousElementSibling)) node.after(node.previousElementSibling);
    while (node.nextElementSibling && at > middle(node.nextElementSibling)) node.before(node.nextElementSibling);
  }
  function settle(moved, option) {
    places().forEach((node, place, all) => {
      rest(node.querySelector(".kit-up"), place === 0);
      rest(node.querySelector(".kit-down"), place === all.length - 1);
    });
    if (moved) quiz.tell(quiz.say("moved", { text: option.text, place: places().indexOf(moved) + 1, total: rows.size }));
  }
  const middle = (node) => {
    const box = node.getBoundingClientRect();
    return box.top + box.height / 2;
  };

  settle();
  return {
    element: make("div", {}, make("p.kit-advice", {}, quiz.say("order")), list),
    read: () => places().map((node) => node.dataset.id),
    write(response) {
      const order = (response || []).filter((id) => rows.has(id));
      list.append(...order.map((id) => rows.get(id)));
      settle();
    },
    focus: () => list.querySelector("button:not([aria-disabled=true])").focus(),
  };
};
