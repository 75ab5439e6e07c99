import { caseActs } from '../../src/domains/concerns/transitions.ts';
import { evidenceRows } from './evidence-routes.ts';
import { followRoutes } from './follows.ts';
import { retentionRoutes } from './retention.ts';
import { get, of, open, post, type RouteRow, signedIn } from './route-row.ts';
import { ladderRoutes } from './sanctions.ts';
import { settingRoutes } from './settings.ts';
import { staffRoutes } from './staff.ts';
import { transferRoutes } from './transfers.ts';

const ash = '{people.school/ash}';
const LEADERS = 'head cover birchHead lead cedarHead';
const CASE_READERS = 'READERS CEDAR';
const ROSTER = 'office it head head1 cover trustIt';

const everybody: readonly RouteRow[] = [
  get('/healthz', {}, open(200)),
  get('/readyz', {}, open(200)),
  get('/assets/manifest.json', {}, { ...open(200), pattern: '/*' }),
  get('/accessibility', {}, open(200)),
  get('/privacy', {}, open(200)),
  get('/help', {}, open(200)),
  get('/invitation', {}, open(200)),
  post('/invitation', {}, open(422)),
  get('/set-up', {}, open(303)),
  post('/set-up', {}, open(303)),
  get('/set-up/key', {}, open(303)),
  post('/set-up/key', {}, open(303)),
  get('/sign-in', {}, { rest: 303, pupil: 303, visitor: 200 }),
  post('/sign-in', {}, open(422)),
  get('/sign-in/code', {}, open(303)),
  post('/sign-in/code', {}, open(422)),
  get('/sign-in/authenticator', {}, open(303)),
  post('/sign-in/authenticator', {}, open(303)),
  // The demo's own, and nowhere else: a test below looks.
  get('/outbox', {}, open(200)),
  get('/outbox/{mail.outbox/waiting}', {}, { ...open(200), pattern: '/outbox/:mail' }),
  get('/dev/ui', {}, open(200)),
  post('/demo/sign-in', {}, open(404)),
];

/** Without an account: the same to everybody, whoever is signed in beside it. */
const outside: readonly RouteRow[] = [
  get('/tell/ash', {}, { ...open(404), pattern: '/tell/:school' }),
  post('/tell/ash', {}, { ...open(404), pattern: '/tell/:school' }),
  get('/tell/ash/adult', {}, { ...open(404), pattern: '/tell/:school/adult' }),
  post('/tell/ash/adult', {}, { ...open(404), pattern: '/tell/:school/adult' }),
  get('/tell/hirer/none', {}, { ...open(404), pattern: '/tell/hirer/:link' }),
  post('/tell/hirer/none', {}, { ...open(404), pattern: '/tell/hirer/:link' }),
  get('/tell/answers', {}, open(200)),
  post('/tell/answers', {}, open(422)),
  post('/tell/answers/write', {}, open(422)),
];

const waysIn: readonly RouteRow[] = [
  get(`/settings/ways/${ash}`, { 200: 'LEADS' }, of('/settings/ways/:school')),
  ...['adults', 'adults/remove', 'hirers', 'hirers/link', 'hirers/end'].map((act) =>
    post(`/settings/ways/${ash}/${act}`, { 422: 'LEADS' }, of(`/settings/ways/:school/${act}`)),
  ),
  get(`/settings/ways/${ash}/poster.pdf`, { 200: 'LEADS' }, of('/settings/ways/:school/poster.pdf')),
  get('/tell-on-paper/ks1', signedIn(200), of('/tell-on-paper/:kind')),
  get('/concerns/{concern.concern/child}/identity', { 200: 'HANDLERS' }, of('/concerns/:id/identity')),
  get(
    '/concerns/{concern.concern/conflict}/identity',
    { 200: 'HANDLERS -outDsl' },
    of('/concerns/:id/identity'),
  ),
  post('/concerns/{concern.concern/child}/identity', { 422: 'HANDLERS' }, of('/concerns/:id/identity')),
  post(
    '/concerns/{concern.concern/child}/identity/agree',
    { 422: 'HANDLERS' },
    of('/concerns/:id/identity/agree'),
  ),
];

const own: readonly RouteRow[] = [
  get('/', signedIn(200)),
  get('/account', signedIn(200)),
  get('/backups', { 200: 'head head1 cover birchHead trustIt cedarHead' }),
  get('/account/password', signedIn(200)),
  post('/account/password', signedIn(422)),
  get('/account/authenticator', signedIn(200)),
  post('/account/authenticator', signedIn(422)),
  post('/account/sessions/end-others', signedIn(303)),
  post(
    '/account/sessions/{signin.session/lead}/end',
    { '303 404': 'lead lead1' },
    { pattern: '/account/sessions/:id/end' },
  ),
  post('/session/keep', signedIn(204)),
  post('/sign-out', signedIn(303)),
  get('/wellbeing', signedIn(200)),
  post(`/people/search/${ash}`, signedIn(200), { pattern: '/people/search/:school' }),
];

