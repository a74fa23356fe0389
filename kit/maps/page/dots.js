// @ts-check
/** @import { Dot, Scene, Send } from './scene' */
import { onPress, spoken, tell, write } from './words.js';

/**
 * Draw the dots: capitals, and places with as many events as their number says.
 *
 * @param {L.Map} map
 * @param {Scene} scene
 * @param {Send} send
 * @param {(area: string) => boolean} pressArea - Picks a state; false where there is none.
 */
export function drawDots(map, scene, send, pressArea) {
  const drawn = scene.dots.map(dot => ({ ...dot, mark: drawDot(map, dot) }));

  /** @param {string} name */
  function show(name) {
    for (const { mark, lat, lon, ...dot } of drawn) {
      const isShown = dot.name === name;
      mark.setStyle({ fillColor: isShown ? '#ffd24a' : '#fff', weight: isShown ? 3.5 : 1.5 });
      if (isShown) {
        map.panInside([lat, lon], { padding: [40, 40], animate: false });
        mark.openTooltip([lat, lon]);
      } else mark.closeTooltip();
    }
  }
  for (const { mark, lat, lon, ...dot } of drawn) {
    // A place on a map of events is chosen by itself; the dot of a capital is that of its state.
    const press = () => {
      if (scene.pick && dot.count) {
        show(dot.name);
        send({ place: dot.name });
      } else if (!scene.pick || !pressArea(dot.area)) mark.openTooltip();
    };
    const path = /** @type {SVGElement} */ (mark.getElement());
    mark.on('click', press);
    path.setAttribute('aria-label', spoken(dot));
    path.setAttribute('role', scene.pick && dot.count ? 'button' : 'img');
    if (!dot.count) continue;
    path.classList.add('kit-place');
    path.dataset.place = dot.name;
    path.setAttribute('tabindex', '0');
    path.addEventListener('focus', () => mark.openTooltip([lat, lon]));
    path.addEventListener('blur', () => mark.closeTooltip());
    onPress(path, press);
  }
  return { show };
}

/** @type {(map: L.Map, dot: Dot) => L.CircleMarker} */
function drawDot(map, dot) {
  const { lat, lon, name, count, side } = dot;
  const radius = count ? 8 + Math.min(4, count / 2) : 4;
  const look = { radius, pane: 'kit-marks', color: '#000', weight: 1.5, fillColor: '#fff', fillOpacity: 1 };
  const mark = tell(L.circleMarker([lat, lon], look).addTo(map), dot);
  if (count) {
    const offset = { left: L.point(-radius, 0), right: L.point(radius, 0), top: L.point(0, -radius) }[side];
    write(map, [lat, lon], [`${count}`], { direction: 'center', className: 'kit-name kit-count' });
    write(map, [lat, lon], [name], { direction: side, offset });
  }
  return mark;
}
