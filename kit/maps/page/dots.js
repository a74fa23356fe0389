// @ts-check
/** @import { Dot, Scene, Send } from './scene' */
/** @import { pointerTargets } from './targets.js' */
import { onPress, spoken, write } from './words.js';

/**
 * Draw the dots: capitals, and places with as many events as their number says.
 *
 * @param {L.LayerGroup} layers
 * @param {Scene} scene
 * @param {ReturnType<typeof pointerTargets>} pointer
 * @param {Send} send
 */
export function drawDots(layers, scene, pointer, send) {
  // The dot of a capital belongs to its state, which says what it is; a place with events is chosen by itself.
  const drawn = scene.dots.map(dot => {
    const mark = drawDot(layers, dot);
    const centres = [/** @type {[number, number]} */ ([dot.lat, dot.lon])];
    const press = () => {
      if (!scene.pick) return;
      show(dot.name);
      send({ place: dot.name });
    };
    return { dot, mark, target: { thing: () => dot, press, centres, isSmall: true, isMark: true } };
  });

  /** @param {string} name */
  function show(name) {
    pointer.hide(); // what was said of another place
    for (const { dot, mark, target } of drawn) {
      const isShown = dot.name === name;
      mark.setStyle({ fillColor: isShown ? '#ffd24a' : '#fff', weight: isShown ? 3.5 : 1.5 });
      if (isShown) pointer.show(target);
    }
  }
  for (const { dot, mark, target } of drawn) {
    const path = /** @type {SVGElement} */ (mark.getElement());
    path.setAttribute('aria-label', spoken(dot));
    path.setAttribute('role', scene.pick && dot.count ? 'button' : 'img');
    if (!dot.count) continue;
    pointer.add(target, path);
    path.classList.add('kit-place');
    path.dataset.place = dot.name;
    path.setAttribute('tabindex', '0');
    path.addEventListener('focus', () => path.matches(':focus-visible') && pointer.show(target));
    path.addEventListener('blur', pointer.hide);
    onPress(path, () => {
      pointer.show(target);
      target.press();
    });
  }
  return { show };
}

/** @type {(layers: L.LayerGroup, dot: Dot) => L.CircleMarker} */
function drawDot(layers, dot) {
  const { lat, lon, name, count, side } = dot;
  const radius = count ? 8 + Math.min(4, count / 2) : 4;
  const look = { radius, pane: 'kit-marks', color: '#000', weight: 1.5, fillColor: '#fff', fillOpacity: 1 };
  const mark = L.circleMarker([lat, lon], { ...look, interactive: count > 0 }).addTo(layers);
  if (count) {
    const offset = { left: L.point(-radius, 0), right: L.point(radius, 0), top: L.point(0, -radius) }[side];
    write(layers, [lat, lon], [`${count}`], { direction: 'center', className: 'kit-name kit-count' });
    write(layers, [lat, lon], [name], { direction: side, offset, className: 'kit-name kit-town' });
  }
  return mark;
}
