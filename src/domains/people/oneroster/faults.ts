import type { Fault, Severity } from './types.ts';
import { looksLikeUpn } from './upn.ts';

/** Thrown when nothing can be read at all: no roster, or not even its version, is known. */
export class RosterRefused extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults[0]?.problem ?? 'The roster cannot be read.');
    this.name = 'RosterRefused';
    this.faults = faults;
  }
}

export const hasErrors = (faults: readonly Fault[]): boolean =>
  faults.some((fault) => fault.severity === 'error');

/** A fault without its severity, which the name of the method gives. */
export interface FaultWords {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: string | undefined;
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;
}

export interface FaultLog {
  error(words: FaultWords): void;
  warning(words: FaultWords): void;
  /** How many errors there were, those only counted included. */
  errorCount(): number;
  all(): Fault[];
}

interface Kind {
  readonly file: string;
  readonly column: string | undefined;
  readonly code: string;
  readonly severity: Severity;
  count: number;
}

const toFault = (severity: Severity, words: FaultWords): Fault => ({
  file: words.file,
  ...(words.line === undefined ? {} : { line: words.line }),
  ...(words.column === undefined ? {} : { column: words.column }),
  severity,
  problem: words.problem,
  remedy: words.remedy,
  code: words.code,
});

const restOf = (kind: Kind, listed: number): Fault => ({
  file: kind.file,
  ...(kind.column === undefined ? {} : { column: kind.column }),
  severity: kind.severity,
  problem: `${kind.count - listed} more of the same kind (${kind.code}) are in this file and are not listed.`,
  remedy: 'Put right the ones listed; the rest most likely have the same cause.',
  code: 'more-of-the-same',
});

/**
 * Collects faults. One wrong setting in an MIS can spoil every line of a file, so each kind is listed
 * up to a limit and then counted: the list stays readable and memory stays bounded.
 */
export const createFaultLog = (listed: number): FaultLog => {
  const faults: Fault[] = [];
  const kinds = new Map<string, Kind>();
  let errors = 0;
  const add = (severity: Severity, words: FaultWords): void => {
    if (severity === 'error') errors += 1;
    const key = `${words.file}|${words.code}|${words.column ?? ''}|${severity}`;
    const known = kinds.get(key);
    const kind = known ?? { file: words.file, column: words.column, code: words.code, severity, count: 0 };
    if (known === undefined) kinds.set(key, kind);
    kind.count += 1;
    if (kind.count <= listed) faults.push(toFault(severity, words));
  };
  return {
    error: (words) => add('error', words),
    warning: (words) => add('warning', words),
    errorCount: () => errors,
    all: () => [
      ...faults,
      ...[...kinds.values()].filter((kind) => kind.count > listed).map((kind) => restOf(kind, listed)),
    ],
  };
};

const SHOWN = 40;

/**
 * A value as it may appear in a message: short, printable, in quotation marks. Only for words of the
 * manifest, names of columns and files; never for what a record says.
 */
export const shown = (value: string): string => {
  const plain = value.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
  return `“${plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain}”`;
};

/**
 * An id as it may appear in a message. Some systems make ids of e-mail addresses or UPNs, and in a damaged
 * file a name or a birth date may stand in an id's place: none of these is shown, the line must do.
 */
export const shownId = (id: string): string => {
  const plainId = /^[\w.:{}-]{1,64}$/.test(id) && /\d/.test(id);
  const personal = looksLikeUpn(id) || /^\d{2,4}[-.]\d{1,2}[-.]\d{2,4}$/.test(id);
  return plainId && !personal ? `“${id}”` : 'an id (not shown here: it may be personal)';
};
