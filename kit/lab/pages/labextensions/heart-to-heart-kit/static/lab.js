// @ts-check
// What the kit adds to JupyterLab: a wish to run cells waits for the kernel; a widget without Python shows its words.

/**
 * @typedef {{ initialize(): Promise<boolean> }} SessionContext
 * @typedef {(command: string, args?: object) => Promise<unknown>} Execute
 * @typedef {{ currentWidget: { sessionContext?: SessionContext } | null }} Shell
 * @typedef {{ data: Record<string, unknown> }} Output
 * @typedef {{ node: HTMLElement, renderModel(model: Output): Promise<void> }} Renderer
 * @typedef {{ mimeTypes: string[], createRenderer(options: object): Renderer }} Factory
 * @typedef {(factory: Factory, rank?: number) => void} Add
 * @typedef {{ addFactory: Add, getFactory(type: string): Factory?, createRenderer(type: string): Renderer }} Renderers
 * @typedef {{ content: { rendermime: Renderers } }} Panel
 * @typedef {{ addWidgetExtension(type: string, extension: { createNew(panel: Panel): void }): void }} DocRegistry
 * @typedef {{ commands: { execute: Execute }, shell: Shell, docRegistry: DocRegistry }} App
 */

// JupyterLab forgets a wish to run cells while the kernel of a notebook is being started.
const runWhenReady = {
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

const VIEW = 'application/vnd.jupyter.widget-view+json';
const RANK = -10; // that of ipywidgets: before pictures and HTML
const WORDS = 'text/html';

// In a notebook of yesterday a widget says "model not found"; its output has words too, which say what to do.
const showWords = {
  id: 'heart-to-heart-kit:show-words',
  autoStart: true,
  /** @param {App} app */
  activate({ docRegistry }) {
    docRegistry.addWidgetExtension('Notebook', {
      createNew({ content: { rendermime } }) {
        const add = rendermime.addFactory.bind(rendermime);
        const known = rendermime.getFactory(VIEW);
        // ipywidgets adds its own once more when it knows the kernel.
        rendermime.addFactory = (factory, rank) =>
          add(factory.mimeTypes.includes(VIEW) ? orWords(factory, rendermime) : factory, rank);
        if (known) rendermime.addFactory(known, RANK);
      }
    });
  }
};

/**
 * @param {Factory} factory
 * @param {Renderers} rendermime
 * @returns {Factory}
 */
function orWords(factory, rendermime) {
  return {
    ...factory,
    createRenderer(options) {
      const renderer = factory.createRenderer(options);
      const render = renderer.renderModel.bind(renderer);
      renderer.renderModel = async model => {
        await render(model);
        const isDead = renderer.node.textContent?.startsWith('Error displaying widget');
        if (!isDead || !(WORDS in model.data)) return;
        const words = rendermime.createRenderer(WORDS);
        await words.renderModel(model);
        renderer.node.replaceChildren(words.node);
      };
      return renderer;
    }
  };
}

// What JupyterLab expects of an extension that it did not build itself.
const jupyterlab = /** @type {{ _JUPYTERLAB?: Record<string, object> }} */ (window);
jupyterlab._JUPYTERLAB ??= {};
jupyterlab._JUPYTERLAB['heart-to-heart-kit'] = {
  init() {},
  get: async () => () => ({ __esModule: true, default: [runWhenReady, showWords] })
};