const settings: readonly RouteRow[] = [
  get(`/wellbeing/${ash}`, { 200: 'LEADS' }, { pattern: '/wellbeing/:school' }),
  post(`/wellbeing/${ash}`, { 303: 'LEADS' }, { pattern: '/wellbeing/:school' }),
  get('/settings/routing', { 303: 'LEADS -lead birchDsl birchHead CEDAR', 200: 'lead' }),
  get(`/settings/routing/${ash}`, { 200: 'LEADS' }, { pattern: '/settings/routing/:school' }),
  post(`/settings/routing/${ash}`, { 422: 'LEADS' }, { pattern: '/settings/routing/:school' }),
  get(`/settings/routing/${ash}/kind`, { 200: 'LEADS' }, { pattern: '/settings/routing/:school/kind' }),
  get(
    `/settings/routing/${ash}/route?stream=child`,
    { 200: 'LEADS' },
    { pattern: '/settings/routing/:school/route' },
  ),
  post(
    `/settings/routing/${ash}/route`,
    { 422: 'LEADS' },
    { pattern: '/settings/routing/:school/route', fields: { stream: 'child' } },
  ),
  post(
    `/settings/routing/${ash}/route/remove`,
    { '303 404 409 422': 'LEADS' },
    { pattern: '/settings/routing/:school/route/remove', fields: { stream: 'adult' } },
  ),
  ...ladderRoutes,
  ...settingRoutes,
  get('/settings/calendar', {}, open(303)),
  get(`/settings/calendar/${ash}`, { 200: 'LEADS' }, { pattern: '/settings/calendar/:school' }),
  post(`/settings/calendar/${ash}/hours`, { 303: 'LEADS' }, { pattern: '/settings/calendar/:school/hours' }),
  post(
    `/settings/calendar/${ash}/closures`,
    { 422: 'LEADS' },
    { pattern: '/settings/calendar/:school/closures' },
  ),
  post(
    `/settings/calendar/${ash}/closures/remove`,
    { '303 404': 'LEADS' },
    { pattern: '/settings/calendar/:school/closures/remove', fields: { from: '2026-12-21' } },
  ),
];

const signIns: readonly RouteRow[] = [
  get('/recovery', { 200: CASE_READERS }),
  get('/recovery/start', { 200: LEADERS }),
  post('/recovery/start', { 422: LEADERS }),
  post('/recovery/repeat', { 422: LEADERS }),
  get('/recovery/{signin.recovery/ours}', { 200: 'READERS' }, { pattern: '/recovery/:id' }),
  // Never by who asked (the Head) or whom it is for (the DSL).
  post(
    '/recovery/{signin.recovery/ours}/confirm',
    { '200 409': 'READERS -dsl -head', 403: 'dsl head' },
    { pattern: '/recovery/:id/confirm' },
  ),
  post(
    '/recovery/{signin.recovery/theirs}/cancel',
    { '303 409': 'CEDAR' },
    { pattern: '/recovery/:id/cancel' },
  ),
  get('/people/accounts', { 200: `${ROSTER} birchHead cedarHead` }),
  get('/people/accounts/{people.person/teacher}', { 200: ROSTER }, { pattern: '/people/accounts/:id' }),
  post('/people/accounts/{people.person/teacher}', { 200: ROSTER }, { pattern: '/people/accounts/:id' }),
  // A case reader's sign-in is given by two people, never here.
  post(
    '/people/accounts/{people.person/dsl}',
    { 403: `${ROSTER} lead` },
    { pattern: '/people/accounts/:id' },
  ),
  get(
    '/people/accounts/{people.person/teacher}/close',
    { 200: ROSTER },
    { pattern: '/people/accounts/:id/close' },
  ),
  post(
    '/people/accounts/{people.person/dsl}/close',
    { 403: 'office it head1 trustIt', '303 409': 'head cover lead' },
    { pattern: '/people/accounts/:id/close' },
  ),
  post(
    '/people/accounts/{people.person/dsl}/open',
    { 403: 'office it head1 trustIt', '303 409': 'head cover lead' },
    { pattern: '/people/accounts/:id/open' },
  ),
  get(
    '/people/accounts/{people.person/renewed}/vouch',
    { 200: 'dsl deputy outDsl head cover chair lead' },
    { pattern: '/people/accounts/:id/vouch' },
  ),
  post(
    '/people/accounts/{people.person/renewed}/vouch',
    { 303: 'dsl deputy outDsl head cover chair lead' },
    { pattern: '/people/accounts/:id/vouch' },
  ),
  get('/people/duties', { 200: CASE_READERS }),
  get('/people/duties/give', { 200: LEADERS }),
  post('/people/duties/give', { 422: LEADERS }),
  get(
    '/people/duties/asked/{signin.duty_grant/ours}',
    { 200: 'READERS' },
    { pattern: '/people/duties/asked/:id' },
  ),
  post(
    '/people/duties/asked/{signin.duty_grant/theirs}/confirm',
    { 403: 'CEDAR' },
    { pattern: '/people/duties/asked/:id/confirm' },
  ),
  post(
    '/people/duties/asked/{signin.duty_grant/theirs}/cancel',
    { '303 404 409': 'CEDAR' },
    { pattern: '/people/duties/asked/:id/cancel' },
  ),
  get(
    '/people/duties/{people.appointment/head}/end',
    { 200: 'cover lead' },
    { pattern: '/people/duties/:id/end' },
  ),
  post(
    '/people/duties/{people.appointment/toCome}/end',
    { '303 404': 'head cover lead' },
    { pattern: '/people/duties/:id/end' },
  ),
];

