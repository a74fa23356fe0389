// @ts-check
// What JupyterLab expects of an extension that it did not build itself: a script that is no module, and brings one.

{
  /** @type {import('./page.js').Shared} */
  let shared = {};
  const laboratory = /** @type {{ _JUPYTERLAB?: Record<string, object> }} */ (window);
  laboratory._JUPYTERLAB ??= {};
  laboratory._JUPYTERLAB['heart-to-heart-pupils'] = {
    /** @param {typeof shared} scope */
    init(scope) {
      shared = scope;
    },
    get: async () => {
      const { pupilsPage } = await import('./page.js');
      return () => ({ __esModule: true, default: pupilsPage(shared) });
    }
  };
}
