import { GatehouseError, Invalid, NotFound, TooMany } from '#platform/errors';
import { faultOf } from '#platform/log';
import { PlainPage } from '#platform/ui';
import { recordRefusal } from './refused.ts';
import { SignInNeeded } from './session.ts';
import type { WebApp, WebReply, WebRequest } from './types.ts';

interface Explained {
  readonly status: number;
  readonly heading: string;
  readonly text: string;
}

const headings: Readonly<Record<number, string>> = {
  403: 'You cannot do this here',
  404: 'Page not found',
  409: 'Somebody else changed this first',
  413: 'That is too large',
  422: 'Something needs another look',
  429: 'Please wait a moment',
  503: 'Gatehouse is not ready',
};

function explain(error: unknown): Explained {
  if (error instanceof GatehouseError) {
    const text = error instanceof Invalid ? error.fields.map((f) => f.message).join(' ') : error.userMessage;
    return { status: error.status, heading: headings[error.status] ?? 'This did not work', text };
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    return {
      status,
      heading: headings[status] ?? 'This request could not be read',
      text: 'Go back, check what you entered and try again.',
    };
  }
  return {
    status: 500,
    heading: 'Something went wrong on our side',
    text: 'Nothing was half saved. Try again in a minute; if it goes on, give your IT team the number below.',
  };
}

function log(request: WebRequest, error: unknown, status: number): void {
  const { url = 'none', config } = request.routeOptions;
  if (config.unlogged && status < 500) return;
  const line = { ...(config.unlogged ? {} : { request: request.id }), route: url, status };
  if (status >= 500) request.server.services.log.error({ ...line, ...faultOf(error) }, 'failed');
  else
    request.server.services.log.info(
      { ...line, why: error instanceof GatehouseError ? error.message : 'client error' },
      'refused',
    );
}

function answer(request: WebRequest, reply: WebReply, error: unknown): WebReply {
  const { status, heading, text } = explain(error);
  log(request, error, status);
  if (error instanceof TooMany) reply.header('retry-after', String(error.retryAfterSeconds));
  reply.code(status);
  return reply.html(
    <PlainPage title={heading} context={request.page()}>
      <h1 className="govuk-heading-l">{heading}</h1>
      <p className="govuk-body">{text}</p>
      <p className="govuk-body">
        <a className="govuk-link" href="/">
          Go to Today
        </a>
      </p>
      {status >= 500 ? <p className="govuk-hint">Reference: {request.id}</p> : null}
    </PlainPage>,
  );
}

/** Called for a POST that nobody is signed in for: keeps what was typed; gives the sign-in page's address. */
export type Park = (request: WebRequest, reply: WebReply) => Promise<string>;

/** One handler for every error: a page that says what to do, a log line without personal data. */
export function errorPages(app: WebApp, park: Park): void {
  app.setNotFoundHandler((request, reply) => answer(request, reply, new NotFound('no such route')));
  app.setErrorHandler(async (error, request, reply) => {
    if (error instanceof SignInNeeded) return reply.redirect(await park(request, reply), 303);
    await recordRefusal(request, error, explain(error).status);
    return answer(request, reply, error);
  });
}
