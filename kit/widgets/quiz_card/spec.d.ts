import type { Kind, Question, Quiz, State } from '../../quiz/kinds/card';

/** What Python tells the browser of a card; see `kit.widgets.quiz_card.widget`. */
export interface Spec {
  title: string;
  mode: 'practice' | 'pretest' | 'exam';
  language: string;
  /** Names the learner and the quiz, for drafts. */
  who: string;
  items: Question[];
  /** The objectives, each with the id of the cell where it is taught. */
  goals: { text: string; step?: string }[];
  strings: Record<string, string>;
  rules?: RulesSpec;
  /** Texts that nobody has translated, where their letters do not tell. */
  english?: string[];
}

export interface RulesSpec {
  told: string[];
  isTimed: boolean;
  /** Percent needed to pass. */
  pass: number | null;
}

/** What a quiz with rules adds to a card; see rules.js. */
export interface RulesViews {
  applyRules: (spec: Spec, quiz: CardQuiz, root: HTMLElement, cell: HTMLElement) => void;
  endView: (rules: RulesSpec, quiz: Pick<Quiz, 'say'>, share: number) => HTMLElement | null;
}

/** What the views of a card share. */
export interface CardQuiz extends Quiz {
  kinds: Record<string, Kind>;
  rules?: RulesViews;
  build?: (tree: any) => string | HTMLElement;
  who: string;
  isPretest: boolean;
  /** Ask Python, and return its reply; `onSlow` is called once when that takes long. */
  ask: (what: string, item?: string, more?: object, onSlow?: () => void) => Promise<any>;
  state: (id: string) => State;
}
