// A map page in a frame of its own: the card and the dial talk to it only by messages that carry its token.
import { make, on } from './dom.js';

export function mapFrame(page, { title, onChoose, onPlace, onReady }) {
  const token = `map-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  const element = make('iframe.kit-map-frame', { title, name: token, sandbox: 'allow-scripts', srcdoc: page });
  const end = new AbortController();
  let isReady;
  const ready = new Promise(done => {
    isReady = done;
  });

  async function send(message) {
    await ready;
    element.contentWindow?.postMessage({ kit: 'map', token, ...message }, '*');
  }
  function hear({ source, data }) {
    if (source !== element.contentWindow || data?.kit !== 'map' || data.token !== token) return;
    if (data.ready) {
      isReady();
      onReady?.();
    }
    if (typeof data.id === 'string') onChoose?.(data.id);
    if (typeof data.place === 'string') onPlace?.(data.place);
  }
  on(window, 'message', hear, end);
  return {
    element,
    restyle: (styles, rest = {}) => send({ styles, ...rest }),
    choose: id => send({ chosen: id }),
    show: place => send({ place }),
    destroy() {
      end.abort();
      element.remove();
    }
  };
}
