// @ts-check
// JupyterLab forgets a wish to run cells while the kernel of a notebook is being started: let it wait for the kernel.

/**
 * @typedef {{ initialize(): Promise<boolean> }} SessionContext
 * @typedef {(command: string, args?: object) => Promise<unknown>} Execute
 * @typedef {{ currentWidget: { sessionContext?: SessionContext } | null }} Shell
 * @typedef {{ commands: { execute: Execute }, shell: Shell }} App
 */

const plugin = {
  id: 'heart-to-heart-kit:run-when-ready',
  autoStart: true,
  /** @param {App} app */
  activate({ commands, shell }) {
    const execute = commands.execute.bind(commands);
    commands.execute = async (command, args) => {
      if (/^notebook:(run|restart-run|restart-and-run)/.test(command))
        await shell.currentWidget?.sessionContext?.initialize();
      return execute(command, args);
    };
  }
};

// What JupyterLab expects of an extension that it did not build itself.
const jupyterlab = /** @type {{ _JUPYTERLAB?: Record<string, object> }} */ (window);
jupyterlab._JUPYTERLAB ??= {};
jupyterlab._JUPYTERLAB['heart-to-heart-kit'] = {
  init() {},
  get: async () => () => ({ __esModule: true, default: plugin })
};
