import { make } from '../../scripts/dom.js';

// The place of the verdict on a part.
export function mark(id) {
  return make('span.kit-mark', { 'data-part': id });
}
