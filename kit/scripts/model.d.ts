/** A widget's model as anywidget gives it. */
export interface Model {
  get: (name: string) => any;
  set: (name: string, value: unknown, options?: object) => void;
  save_changes: () => void;
  on: (name: string, call: (...given: any[]) => void) => void;
  off: (name: string, call: (...given: any[]) => void) => void;
  send: (message: object) => void;
  /** That of JupyterLab, Notebook and Voila knows the kernel; others may not. */
  widget_manager?: { kernel?: Kernel };
}

/** A connection to a kernel as JupyterLab has it. */
export interface Kernel {
  status: string;
  connectionStatus: string;
  statusChanged: { connect: (call: (sender: unknown, status: string) => void) => void };
}

/** What anywidget gives to `render`. */
export interface View {
  model: Model;
  el: HTMLElement;
  /** Aborted when the view is taken away. */
  signal: AbortSignal;
}
