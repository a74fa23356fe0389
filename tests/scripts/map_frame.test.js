import assert from 'node:assert/strict';
import test from 'node:test';
import { mapFrame } from '../../kit/scripts/map_frame.js';
import { openPage } from './fake_page.js';

test('a map whose page is loaded anew, as when its cell is moved, is told again what it was told', () => {
  openPage();
  /** @type {object[]} */
  const told = [];
  /** @type {object[]} */
  const heard = [];
  const end = new AbortController();
  const { element, send } = mapFrame('<p>', 'Map', said => heard.push(said), end.signal);
  const source = { postMessage: (/** @type {any} */ { token, ...message }) => told.push(message) };
  const say = (/** @type {object} */ more) =>
    window.dispatchEvent(Object.assign(new Event('message'), { source, data: { kit: 'map', ...more } }));
  send({ title: 'ASEAN', place: 'Bali' }); // a widget that is drawn before it is on the page has no page of the map yet
  Object.assign(element, { contentWindow: source });
  send({ styles: { VNM: {} } });
  send({ chosen: 'VNM' });
  say({ ready: true, token: element.name });
  const whole = { kit: 'map', title: 'ASEAN', place: 'Bali', styles: { VNM: {} }, chosen: 'VNM' };
  assert.deepEqual(told.slice(-1), [whole]);
  say({ ready: true, token: element.name });
  assert.deepEqual(told.slice(-2), [whole, whole]);
  say({ ready: true, token: 'another' });
  assert.equal(told.length, 4);
  assert.equal(heard.length, 2);
  end.abort();
  say({ ready: true, token: element.name });
  assert.equal(heard.length, 2);
  const late = mapFrame('<p>', 'Map', said => heard.push(said), end.signal); // its page came after the cell was cleared
  Object.assign(late.element, { contentWindow: source });
  say({ ready: true, token: late.element.name });
  assert.equal(heard.length, 2);
});
