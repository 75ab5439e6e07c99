import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import { type FieldError, GatehouseError, Invalid, Unavailable } from '#platform/errors';
import { readValues, type Values } from '#platform/forms';
import { offsetOf, oneWriter, type Permit, type TakenIn, takeIn, WrongOffset } from '#platform/storage';
import type { WebApp, WebReply, WebRequest } from './types.ts';

/** Files come in through the two routes of this file and nowhere else, and each of them asks for a permit first. */

export interface UploadedFile extends TakenIn {
  readonly path: string;
  /** What the sender called it, to be shown to them again. */
  readonly name: string;
}

/** What was posted beside the file, and the file where there was one. */
export interface Upload {
  readonly fields: Values;
  /** Deleted when the request ends, unless it was moved; undefined when none was chosen or it was refused. */
  readonly file: UploadedFile | undefined;
  readonly errors: readonly FieldError[];
}

export interface UploadRoute {
  readonly path: string;
  /** The field that holds the file. */
  readonly field: string;
  readonly maxBytes: number;
  /** Asked before a byte is kept; throws for who may not. */
  readonly allow: (request: WebRequest) => Promise<Permit>;
  readonly take: (request: WebRequest, reply: WebReply, upload: Upload) => Promise<WebReply>;
}

const MOST_FIELDS = 20;
const FIELD_BYTES = 4_000;

/** The last part of what the sender called it, without what a name has no need of. */
export const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replaceAll(/[^\p{L}\p{N}\p{P} ]/gu, '').slice(0, 100) || 'file';

/** What came was no whole form: a boundary missing, or the connection cut. Ours, a disk's and limits' errors are others. */
const isBroken = (error: unknown): boolean =>
  error instanceof Error &&
  !(error instanceof GatehouseError) &&
  !('statusCode' in error) &&
  !('syscall' in error);

/** As {@link receiveParts}; what cannot be read is a form to be sent again, and no fault of ours. */
async function receive(
  request: WebRequest,
  permit: Permit,
  field: string,
  receiving: AbortSignal,
): Promise<Upload> {
  try {
    return await receiveParts(request, permit, field, receiving);
  } catch (error) {
    if (!isBroken(error)) throw error;
    const message = 'The file did not arrive whole. Choose it and send it again.';
    return { fields: {}, file: undefined, errors: [{ field, message }] };
  }
}

/** Pieces of a body, until it ends or somebody else sends for the same file; refused, the rest can still be let go by. */
const piecesOf = (body: Readable, receiving: AbortSignal): AsyncIterable<Uint8Array> =>
  addAbortSignal(receiving, body).iterator({ destroyOnReturn: false });

/** A browser shows no answer before it has sent everything: what still comes is let go by, up to a file's length. */
function letGoBy(body: Readable, most: number): void {
  let bytes = 0;
  body.on('data', (piece: Buffer) => {
    bytes += piece.length;
    if (bytes > most) body.destroy();
  });
  body.resume();
}

async function receiveParts(
  request: WebRequest,
  permit: Permit,
  field: string,
  receiving: AbortSignal,
): Promise<Upload> {
  const posted: Record<string, string[]> = {};
  let file: UploadedFile | undefined;
  let errors: readonly FieldError[] = [];
  let unavailable: Unavailable | undefined;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      posted[part.fieldname] = [...(posted[part.fieldname] ?? []), String(part.value)];
    } else if (part.fieldname !== field || part.filename === '') {
      part.file.resume();
    } else {
      try {
        const taken = await takeIn(permit, piecesOf(part.file, receiving));
        if (taken !== undefined && taken.bytes > 0)
          file = { ...taken, path: permit.path, name: plainName(part.filename) };
      } catch (error) {
        if (error instanceof Unavailable) unavailable = error;
        else if (error instanceof Invalid) errors = error.fields.map(({ message }) => ({ field, message }));
        else throw error;
        part.file.resume();
      }
    }
  }
  if (unavailable !== undefined) throw unavailable;
  if (file === undefined && errors.length === 0) errors = [{ field, message: 'Choose a file.' }];
  return { fields: readValues(posted), file, errors };
}

