// @ts-check
/** @import { Model } from './model' */

/**
 * Let a widget hear Python on a slow page too: anywidget 0.11 gives a model two seconds to load, and after that throws
 * away whatever Python sends to it. A laptop that draws maps needs longer; whoever calls this is loaded.
 *
 * @param {Model} model
 */
export function keepHearing(model) {
  model.on('change:heard', whole =>
    whole.comm?.on_msg((/** @type {unknown} */ message) =>
      Object.getPrototypeOf(whole.constructor).prototype._handle_comm_msg.call(whole, message)
    )
  );
  model.set('heard', true); // only what a change tells holds the whole model
}
