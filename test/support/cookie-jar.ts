import { type CheerioAPI, load } from 'cheerio';
import type { WebApp } from '#platform/http';

export interface Answer {
  readonly status: number;
  readonly to: string | undefined;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly page: CheerioAPI;
  /** What the error summary says. */
  readonly problem: string;
}

/** Somebody at a browser of their own, from the beginning: keeps every cookie that is set. */
export interface Jar {
  readonly cookies: Map<string, string>;
  get(path: string): Promise<Answer>;
  post(path: string, fields?: Readonly<Record<string, string>>): Promise<Answer>;
}

export interface JarOptions {
  readonly address?: string;
  readonly userAgent?: string;
  readonly host?: string;
}

export function cookieJar(app: WebApp, options: JarOptions = {}): Jar {
  const cookies = new Map<string, string>();
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    fields?: Readonly<Record<string, string>>,
  ): Promise<Answer> => {
    const response = await app.inject({
      method,
      url,
      remoteAddress: options.address ?? '10.20.30.40',
      headers: {
        host: options.host ?? 'localhost:8080',
        'user-agent': options.userAgent ?? 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method === 'POST'
          ? { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
          : {}),
      },
      ...(fields === undefined ? {} : { payload: new URLSearchParams({ ...fields }).toString() }),
    });
    for (const { name, value, maxAge, expires } of response.cookies) {
      const isGone = maxAge === 0 || (expires !== undefined && expires.getTime() <= 0);
      if (isGone) cookies.delete(name);
      else cookies.set(name, value);
    }
    const page = load(response.body);
    return {
      status: response.statusCode,
      to: response.headers.location,
      text: response.body,
      headers: response.headers,
      page,
      problem: page('.govuk-error-summary').text(),
    };
  };
  return {
    cookies,
    get: (path) => send('GET', path),
    post: (path, fields = {}) => send('POST', path, fields),
  };
}
