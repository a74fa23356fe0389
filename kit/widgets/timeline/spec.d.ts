/** What Python tells the browser of a timeline; see `kit.widgets.timeline.widget`. */
export interface Spec {
  events: Event[];
  /** Each kind with its name in words, in the order of the lanes. */
  kinds: [string, string][];
  text: Record<string, string>;
  language: string;
  /** The first year, the first one of events before it, and the year after the last. */
  range: [number, number, number];
  /** With a map: its page, the dot of each event, and what is said about it. */
  page?: string;
  foot?: string[];
  dots?: Record<string, string>;
  says?: Record<string, string>;
}

export interface Event {
  id: string;
  kind: string;
  when: string;
  title: string;
  words: string[];
  place?: string;
  source: string;
  /** Where the story names it. */
  story?: string;
  /** Whether it is from before the first year. */
  early?: boolean;
  /** When it was or may have begun, in years with fractions. */
  at: number;
  /** When it may have ended, if the day is not known. */
  until?: number;
}

/** The first and the last year, both included. */
export type Years = [number, number];

/** Set a trait of the model, for Python too. */
export type Save = (name: string, value: unknown) => void;
