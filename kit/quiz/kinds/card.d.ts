/** The texts that have emphasis: each leads to its pieces, with the tags around them. */
export type Runs = Record<string, [text: string, tags: string[]][]>;

/** A thing with an id, as a choice or a prompt. */
export interface Named {
  id: string;
  text: string;
  runs?: Runs;
}

/** What the browser may know of an item before it is answered; each kind adds fields of its own. */
export interface Question {
  id: string;
  kind: string;
  stem: string;
  runs?: Runs;
  picture?: { src: string; alt: string };
  /** How many hints there are, two where it is not said, and what the button says where a hint costs points. */
  hints?: number;
  hint?: string;
  /** Number of its objective in the list of goals; the first when it is not said, and none when it is -1. */
  goal?: number;
  /** The documents that it is about, as `scripts/build.js` takes them. */
  documents?: any;
  options?: Named[];
  prompts?: Named[];
  [field: string]: any;
}

/** A sentence of the feedback, on an option or a part, with its sources. */
export interface Note {
  text: string;
  sources: string[];
  option?: string | null;
}

/** What is known of an item now; see `kit.answers.item_state.ItemState`. */
export interface State {
  response?: any;
  saved: boolean;
  hints: string[];
  runs?: Runs;
  feedback: Note[];
  verdict?: string;
  score?: number | null;
  max_score?: number;
  /** Verdict and points in words. */
  line?: string;
  counted?: number | null;
  parts?: Record<string, string>;
  final?: boolean;
  /** Texts that nobody has translated, where their letters do not tell. */
  english?: string[];
  left?: string;
  /** Whether the teacher has it, in words. */
  sent?: string;
  kept?: string;
  flagged?: boolean;
}

/** What the card gives to a kind. */
export interface Quiz {
  /** Return a text of the learner's language, with its names filled in. */
  say: (key: string, values?: Record<string, unknown>) => string;
  /** Let a screen reader say a text. */
  tell: (text: string) => void;
  /** Return the page of the map for an item. */
  page: (item: Question) => Promise<string>;
  /** Aborted when the card is taken away. */
  signal: AbortSignal;
}

/** What a kind gives to the card. */
export interface Control {
  element: HTMLElement;
  read: () => unknown;
  write: (response: any) => void;
  /** Return the name of a part, for a note about it. */
  name?: (id: string) => string;
  /** What is shown below, after the answer is saved. */
  after?: HTMLElement;
  /** Take the feedback: the card then shows none of it. */
  judged?: (state: State) => void;
}

/** What each card.js exports, under the name of its folder. The verdict of a part goes where its mark is. */
export type Kind = (item: any, quiz: Quiz, send: (response: unknown) => Promise<void>) => Control;
