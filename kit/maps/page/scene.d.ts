import type * as Leaflet from 'leaflet';

/** What kit.maps.to_page writes into the page; latitude comes before longitude. */
export interface Scene {
  title: string;
  /** Whether a state or place that is pressed is told to the page around this one. */
  pick: boolean;
  extent: [Point, Point];
  /** What the buttons for zoom are called. */
  zoom: { in: string; out: string };
  /** What the button is called that leads back to the whole map. */
  whole: string;
  areas: Area[];
  dots: Dot[];
  seas: { at: Point; names: string[] }[];
  flows: Flow[];
  scale: Flow | null;
  neighbours: Steps;
  /** Corners of the box in the ocean that Japan is in, on a narrow map. */
  box?: [Point, Point];
}

export type Point = [number, number];

/** Polygons of rings; each ring in steps of a hundredth of a degree, longitude first, each from the point before. */
export type Steps = number[][][];

export interface Thing {
  name: string;
  words: string[];
}

/** Something that a pointer can mean. */
export interface Target {
  thing: () => Thing;
  press: () => void;
  /** Where it is: the middle, and the capital. */
  centres: Point[];
  /** Whether a finger that comes near it means it. */
  isSmall: boolean;
  /** Whether a finger on it means it and nothing near it: a dot, or a ring. */
  isMark: boolean;
}

export interface Area extends Thing {
  id: string;
  fill: string;
  member: boolean;
  pickable: boolean;
  /** Whether it is hard to hit, and gets a ring. */
  small: boolean;
  /** Whether it is in the box of a narrow map. */
  isInset?: boolean;
  middle: Point;
  /** Where its name is and on which side of the point; none where it is not written. */
  label: [number, number, Leaflet.Direction] | null;
  mark: string;
  geometry: Steps;
}

export interface Dot extends Thing {
  lat: number;
  lon: number;
  /** The state whose capital it is. */
  area: string;
  /** How many events there were; 0 for a capital. */
  count: number;
  side: 'left' | 'right' | 'top';
}

export interface Flow extends Thing {
  fill: string;
  shape: Point[];
}

/** How a state looks after a message; what is left out is as the page came. */
export interface Look {
  fill?: string;
  member?: boolean;
  chosen?: boolean;
  /** The number of one of the texts, or what follows the lead; null is the page's own, counted from the last. */
  words?: (number | string | null)[];
}

/** What the page around this one may say; any one message is enough to draw the whole map. */
export interface Message {
  styles?: Record<string, Look>;
  texts?: Record<string, string>;
  /** How the texts about a figure begin. */
  lead?: string;
  title?: string;
  legend?: [string, string][];
  legend_title?: string;
  chosen?: string | null;
  place?: string;
  /** Whether it is read from far away, as on a projector. */
  far?: boolean;
}

/** Tell the page around this one. */
export type Send = (message: object) => void;

declare global {
  interface Window {
    $?: unknown;
  }
}