const KEEPERS = `${ROSTER} birchHead cedarHead`;

const people: readonly RouteRow[] = [
  get('/people', { 200: 'ASH BIRCH CEDAR trustIt' }),
  post('/people', { 422: 'ASH BIRCH CEDAR trustIt' }),
  get('/people/{people.person/ashPupil}', { 200: 'ASH -governor ROSTER' }, { pattern: '/people/:id' }),
  get('/people/{people.person/birchPupil}', { 200: 'BIRCH BIRCHROSTER' }, { pattern: '/people/:id' }),
  get('/people/{people.person/cedarPupil}', { 200: 'CEDAR' }, { pattern: '/people/:id' }),
  // A parent is nobody's business in the staff room.
  get(
    '/people/{people.person/ashParent}',
    { 200: 'HANDLERS office head head1 cover' },
    { pattern: '/people/:id' },
  ),
  get('/people/add', { 200: KEEPERS }),
  post('/people/add', { 422: KEEPERS }),
  get('/people/{people.person/teacher}/email', { 200: ROSTER }, { pattern: '/people/:id/email' }),
  post(
    '/people/{people.person/teacher}/email',
    { 422: ROSTER },
    { fields: { email: 'nobody' }, pattern: '/people/:id/email' },
  ),
  // Where a case reader's mail goes is nobody's to change alone.
  get('/people/{people.person/dsl}/email', {}, { pattern: '/people/:id/email' }),
  get('/people/import', { 200: KEEPERS }),
  post('/people/import', { 406: KEEPERS }),
  get('/people/import/{people.roster_import/ash}', { 200: ROSTER }, { pattern: '/people/import/:id' }),
  post(
    '/people/import/{people.roster_import/ash}/apply',
    { 503: ROSTER },
    { pattern: '/people/import/:id/apply' },
  ),
  post(
    '/people/import/{people.roster_import/birch}/discard',
    { '303 404': 'birchHead trustIt' },
    { pattern: '/people/import/:id/discard' },
  ),
  // Of a OneRoster export nobody is asked for columns.
  get('/people/import/{people.roster_import/ash}/columns', {}, { pattern: '/people/import/:id/columns' }),
  post('/people/import/{people.roster_import/ash}/columns', {}, { pattern: '/people/import/:id/columns' }),
  post(
    '/people/import/inbox/{people.inbox_file/ash}/noted',
    { 303: ROSTER },
    { pattern: '/people/import/inbox/:id/noted' },
  ),
  get('/people/matches', { 200: KEEPERS }),
  get('/people/matches/{people.proposed_match/twins}', { 200: ROSTER }, { pattern: '/people/matches/:id' }),
  post('/people/matches/{people.proposed_match/twins}', { 422: ROSTER }, { pattern: '/people/matches/:id' }),
  // Whoever is quickest takes it back; after that there is nothing to take back.
  post(
    '/people/matches/joined/{people.person_merge/standing}/undo',
    { '303 404': ROSTER },
    { pattern: '/people/matches/joined/:id/undo' },
  ),
  get(`/people/leavers/${ash}`, { 200: ROSTER }, { pattern: '/people/leavers/:school' }),
  // Whoever is quickest takes it back; after that there is nothing to take back.
  post(
    `/people/leavers/${ash}/{people.leaver_decision/ash}/undo`,
    { '303 404': ROSTER },
    { pattern: '/people/leavers/:school/:decision/undo' },
  ),
  post(`/people/leavers/${ash}`, { 422: ROSTER }, { pattern: '/people/leavers/:school' }),
];

