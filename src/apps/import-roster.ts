import { basename, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import pg from 'pg';
import {
  applyRoster,
  changesNothing,
  digestOf,
  type Fault,
  findHeld,
  type HeldRoster,
  hasErrors,
  linesOf,
  planRoster,
  type RosterPlan,
  RosterRefused,
  type RosterSchool,
  readRoster,
  whereOf,
} from '#domains/people';
import { NotFound } from '#platform/errors';
import type { Services } from '#platform/http';
import { bar } from './progress.ts';
import { withDatabase } from './run.ts';

export interface ImportOptions {
  readonly path: string;
  readonly urn: string;
  readonly dryRun: boolean;
  readonly json: boolean;
  /** Whether to ask before applying, where there is somebody to ask. */
  readonly ask: boolean;
}

type Outcome = 'applied' | 'nothing to change' | 'previewed' | 'not applied' | 'refused';

interface Report {
  readonly outcome: Outcome;
  readonly school?: RosterSchool;
  readonly counts?: RosterPlan['counts'];
  readonly faults: readonly Fault[];
}

class UnknownSchool extends NotFound {
  override readonly userMessage: string;
  constructor(urn: string, schools: readonly RosterSchool[]) {
    super('no school of that URN');
    const known = schools.map((school) => `${school.urn} (${school.name})`).join(', ');
    this.userMessage = `Gatehouse knows no school with the URN ${urn}. It knows: ${known || 'none yet; set it up first'}.`;
  }
}

/** As the owner: the command line names its school itself, and has no person whose schools could be asked. */
async function findSchool(ownerUrl: string, urn: string): Promise<RosterSchool> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<RosterSchool>(
      'select id, trust_id as "trustId", urn, name from people.school order by urn',
    );
    const school = rows.find((row) => row.urn === urn);
    if (school === undefined) throw new UnknownSchool(urn, rows);
    return school;
  } finally {
    await client.end();
  }
}

function faultLines(faults: readonly Fault[]): string[] {
  return faults.flatMap((fault) => [
    `  ${fault.severity === 'error' ? 'Error  ' : 'Warning'} ${whereOf(fault)}`,
    `          ${fault.problem}`,
    `          ${fault.remedy}`,
  ]);
}

function inWords({ outcome, school, counts, faults }: Report): string {
  const figures = counts === undefined ? [] : linesOf(counts);
  const ends: Readonly<Record<Outcome, string>> = {
    applied: 'Applied.',
    'nothing to change': 'Nothing to change: Gatehouse already holds all of it.',
    previewed: 'Nothing was applied.',
    'not applied': 'Nothing was applied.',
    refused: 'Refused: nothing was changed. Put right the errors above and import again.',
  };
  return [
    ...(school === undefined ? [] : [`${school.name} (URN ${school.urn})`, '']),
    ...figures.map(({ text, count }) => `  ${String(count).padStart(7)}  ${text}`),
    ...(figures.length > 0 ? [''] : []),
    ...faultLines(faults),
    ...(faults.length > 0 ? [''] : []),
    ends[outcome],
    '',
  ].join('\n');
}

function say(report: Report, json: boolean): 0 | 1 {
  const { outcome, school, counts, faults } = report;
  if (json) process.stdout.write(`${JSON.stringify({ outcome, urn: school?.urn, counts, faults })}\n`);
  else process.stdout.write(inWords(report));
  return outcome === 'refused' ? 1 : 0;
}

async function agreed(plan: RosterPlan): Promise<boolean> {
  process.stdout.write(inWords({ outcome: 'previewed', ...plan }).replace(/Nothing was applied\.\n$/, ''));
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question('Apply this? Type yes to go on: ');
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}

async function read(path: string, held: HeldRoster | null) {
  const progress = bar('Reading');
  try {
    return await readRoster(path, { held, onProgress: (at) => progress.show(at.bytesRead, at.bytesTotal) });
  } finally {
    progress.clear();
  }
}

async function importInto({ database }: Services, ownerUrl: string, options: ImportOptions): Promise<Report> {
  const school = await findSchool(ownerUrl, options.urn);
  const actor = { kind: 'roster', schoolId: school.id } as const;
  const held = await database.withActor(actor, (tx) => findHeld(tx, school));
  const reading = await read(options.path, held);
  const plan = await database.withActor(actor, (tx) => planRoster(tx, school, reading));
  if (hasErrors(plan.faults)) return { outcome: 'refused', school, faults: plan.faults };
  if (changesNothing(plan)) return { outcome: 'nothing to change', ...plan };
  if (options.dryRun) return { outcome: 'previewed', ...plan };
  const somebody = options.ask && process.stdin.isTTY && process.stdout.isTTY;
  if (somebody && !(await agreed(plan))) return { outcome: 'not applied', school, faults: [] };
  const file = {
    fileName: basename(resolve(options.path)),
    digest: await digestOf(options.path),
    requestedBy: null,
  };
  const progress = bar('Applying');
  try {
    const done = await database.withActor(actor, (tx) =>
      applyRoster(tx, school, reading, { ...file, onProgress: progress.show }),
    );
    return { outcome: 'applied', ...done };
  } finally {
    progress.clear();
  }
}

/** Exit code 0 when it was applied, previewed or already there; 1 when the file was refused. */
export function runImportRoster(
  env: Readonly<Record<string, string | undefined>>,
  options: ImportOptions,
): Promise<number> {
  return withDatabase(env, async (services, ownerUrl) => {
    try {
      return say(await importInto(services, ownerUrl, options), options.json);
    } catch (error) {
      if (!(error instanceof RosterRefused)) throw error;
      return say({ outcome: 'refused', faults: error.faults }, options.json);
    }
  });
}
