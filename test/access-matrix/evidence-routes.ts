import { get, of, post, put, type RouteRow } from './route-row.ts';

/**
 * Files and what stands before them. The scene's keys are made up: whoever is let through to a file's bytes is told
 * that the key does not open it (503), and nobody else gets that far.
 */

const folder = (name: string) => `/evidence/{evidence.folder/${name}}`;
const upload = (name: string) => `/evidence/uploads/{evidence.upload/${name}}`;
const item = (name: string) => `/evidence/items/{evidence.item/${name}}`;

const FOLDER = of('/evidence/:folder');
const UPLOAD = of('/evidence/uploads/:upload');
const ITEM = of('/evidence/items/:item');
const act = (name: string, fields: Readonly<Record<string, string>> = {}) => ({
  ...of(`/evidence/items/:item/${name}`),
  fields,
});

const why = { reason: 'x' };
const sealed = { passcode: 'long enough for this' };

const folders: readonly RouteRow[] = [
  get(folder('child'), { 200: 'HANDLERS reporter' }, FOLDER),
  get(folder('conflict'), { 200: 'HANDLERS -outDsl reporter' }, FOLDER),
  get(folder('byOut'), { 200: 'HANDLERS' }, FOLDER),
  get(folder('byRenewed'), { 200: 'HANDLERS' }, FOLDER),
  get(folder('adult'), { 200: 'head cover reporter' }, FOLDER),
  get(folder('aboutHead'), { 200: 'chair lead reporter' }, FOLDER),
  get(folder('birch'), { 200: 'birchDsl birchHead lead birchTeacher' }, FOLDER),
  get(folder('cedar'), { 200: 'CEDAR' }, FOLDER),
  get(folder('draft-dsl'), { 200: 'dsl dsl1' }, FOLDER),
  get(folder('draft-renewed'), {}, FOLDER),
  // A report that has no folder yet, and a draft.
  get('/evidence/{concern.draft/teacher}', { 200: 'teacher' }, FOLDER),
  get('/evidence/{concern.draft/renewed}', {}, FOLDER),
  post(folder('child'), { 422: 'HANDLERS reporter' }, FOLDER),
  post(folder('conflict'), { 422: 'HANDLERS -outDsl reporter' }, FOLDER),
  // Only the lead settles the question: the first who does, does it for all.
  post(
    `${folder('adult')}/settle`,
    { '303 409': 'head cover' },
    { ...of('/evidence/:folder/settle'), fields: why },
  ),
  post(`${folder('child')}/settle`, { 422: 'HANDLERS reporter' }, of('/evidence/:folder/settle')),
];

const uploads: readonly RouteRow[] = [
  get(upload('child'), { 200: 'reporter' }, UPLOAD),
  get(upload('by-dsl'), { 200: 'dsl' }, UPLOAD),
  get(upload('by-out'), {}, UPLOAD),
  get(upload('byRenewed'), {}, UPLOAD),
  post(upload('child'), { 503: 'reporter' }, UPLOAD),
  post(upload('by-out'), {}, UPLOAD),
  // The guard says Not sure since.
  post(upload('draft-renewed-since'), {}, UPLOAD),
  put(`${upload('child')}/pieces`, { 503: 'reporter' }, of('/evidence/uploads/:upload/pieces')),
  put(`${upload('by-out')}/pieces`, {}, of('/evidence/uploads/:upload/pieces')),
  put(`${upload('draft-renewed-since')}/pieces`, {}, of('/evidence/uploads/:upload/pieces')),
  post(`${upload('stale')}/give-up`, { 303: 'reporter' }, of('/evidence/uploads/:upload/give-up')),
];

const items: readonly RouteRow[] = [
  get(item('child'), { 200: 'HANDLERS' }, ITEM),
  get(item('conflict'), { 200: 'HANDLERS -outDsl' }, ITEM),
  get(item('by-out'), { 200: 'HANDLERS -outDsl' }, ITEM),
  get(item('headOut'), { 200: 'HANDLERS -head' }, ITEM),
  get(item('byOut'), { 200: 'HANDLERS -outDsl' }, ITEM),
  get(item('adult'), { 200: 'head cover' }, ITEM),
  get(item('aboutHead'), { 200: 'chair lead' }, ITEM),
  get(item('birch'), { 200: 'birchDsl birchHead lead' }, ITEM),
  get(item('cedar'), { 200: 'CEDAR' }, ITEM),
  get(item('draft-dsl'), {}, ITEM),
  get(item('destroyed'), {}, ITEM),
  // The DSL said why, five minutes ago; the deputy, ten.
  get(`${item('child')}/content`, { 503: 'dsl' }, act('content')),
  get(`${item('conflict')}/content`, {}, act('content')),
  post(`${item('child')}/reveal`, { 422: 'HANDLERS' }, act('reveal')),
  post(`${item('child')}/reveal`, { 503: 'HANDLERS' }, act('reveal', why)),
  post(`${item('conflict')}/reveal`, { 503: 'HANDLERS -outDsl' }, act('reveal', why)),
  post(`${item('quarantined-closed')}/reveal`, {}, act('reveal', why)),
  post(`${item('infected')}/reveal`, {}, act('reveal', why)),
  post(`${item('child')}/download`, { 422: 'HANDLERS' }, act('download')),
  post(`${item('child')}/download`, { 503: 'HANDLERS' }, act('download', { ...why, ...sealed })),
  post(`${item('child')}/copy`, { 422: 'HANDLERS' }, act('copy')),
  post(`${item('child')}/copy`, { 503: 'HANDLERS' }, act('copy', { ...why, ...sealed })),
  post(`${item('child')}/police-copy`, { 422: 'HANDLERS' }, act('police-copy')),
  post(
    `${item('quarantined-closed')}/police-copy`,
    { 503: 'dsl outDsl lead' },
    act('police-copy', { reference: 'x', ...sealed }),
  ),
  post(
    `${item('child')}/police-copy`,
    { 409: 'dsl outDsl lead' },
    act('police-copy', { reference: 'x', ...sealed }),
  ),
  post(`${item('child')}/lock`, { 422: 'HANDLERS' }, act('lock')),
  post(`${item('birch')}/lock`, { 303: 'birchDsl birchHead lead' }, act('lock', { answer: 'not_sure' })),
  // What was sent stays; out of a draft it goes once.
  post(`${item('child')}/take-out`, { 422: 'HANDLERS reporter' }, act('take-out')),
  post(`${item('draft-dsl')}/take-out`, { '303 404': 'dsl dsl1' }, act('take-out')),
];

const LIMIT = of('/settings/files/:school');
const limits: readonly RouteRow[] = [
  get('/settings/files', { 200: 'LEADS trustIt birchDsl birchHead CEDAR' }),
  get('/settings/files/{people.school/ash}', { 200: 'LEADS trustIt' }, LIMIT),
  post('/settings/files/{people.school/ash}', { 422: 'LEADS trustIt' }, LIMIT),
  // The first who sets it, does: the others are told that it is changed.
  post(
    '/settings/files/{people.school/birch}',
    { '303 409': 'birchDsl birchHead lead trustIt' },
    { ...LIMIT, fields: { limit: '30', reason: 'x', seen: '0' } },
  ),
];

export const evidenceRows: readonly RouteRow[] = [...folders, ...uploads, ...items, ...limits];
