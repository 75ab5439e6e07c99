/** Every route of the web process → what each actor is answered. What is not said: see `answered` below. */
export interface RouteRow {
  /** Method and pattern, as Fastify lists it. */
  readonly route: string;
  /** The pattern with rows of the scene in place of its parameters. */
  readonly at: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** Status, or several that an order of arrival decides between → whom it is given to. */
  readonly answers: Readonly<Record<string, string>>;
  /** What everybody else gets who is signed in: there is nothing here. */
  readonly rest: number;
  /** What whoever is not signed in gets, and a child whose session this should never be. */
  readonly visitor: number | 'sign in';
  readonly pupil: number;
}

export type More = Partial<Pick<RouteRow, 'fields' | 'rest' | 'visitor' | 'pupil'>> & {
  readonly pattern?: string;
};

function row(method: string, at: string, answers: RouteRow['answers'], more: More = {}): RouteRow {
  const { pattern = at.split('?')[0] ?? at, ...rest } = more;
  return { route: `${method} ${pattern}`, at, answers, rest: 404, visitor: 'sign in', pupil: 403, ...rest };
}
export const get = (at: string, answers: RouteRow['answers'], more?: More) => row('GET', at, answers, more);
/** What no form sends is not sent to the sign-in page either. */
export const put = (at: string, answers: RouteRow['answers'], more?: More) =>
  row('PUT', at, answers, { visitor: 403, ...more });
export const post = (at: string, answers: RouteRow['answers'], more?: More) => row('POST', at, answers, more);

/** The same to everybody, signed in or not. */
export const open = (status: number): More => ({ rest: status, visitor: status, pupil: status });
/** To whoever is signed in and no child. */
export const signedIn = (status: number) => ({ [status]: 'PEOPLE' });
export const of = (pattern: string): More => ({ pattern });
