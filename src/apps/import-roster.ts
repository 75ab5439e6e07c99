import { basename, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import pg from 'pg';
import {
  applyRoster,
  changesNothing,
  digestOf,
  type Fault,
  findHeld,
  findMapping,
  type HeldRoster,
  hasErrors,
  type ListKind,
  linesOf,
  type Mapping,
  mappingFor,
  planRoster,
  type RosterPlan,
  type RosterReading,
  RosterRefused,
  type RosterSchool,
  readList,
  readRoster,
  readTable,
  rememberColumns,
  whereOf,
} from '#domains/people';
import { NotFound } from '#platform/errors';
import type { Services } from '#platform/http';
import { bar } from './progress.ts';
import { withDatabase } from './run.ts';

/** A plain list, and what was said of its columns. */
export interface ListOptions {
  readonly kind: ListKind;
  readonly columns: Mapping;
}

export interface ImportOptions {
  /** Missing for a OneRoster export. */
  readonly list?: ListOptions | undefined;
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
  readonly columns?: Mapping | undefined;
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

const columnLines = (columns: Mapping | undefined): string[] =>
  columns === undefined
    ? []
    : [
        ...Object.entries(columns).map(([name, column]) => `  ${name.padEnd(12)} from the column ${column}`),
        '',
      ];

function inWords({ outcome, school, counts, faults, columns }: Report): string {
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
    ...columnLines(columns),
    ...figures.map(({ text, count }) => `  ${String(count).padStart(7)}  ${text}`),
    ...(figures.length > 0 ? [''] : []),
    ...faultLines(faults),
    ...(faults.length > 0 ? [''] : []),
    ends[outcome],
    '',
  ].join('\n');
}

function say(report: Report, json: boolean): 0 | 1 {
  const { outcome, school, counts, faults, columns } = report;
  if (json)
    process.stdout.write(`${JSON.stringify({ outcome, urn: school?.urn, counts, faults, columns })}\n`);
  else process.stdout.write(inWords(report));
  return outcome === 'refused' ? 1 : 0;
}

async function agreed(plan: Omit<Report, 'outcome'>): Promise<boolean> {
  process.stdout.write(inWords({ outcome: 'previewed', ...plan }).replace(/Nothing was applied\.\n$/, ''));
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question('Apply this? Type yes to go on: ');
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}

interface Read {
  readonly reading: RosterReading;
  /** Which column of a list was taken for what. */
  readonly columns?: Mapping;
}

async function readExport(path: string, held: HeldRoster | null): Promise<Read> {
  const progress = bar('Reading');
  try {
    const onProgress = (at: { bytesRead: number; bytesTotal: number }) =>
      progress.show(at.bytesRead, at.bytesTotal);
    return { reading: await readRoster(path, { held, onProgress }) };
  } finally {
    progress.clear();
  }
}

/** What the words say comes before what is remembered, and that before what the columns' names suggest. */
async function readPlainList(
  path: string,
  { kind, columns: said }: ListOptions,
  school: RosterSchool,
  remembered: Mapping | null,
): Promise<Read> {
  const label = basename(resolve(path));
  const { headers } = await readTable(path, { label });
  const columns = { ...mappingFor(kind, headers, remembered), ...said };
  const progress = bar('Reading');
  try {
    const onProgress = progress.show;
    return { reading: await readList(path, { label, kind, mapping: columns, school, onProgress }), columns };
  } finally {
    progress.clear();
  }
}

async function read(
  { database }: Services,
  school: RosterSchool,
  { path, list }: ImportOptions,
): Promise<Read> {
  const actor = { kind: 'roster', schoolId: school.id } as const;
  if (list === undefined)
    return readExport(path, await database.withActor(actor, (tx) => findHeld(tx, school)));
  const remembered = await database.withActor(actor, (tx) => findMapping(tx, school.id, list.kind));
  return readPlainList(path, list, school, remembered);
}

async function apply(
  { database }: Services,
  school: RosterSchool,
  { reading, columns }: Read,
  { path, list }: ImportOptions,
): Promise<RosterPlan> {
  const file = {
    fileName: basename(resolve(path)),
    digest: await digestOf(path),
    requestedBy: null,
    format: list?.kind,
  };
  const progress = bar('Applying');
  try {
    return await database.withActor({ kind: 'roster', schoolId: school.id }, async (tx) => {
      if (list !== undefined && columns !== undefined)
        await rememberColumns(tx, school.id, list.kind, columns);
      return applyRoster(tx, school, reading, { ...file, onProgress: progress.show });
    });
  } finally {
    progress.clear();
  }
}

async function importInto(services: Services, ownerUrl: string, options: ImportOptions): Promise<Report> {
  const school = await findSchool(ownerUrl, options.urn);
  const found = await read(services, school, options);
  const { columns } = found;
  const plan = await services.database.withActor({ kind: 'roster', schoolId: school.id }, (tx) =>
    planRoster(tx, school, found.reading),
  );
  if (hasErrors(plan.faults)) return { outcome: 'refused', school, faults: plan.faults, columns };
  if (changesNothing(plan)) {
    // Nothing to decide, but what the files said may still be new to the next delta.
    if (!options.dryRun && found.reading.changes !== undefined) await apply(services, school, found, options);
    return { outcome: 'nothing to change', ...plan, columns };
  }
  if (options.dryRun) return { outcome: 'previewed', ...plan, columns };
  const somebody = options.ask && process.stdin.isTTY && process.stdout.isTTY;
  if (somebody && !(await agreed({ ...plan, columns })))
    return { outcome: 'not applied', school, faults: [], columns };
  return { outcome: 'applied', ...(await apply(services, school, found, options)), columns };
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
