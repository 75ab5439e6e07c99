import { load } from 'cheerio';
import type { LightMyRequestResponse } from 'fastify';
import type { Visitor } from '../support/browser.ts';

/** Address → what is answered there, without what differs each time. */
export type Seen = ReadonlyMap<string, string>;

/** What a page makes up each time: a form sent twice is known by it, a code to write down, a refusal's number. */
const MADE_UP = /name="(?:once|token|passcode)" value="[^"]*"|gh-code">[^<]*<|>Reference: [^<]*</g;

/** Status, where it leads, and every word of it. */
export function whatItSays(answer: LightMyRequestResponse): string {
  const kind = String(answer.headers['content-type'] ?? '');
  const told = /html|json|csv|text/.test(kind) ? answer.body.replaceAll(MADE_UP, '') : kind;
  return `${answer.statusCode} ${answer.headers.location ?? ''}\n${told}`;
}

function linksIn(answer: LightMyRequestResponse): string[] {
  if (!String(answer.headers['content-type']).startsWith('text/html')) return [];
  const page = load(answer.body);
  const links = page('a[href^="/"], link[href^="/"]').map((_, link) => page(link).attr('href'));
  return links.get().map((href) => href.split('#')[0] ?? href);
}

/** Where two views of the same house differ. */
export function differences(before: Seen, after: Seen): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/** Follows every link from Today on, and asks for the addresses given, as a patient person would. */
export async function lookAround(visitor: Visitor, addresses: readonly string[]): Promise<Seen> {
  const seen = new Map<string, string>();
  const waiting = ['/', ...addresses];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path) || path.startsWith('/assets/')) continue;
    const answer = await visitor.get(path);
    seen.set(path, whatItSays(answer));
    const led = answer.headers.location;
    waiting.push(...linksIn(answer), ...(typeof led === 'string' ? [led] : []));
  }
  return seen;
}
