import type { Spread } from './statistics.ts';

/**
 * One line of a benchmark, as other programs read it. The target is for the ratio where there is a peer, else for the
 * value; null where a figure is shown and nothing is asked of it.
 */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string | null;
  readonly peer_value: number | null;
  readonly ratio: number | null;
  readonly target: number | null;
  readonly ok: boolean | null;
}

export type Aim = { readonly atLeast: number } | { readonly atMost: number };

const rounded = (n: number) => Number(n.toPrecision(4));

/** The interval's better end is held against the aim: these machines vary by a quarter from minute to minute. */
function reached({ least, most }: Spread, aim: Aim): boolean {
  return 'atLeast' in aim ? most >= aim.atLeast : least <= aim.atMost;
}

const targetOf = (aim: Aim) => ('atLeast' in aim ? aim.atLeast : aim.atMost);

export function figure(name: string, value: Spread, unit: string, aim?: Aim): Figure {
  return {
    name,
    value: rounded(value.median),
    unit,
    peer: null,
    peer_value: null,
    ratio: null,
    target: aim === undefined ? null : targetOf(aim),
    ok: aim === undefined ? null : reached(value, aim),
  };
}

/** A number that was measured once. */
export function single(name: string, value: number, unit: string, aim?: Aim): Figure {
  return figure(name, { median: value, least: value, most: value }, unit, aim);
}

export interface Beside {
  readonly value: Spread;
  readonly peer: string;
  readonly peerValue: Spread;
  readonly ratio: Spread;
}

export function besidePeer(name: string, unit: string, measured: Beside, aim?: Aim): Figure {
  return {
    name,
    value: rounded(measured.value.median),
    unit,
    peer: measured.peer,
    peer_value: rounded(measured.peerValue.median),
    ratio: rounded(measured.ratio.median),
    target: aim === undefined ? null : targetOf(aim),
    ok: aim === undefined ? null : reached(measured.ratio, aim),
  };
}

const verdict = (ok: boolean | null) => (ok === null ? '' : ok ? 'reached' : 'MISSED');

function asText(f: Figure): string {
  const beside = f.peer === null ? '' : `${f.ratio} of ${f.peer_value} (${f.peer})`;
  return `${f.name.padEnd(38)}${`${f.value} ${f.unit}`.padStart(18)}  ${beside.padEnd(40)}${
    f.target === null ? '' : `target ${f.target} `
  }${verdict(f.ok)}`;
}

/** Prints each figure as soon as it is known. */
export function printer(json: boolean): (figures: readonly Figure[]) => void {
  return (figures) => {
    for (const f of figures) process.stdout.write(`${json ? JSON.stringify(f) : asText(f).trimEnd()}\n`);
  };
}
