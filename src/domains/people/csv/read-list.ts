import { createFaultLog, type FaultLog, hasErrors } from '../oneroster/faults.ts';
import type { Roster, RosterReading } from '../oneroster/index.ts';
import { emptyRoster } from '../oneroster/read-roster.ts';
import { fieldsOf, type ListKind, type Mapping, problemsOf } from './fields.ts';
import { createLine, type Line } from './line.ts';
import { readPupil } from './pupil.ts';
import { readStaff } from './staff.ts';
import { type ListTable, readTable } from './table.ts';

export interface ListSchool {
  readonly urn: string;
  readonly name: string;
}

export interface ReadListOptions {
  readonly label: string;
  readonly kind: ListKind;
  readonly mapping: Mapping;
  readonly school: ListSchool;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The one school that a list is about has no id in it. */
const HERE = 'school';
const FAULTS_OF_A_KIND = 50;

/** What is read a line at a time. */
export interface ListReading {
  readonly log: FaultLog;
  readonly file: string;
  readonly org: string;
  /** Line on which each id or UPN was first seen. */
  readonly seen: Map<string, number>;
  readonly withoutYear: { count: number };
}

const wrongColumns = (file: string, problem: string) => ({
  file,
  line: 1,
  code: 'columns',
  problem,
  remedy: 'Say which column is which, or export the list with the columns that it had before.',
});

const fieldCount = (found: number, wanted: number) => ({
  code: 'field-count',
  problem: `This line has ${found} fields, the header ${wanted}.`,
  remedy: 'Look for a separator too many or too few; a field that holds one must stand in "…".',
});

function checkColumns(table: ListTable, { label, kind, mapping }: ReadListOptions, log: FaultLog): boolean {
  const problems = problemsOf(kind, table.headers, mapping);
  for (const { message } of problems) log.error(wrongColumns(label, message));
  return problems.length === 0;
}

type Gathered = {
  -readonly [K in 'classes' | 'users' | 'enrollments' | 'demographics']: Roster[K][number][];
};

function readLines(table: ListTable, options: ReadListOptions, log: FaultLog): Gathered {
  const { label, kind, mapping } = options;
  const reading: ListReading = { log, file: label, org: HERE, seen: new Map(), withoutYear: { count: 0 } };
  const gathered: Gathered = { classes: [], users: [], enrollments: [], demographics: [] };
  const groups = new Map<string, Roster['classes'][number]>();
  const line: Line = createLine(label, table.headers, mapping, fieldsOf(kind), log);
  table.rows.forEach(({ cells, line: at }, done) => {
    if (done % 1_000 === 0) options.onProgress?.(done, table.rows.length);
    if (cells.length !== table.headers.length) {
      log.error({ file: label, line: at, ...fieldCount(cells.length, table.headers.length) });
      return;
    }
    line.fill(cells, at);
    const read = kind === 'pupils' ? readPupil(reading, line, groups) : readStaff(reading, line);
    if (read === undefined) return;
    gathered.users.push(read.user);
    if (read.demographics !== undefined) gathered.demographics.push(read.demographics);
    if (read.enrollment !== undefined) gathered.enrollments.push(read.enrollment);
  });
  gathered.classes.push(...groups.values());
  return gathered;
}

/** What a list says, as one model with what OneRoster files say. Its faults name line and column. */
export function readListTable(table: ListTable, options: ReadListOptions): RosterReading {
  const { label, kind, mapping, school } = options;
  const log = createFaultLog(FAULTS_OF_A_KIND);
  const gathered = checkColumns(table, options, log) ? readLines(table, options, log) : undefined;
  const faults = log.all();
  const org = { sourcedId: HERE, type: 'school', parentSourcedId: null } as const;
  const roster: Roster =
    gathered === undefined || hasErrors(faults)
      ? emptyRoster
      : {
          ...emptyRoster,
          orgs: [{ ...org, name: school.name, identifier: school.urn, urn: school.urn }],
          ...gathered,
        };
  return {
    version: '1.1',
    roster,
    faults,
    list: {
      label,
      leavers: kind,
      places: kind === 'pupils' && mapping.group !== undefined ? 'registration' : 'none',
    },
  };
}

/** Reads a plain list. Throws `RosterRefused` where it is none. */
export async function readList(path: string, options: ReadListOptions): Promise<RosterReading> {
  return readListTable(await readTable(path, options), options);
}
