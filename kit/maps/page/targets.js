// @ts-check
/** @import { Target } from './scene' */
import { wordsBox } from './words.js';

const REACH = 22;

/**
 * Return what hears the pointer: it says what is under a mouse, and finds what a finger means. A finger near the
 * middle of a small thing means it, unless the middle of another thing is nearer.
 *
 * @param {L.Map} map
 */
export function pointerTargets(map) {
  const box = wordsBox(map);
  /** @type {Map<EventTarget | null, Target>} */
  const targets = new Map();

  /** @type {(event: MouseEvent & { pointerType?: string }, point: L.Point) => Target | undefined} */
  function meant({ target: hit, pointerType }, point) {
    const direct = targets.get(hit);
    if (direct?.isMark || (direct && pointerType === 'mouse')) return direct;
    let near = { far: REACH, target: direct };
    for (const target of new Set(targets.values())) {
      for (const centre of target.centres) {
        const far = map.latLngToContainerPoint(centre).distanceTo(point);
        if (far < near.far) near = { far, target };
      }
    }
    return near.target?.isSmall ? near.target : (direct ?? near.target);
  }
  /** @type {(target: Target, point?: L.Point) => void} - Without a point, it is brought into sight. */
  const show = (target, point) => {
    const [centre] = target.centres;
    if (!point) map.panInside(centre, { padding: [40, 40], animate: false });
    box.show(target.thing(), point ?? map.latLngToContainerPoint(centre));
  };
  map.on('mousemove', ({ originalEvent, containerPoint }) => {
    const target = targets.get(originalEvent.target);
    if (target) show(target, containerPoint);
    else box.hide();
  });
  map.on('click', ({ originalEvent, containerPoint }) => {
    const target = meant(originalEvent, containerPoint);
    if (!target) return box.hide();
    show(target, containerPoint);
    target.press();
  });
  return {
    show,
    hide: box.hide,
    clear: () => targets.clear(),
    /** @type {(target: Target, ...paths: (Element | undefined)[]) => void} */
    add(target, ...paths) {
      for (const path of paths) if (path) targets.set(path, target);
    }
  };
}
