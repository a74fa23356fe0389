// A map page in a frame of its own: the card and the dial talk to it only by messages that carry its token.
function mapFrame(page, { title, onChoose, onPlace, onReady }) {
  const token = "map-" + crypto.getRandomValues(new Uint32Array(2)).join("-");
  const element = document.createElement("iframe");
  element.className = "kit-map-frame";
  element.title = title;
  element.name = token;
  element.setAttribute("sandbox", "allow-scripts");
  element.srcdoc = page;
  let waiting = [];
  let ready = false;

  function send(message) {
    if (!ready) { waiting.push(message); return; }
    element.contentWindow.postMessage({ kit: "map", token, ...message }, "*");
  }
  function hear(event) {
    const message = event.data;
    if (event.source !== element.contentWindow || !message || message.kit !== "map" || message.token !== token) return;
    if (message.ready) {
      ready = true;
      const late = waiting;
      waiting = [];
      late.forEach(send);
      if (onReady) onReady();
    } else if (typeof message.id === "string" && onChoose) {
      onChoose(message.id);
    } else if (typeof message.place === "string" && onPlace) {
      onPlace(message.place);
    }
  }
  window.addEventListener("message", hear);
  return {
    element,
    restyle: (styles, rest = {}) => send({ styles, ...rest }),
    choose: (id) => send({ chosen: id }),
    show: (place) => send({ place }),
    destroy: () => { window.removeEventListener("message", hear); element.remove(); },
  };
}
