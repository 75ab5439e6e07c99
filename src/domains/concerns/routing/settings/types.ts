import type { KindId, Stream } from '../../types.ts';
import type { RouteRole, RouteRule } from '../types.ts';

/** When a duty is told, as it is chosen on the page. */
export const ranks = ['once', 'next', 'after', 'last'] as const;
export type Rank = (typeof ranks)[number];

export interface SchoolSettings {
  readonly acknowledgeWithinMinutes: number;
  readonly recordOfTruth: 'gatehouse' | 'myconcern';
  readonly phone: string | null;
  readonly lado: string | null;
}

export interface SchoolLink {
  readonly id: string;
  readonly name: string;
}

/** A route in words, with the names of whoever holds the duties today. */
export interface RouteCard {
  readonly stream: Stream;
  readonly kind: KindId | null;
  readonly title: string;
  readonly atOnce: readonly string[];
  readonly urgent: readonly string[];
  readonly afterwards: readonly (readonly string[])[];
  readonly warnings: readonly string[];
  /** One person or none could be told: somebody should be given a duty. */
  readonly few: boolean;
  /** Nobody could be told at all. */
  readonly empty: boolean;
  readonly editable: boolean;
}

export interface RoutingOverview {
  readonly school: SchoolLink;
  readonly settings: SchoolSettings;
  readonly cards: readonly RouteCard[];
  readonly kindCards: readonly RouteCard[];
  readonly severalSchools: boolean;
  /** Of holders of a duty who could not open what they are told. */
  readonly warnings: readonly string[];
}

export interface DutyLine {
  readonly role: RouteRole;
  readonly label: string;
  readonly holders: string;
}

/** What the page that changes one route needs. */
export interface RouteEditing {
  readonly school: SchoolLink;
  readonly stream: Stream;
  readonly kind: KindId | null;
  readonly title: string;
  readonly duties: readonly DutyLine[];
  readonly rules: readonly RouteRule[];
  /** The school's own, not the default and not the general one. */
  readonly own: boolean;
}