const held = (row: string) => `/responsibilities/{people.responsibility/${row}}`;
const handover = '/responsibilities/handover/{people.handover/counter}';
const LEADS_ASH = 'head cover lead';

const responsibilities: readonly RouteRow[] = [
  get('/responsibilities', signedIn(200)),
  get(`/responsibilities?at=${ash}`, { 200: 'ASH' }),
  get('/responsibilities/trust', { 200: 'lead' }),
  get(`/responsibilities/history?at=${ash}`, { 200: LEADS_ASH }),
  get(`/responsibilities/give?at=${ash}&kind=filtering_lead`, { 200: LEADS_ASH }),
  post(`/responsibilities/give?at=${ash}&kind=filtering_lead`, { 422: LEADS_ASH }),
  // Searching pupils is the Head's alone to authorise; what reads cases is given by two.
  get(`/responsibilities/give?at=${ash}&kind=searcher`, { 200: 'head cover' }),
  get(`/responsibilities/give?at=${ash}&kind=dsl`, {}),
  get(`${held('counter')}/end`, { 200: LEADS_ASH }, { pattern: '/responsibilities/:id/end' }),
  post(`${held('counter')}/end`, { 422: LEADS_ASH }, { pattern: '/responsibilities/:id/end' }),
  get(`${held('search')}/end`, { 200: 'head cover' }, { pattern: '/responsibilities/:id/end' }),
  get(
    `${held('counter')}/hand-over`,
    { 200: `deputy ${LEADS_ASH}` },
    { pattern: '/responsibilities/:id/hand-over' },
  ),
  post(
    `${held('counter')}/hand-over`,
    { 422: `deputy ${LEADS_ASH}` },
    { pattern: '/responsibilities/:id/hand-over' },
  ),
  // Of a duty that reads cases its holder hands the notes over, and nobody else does.
  get(
    '/responsibilities/{people.appointment/dsl}/hand-over',
    { 200: 'dsl' },
    { pattern: '/responsibilities/:id/hand-over' },
  ),
  post(
    '/responsibilities/{people.appointment/dsl}/notes',
    { 422: 'dsl' },
    { pattern: '/responsibilities/:id/notes' },
  ),
  get(handover, { 200: `deputy dsl dsl1 ${LEADS_ASH}` }, { pattern: '/responsibilities/handover/:id' }),
  post(
    `${handover}/agree`,
    { '303 404 409': LEADS_ASH },
    { pattern: '/responsibilities/handover/:id/agree' },
  ),
  post(
    `${handover}/decline`,
    { '303 404 409': `deputy ${LEADS_ASH}` },
    { pattern: '/responsibilities/handover/:id/decline' },
  ),
];

const draft = '/concerns/report/{concern.draft/teacher}';
const mine = '/concerns/mine/{concern.concern/child}';
const child = '/concerns/{concern.concern/child}';

