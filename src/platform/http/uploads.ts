import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import type { FieldError } from '#platform/errors';
import { readValues, type Values } from '#platform/forms';
import type { WebApp, WebReply, WebRequest } from './types.ts';

/** What was posted beside the file, and the file where there was one. */
export interface Upload {
  readonly fields: Values;
  /** Deleted when the request ends, unless it was moved; undefined when none was chosen or it was refused. */
  readonly file: { readonly path: string; readonly name: string } | undefined;
  readonly errors: readonly FieldError[];
}

export interface UploadRoute {
  readonly path: string;
  /** The field that holds the file. */
  readonly field: string;
  readonly maxBytes: number;
  /** Below the data folder; names in it are ours, never the sender's. */
  readonly folder: string;
  /** Asked before a byte is kept; throws for who may not. */
  readonly allow: (request: WebRequest) => Promise<unknown>;
  readonly take: (request: WebRequest, reply: WebReply, upload: Upload) => Promise<WebReply>;
}

const MOST_FIELDS = 20;
const FIELD_BYTES = 4_000;

/** The last part of what the sender called it, to be shown to them again. */
const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/[^\p{L}\p{N}\p{P} ]/gu, '').slice(0, 100) || 'file';

interface Keeping {
  readonly path: string;
  readonly route: UploadRoute;
}

/** What came was no whole form: a boundary missing, or the connection cut. A disk's errors and limits' are others. */
const isBroken = (error: unknown): boolean =>
  error instanceof Error && !('statusCode' in error) && !('syscall' in error);

/** As {@link receiveParts}; what cannot be read is a form to be sent again, and no fault of ours. */
async function receive(request: WebRequest, keeping: Keeping): Promise<Upload> {
  try {
    return await receiveParts(request, keeping);
  } catch (error) {
    if (!isBroken(error)) throw error;
    const message = 'The file did not arrive whole. Choose it and send it again.';
    return { fields: {}, file: undefined, errors: [{ field: keeping.route.field, message }] };
  }
}

async function receiveParts(request: WebRequest, { path, route }: Keeping): Promise<Upload> {
  const posted: Record<string, string[]> = {};
  let file: Upload['file'];
  let tooLarge = false;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      const list = posted[part.fieldname] ?? [];
      posted[part.fieldname] = [...list, String(part.value)];
    } else if (part.fieldname !== route.field || part.filename === '') {
      part.file.resume();
    } else {
      await pipeline(part.file, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
      tooLarge = part.file.truncated;
      if (part.file.bytesRead > 0) file = { path, name: plainName(part.filename) };
    }
  }
  const megabytes = Math.floor(route.maxBytes / 1024 / 1024);
  const problem = tooLarge ? `Choose a file of ${megabytes} MB or less.` : 'Choose a file.';
  const refused = tooLarge || file === undefined;
  return {
    fields: readValues(posted),
    file: refused ? undefined : file,
    errors: refused ? [{ field: route.field, message: problem }] : [],
  };
}

/** One file by POST, streamed to a file of our own. Only this route's scope understands multipart bodies at all. */
export function uploadRoute(app: WebApp, route: UploadRoute): void {
  const limits = { files: 1, fileSize: route.maxBytes, fields: MOST_FIELDS, fieldSize: FIELD_BYTES };
  app.register(async (scope) => {
    await scope.register(multipart, { throwFileSizeLimit: false, limits });
    scope.post(route.path, async (request, reply) => {
      await route.allow(request);
      await mkdir(route.folder, { recursive: true, mode: 0o700 });
      const path = join(route.folder, `upload-${app.services.ids.uuid()}`);
      try {
        return await route.take(request, reply, await receive(request, { path, route }));
      } finally {
        await rm(path, { force: true });
      }
    });
  });
  // Whatever a process that was killed left behind: nobody is waiting for it any more.
  app.addHook('onReady', async () => {
    for (const name of await readdir(route.folder).catch(() => []))
      await rm(join(route.folder, name), { force: true });
  });
}
