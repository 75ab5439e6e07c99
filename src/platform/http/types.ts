import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ReactElement } from 'react';
import type { Clock } from '#platform/clock';
import type { Config } from '#platform/config';
import type { MasterKey } from '#platform/crypto';
import type { Database, FoundSession, Me, Tx } from '#platform/db';
import type { Ids } from '#platform/ids';
import type { Log } from '#platform/log';
import type { NavItem, PageContext } from '#platform/ui';

/** What a process gives its routes. */
export interface Services {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly masterKey: MasterKey;
  /** One-press sign-in, the outbox and the gallery exist in the demo alone. */
  readonly demo: boolean;
}

/** The menu of a person; the domains' entries are put together by the process. */
export type Navigation = (me: Me, path: string) => readonly NavItem[];

/** What a person is called under their name in the menu. */
export type RoleLabel = (me: Me) => string;

export type WebApp = FastifyInstance;
export type WebRequest = FastifyRequest;
export type WebReply = FastifyReply;

declare module 'fastify' {
  interface FastifyInstance {
    readonly services: Services;
  }
  interface FastifyRequest {
    session: FoundSession | null;
    me: Me | null;
    /** A transaction as the signed-in person; who is not signed in is sent to sign in. */
    asPerson<T>(act: (tx: Tx, me: Me) => Promise<T>): Promise<T>;
    /** What every page needs; knows the person once `asPerson` has run. */
    page(): PageContext;
  }
  interface FastifyReply {
    html(page: ReactElement): FastifyReply;
    /** 303, with a banner on the next page. The text names no person. */
    done(path: string, banner?: string): FastifyReply;
  }
}