const concerns: readonly RouteRow[] = [
  get('/concerns', { 200: CASE_READERS }),
  post('/concerns/search', { 422: CASE_READERS }),
  post('/concerns/saved', { 422: CASE_READERS }),
  post(
    '/concerns/saved/{concern.saved_filter/dsl}/remove',
    { '303 404': 'dsl dsl1' },
    of('/concerns/saved/:id/remove'),
  ),
  get('/figures', { 200: `${CASE_READERS} governor trustee` }),
  get('/figures.csv', { 200: `${CASE_READERS} governor trustee` }),
  get('/concerns/pass-on', { 200: CASE_READERS }),
  // Whoever handles something finds out whose name it is, as far as they may see that person; the work is their own.
  get(
    '/concerns/pass-on/{people.person/leaver}',
    { 200: 'READERS' },
    { pattern: '/concerns/pass-on/:person' },
  ),
  post(
    '/concerns/pass-on/{people.person/leaver}',
    { 422: 'READERS' },
    { pattern: '/concerns/pass-on/:person' },
  ),
  get('/concerns/form.pdf', signedIn(200)),
  get('/concerns/report', signedIn(200)),
  post('/concerns/report', signedIn(422)),
  post('/concerns/report/about-me', signedIn(422)),
  get(`${draft}/device`, { 200: 'teacher' }, of('/concerns/report/:draft/device')),
  get(`${draft}/check`, { 303: 'teacher' }, of('/concerns/report/:draft/check')),
  get(`${draft}/what`, { 200: 'teacher' }, of('/concerns/report/:draft/:step')),
  post(`${draft}/what`, { 422: 'teacher' }, of('/concerns/report/:draft/:step')),
  post(`${draft}/what/save`, { 204: 'teacher' }, of('/concerns/report/:draft/:step/save')),
  post(`${draft}/send`, { 303: 'teacher' }, of('/concerns/report/:draft/send')),
  // Throwing away says the same whether or not there was anything of mine to throw away.
  post(
    '/concerns/report/{concern.draft/week-old}/discard',
    signedIn(303),
    of('/concerns/report/:draft/discard'),
  ),
  get('/concerns/mine', signedIn(200)),
  get(mine, { 200: 'reporter' }, of('/concerns/mine/:id')),
  post(`${mine}/add`, { 422: 'reporter' }, of('/concerns/mine/:id/add')),
  get(`${mine}/sign`, { 200: 'reporter' }, of('/concerns/mine/:id/sign')),
  post(`${mine}/sign`, { 409: 'reporter' }, of('/concerns/mine/:id/sign')),
  get(`${child}/sign`, { 200: 'dsl outDsl lead' }, of('/concerns/:id/sign')),
  post(`${child}/sign`, { 409: 'dsl outDsl lead' }, of('/concerns/:id/sign')),
  get(`${mine}/form.pdf`, { 200: 'reporter' }, of('/concerns/mine/:id/form.pdf')),
  get(child, { 200: 'HANDLERS' }, of('/concerns/:id')),
  get('/concerns/{concern.concern/conflict}', { 200: 'HANDLERS -outDsl' }, of('/concerns/:id')),
  get('/concerns/{concern.concern/byOut}', { 200: 'HANDLERS -outDsl' }, of('/concerns/:id')),
  get('/concerns/{concern.concern/headOut}', { 200: 'HANDLERS -head' }, of('/concerns/:id')),
  get('/concerns/{concern.concern/lifted}', { 200: 'HANDLERS' }, of('/concerns/:id')),
  get('/concerns/{concern.concern/adult}', { 200: 'head cover' }, of('/concerns/:id')),
  get('/concerns/{concern.concern/byDsl}', { 200: 'head cover' }, of('/concerns/:id')),
  get('/concerns/{concern.concern/aboutHead}', { 200: 'chair lead' }, of('/concerns/:id')),
  get('/concerns/{concern.concern/chairOut}', { 200: 'lead' }, of('/concerns/:id')),
  get('/concerns/{concern.concern/birch}', { 200: 'birchDsl birchHead lead' }, of('/concerns/:id')),
  get('/concerns/{concern.concern/cedar}', { 200: 'CEDAR' }, of('/concerns/:id')),
  get('/concerns/mine/{concern.concern/byOut}', { 200: 'outDsl' }, of('/concerns/mine/:id')),
  get('/concerns/mine/{concern.concern/byDsl}', { 200: 'dsl dsl1' }, of('/concerns/mine/:id')),
  get('/concerns/mine/{concern.concern/byLeaver}', { 200: 'leaver' }, of('/concerns/mine/:id')),
  get(`${child}/form.pdf`, { 200: 'HANDLERS' }, of('/concerns/:id/form.pdf')),
  get(`${child}/hand-over`, { 200: 'HANDLERS' }, of('/concerns/:id/hand-over')),
  post(`${child}/hand-over`, { 422: 'HANDLERS' }, of('/concerns/:id/hand-over')),
  get(`${child}/hand-over.zip`, { 303: 'HANDLERS' }, of('/concerns/:id/hand-over.zip')),
  // What each of them is answered in each state is read out of the transition table by agreement.test.ts.
  ...caseActs.map((act) => get(`${child}/${act}`, { '200 303': 'HANDLERS' }, of(`/concerns/:id/${act}`))),
  ...caseActs.map((act) => post(`${child}/${act}`, { '409 422': 'HANDLERS' }, of(`/concerns/:id/${act}`))),
  ...followRoutes,
  ...staffRoutes,
  ...retentionRoutes,
  ...transferRoutes,
];

export const routeRows: readonly RouteRow[] = [
  ...everybody,
  ...outside,
  ...waysIn,
  ...own,
  // Before anybody is vouched for: it changes what is withheld.
  ...evidenceRows,
  ...settings,
  ...signIns,
  ...people,
  ...responsibilities,
  ...concerns,
];
