import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { Org, RosterRecords, UserDraft } from '../../oneroster/index.ts';
import { looksLikeUpn } from '../../oneroster/upn.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

const upnOnly = (text: string | null): string | null => (text !== null && looksLikeUpn(text) ? text : null);

/** What a plan is made of, and no more: no pronouns, no user names, no e-mail address of a pupil. */
const trimmed = (user: UserDraft, isPupil: boolean): UserDraft => ({
  ...user,
  username: null,
  middleName: null,
  preferredMiddleName: null,
  pronouns: null,
  email: isPupil ? null : user.email,
  identifier: upnOnly(user.identifier),
  userMasterIdentifier: upnOnly(user.userMasterIdentifier),
  userIds: user.userIds.filter(({ id }) => looksLikeUpn(id)),
});

const byId = <T extends { readonly sourcedId: string }>(records: Iterable<T>): T[] =>
  [...records].sort((a, b) => (a.sourcedId < b.sourcedId ? -1 : 1));

/** The records that one school's plan rests on: its classes, its people, and who acts for its pupils. */
export function recordsOf(records: RosterRecords, org: Org): RosterRecords {
  const here = org.sourcedId;
  const classes = records.classes.filter(({ schoolSourcedId }) => schoolSourcedId === here);
  const roles = new Map<string, { atSchool: boolean; isPupil: boolean }>();
  const note = (user: string, role: { readonly role: string; readonly orgSourcedId: string }) => {
    const before = roles.get(user);
    roles.set(user, {
      atSchool: before?.atSchool === true || role.orgSourcedId === here,
      isPupil: before?.isPupil === true || role.role === 'student',
    });
  };
  for (const user of records.users) for (const role of user.roles) note(user.sourcedId, role);
  for (const role of records.roles) note(role.userSourcedId, role);
  const ours = records.users.filter(({ sourcedId }) => roles.get(sourcedId)?.atSchool === true);
  const kept = new Set(ours.flatMap(({ sourcedId, agentSourcedIds }) => [sourcedId, ...agentSourcedIds]));
  const classIds = new Set(classes.map(({ sourcedId }) => sourcedId));
  return {
    ...records,
    orgs: byId(records.orgs),
    classes: byId(classes),
    users: byId(
      records.users
        .filter(({ sourcedId }) => kept.has(sourcedId))
        .map((user) => trimmed(user, roles.get(user.sourcedId)?.isPupil === true)),
    ),
    roles: byId(records.roles.filter(({ userSourcedId }) => kept.has(userSourcedId))),
    enrollments: byId(
      records.enrollments.filter((one) => classIds.has(one.classSourcedId) && kept.has(one.userSourcedId)),
    ),
    demographics: [...records.demographics]
      .filter(({ userSourcedId }) => kept.has(userSourcedId))
      .sort((a, b) => (a.userSourcedId < b.userSourcedId ? -1 : 1)),
  };
}

export interface Sealed {
  readonly fingerprint: string;
  readonly text: string;
}

/** The same text for the same records, in whatever order files brought them. */
export function sealRecords(records: RosterRecords): Sealed {
  const text = JSON.stringify(records);
  return { text, fingerprint: createHash('sha256').update(text).digest('hex') };
}

export const pack = (text: string): Promise<Buffer> => compress(text);

/** Written by `pack` from records that were checked when they were read; nobody else writes there. */
export const unpack = async (body: Buffer): Promise<RosterRecords> =>
  JSON.parse((await decompress(body)).toString('utf8')) as RosterRecords;