/** One file by POST, streamed to a file of our own. Only this route's scope understands multipart bodies at all. */
export function uploadRoute(app: WebApp, route: UploadRoute): void {
  // One byte more than may come, so that too much is noticed and not cut.
  const limits = { files: 1, fileSize: route.maxBytes + 1, fields: MOST_FIELDS, fieldSize: FIELD_BYTES };
  app.register(async (scope) => {
    await scope.register(multipart, { throwFileSizeLimit: false, limits });
    scope.post(route.path, async (request, reply) => {
      const permit = await route.allow(request);
      return oneWriter(permit.path, async (receiving) => {
        try {
          return await route.take(request, reply, await receive(request, permit, route.field, receiving));
        } finally {
          await rm(permit.path, { force: true });
        }
      });
    });
  });
}

/** Whatever a process that was killed left of files that are read and deleted: nobody waits for them any more. */
export function emptyAtStart(app: WebApp, folder: string): void {
  app.addHook('onReady', async () => {
    for (const name of await readdir(folder).catch(() => [])) await rm(join(folder, name), { force: true });
  });
}

export interface PieceRoute {
  readonly path: string;
  readonly maxBytes: number;
  readonly allow: (request: WebRequest) => Promise<Permit & { kind: 'evidence' }>;
  /** Everything is here; gives the address to go on to. */
  readonly take: (request: WebRequest, file: UploadedFile) => Promise<string>;
}

const wholeNumber = (header: unknown): number =>
  typeof header === 'string' && /^\d{1,13}$/.test(header) ? Number(header) : Number.NaN;

/** A name that is not written as it should be is no reason to refuse a file. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}

function announced({ headers }: WebRequest): { offset: number; total: number; name: string } {
  const offset = wholeNumber(headers['upload-offset']);
  const total = wholeNumber(headers['upload-length']);
  if (Number.isNaN(offset) || Number.isNaN(total) || total === 0)
    throw new Invalid([{ field: 'file', message: 'Choose a file that is not empty.' }]);
  const name = headers['upload-name'];
  return { offset, total, name: plainName(typeof name === 'string' ? decoded(name) : '') };
}

/**
 * A file that goes on where it broke off: HEAD says how far it came (`upload-offset`), PUT sends the rest with
 * `upload-offset`, `upload-length` and `upload-name`. 204: more to come; 201: there, and `next` is where to go;
 * 409: go on from the offset that is given. What is wrong is said in words, as JSON.
 */
export function pieceRoute(app: WebApp, route: PieceRoute): void {
  const refuse = (reply: WebReply, error: unknown) => {
    if (!(error instanceof GatehouseError)) throw error;
    if (error instanceof WrongOffset) reply.header('upload-offset', error.offset);
    const message = error instanceof Invalid ? error.fields[0]?.message : error.userMessage;
    return reply.code(error.status).send({ message });
  };
  app.register(async (scope) => {
    // As a stream, never in memory as a whole; any other kind of body is refused before it is read.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    scope.head(route.path, async (request, reply) => {
      const permit = await route.allow(request);
      return reply
        .code(204)
        .header('upload-offset', await offsetOf(permit))
        .send();
    });
    scope.put(route.path, { bodyLimit: route.maxBytes + 1 }, async (request, reply) => {
      try {
        const permit = await route.allow(request);
        const { name, ...piece } = announced(request);
        const { body } = request;
        if (!(body instanceof Readable))
          throw new Invalid([{ field: 'file', message: 'No file came. Choose it and send it again.' }]);
        return await oneWriter(permit.path, async (receiving) => {
          const taken = await takeIn(permit, piecesOf(body, receiving), piece);
          if (taken === undefined)
            return reply
              .code(204)
              .header('upload-offset', await offsetOf(permit))
              .send();
          const next = await route.take(request, { ...taken, path: permit.path, name });
          return reply.code(201).send({ next });
        });
      } catch (error) {
        if (request.body instanceof Readable) letGoBy(request.body, route.maxBytes);
        return refuse(reply, error);
      }
    });
  });
}
