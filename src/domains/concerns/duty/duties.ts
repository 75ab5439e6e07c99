import type { CategoryId, KindId } from '../types.ts';

/** A duty that the law lays on a person, not on the school. What it says, and whether it holds, is in the register. */
export interface Duty {
  /** Of the register of law and guidance. */
  readonly reference: string;
  readonly name: string;
  readonly whose: string;
  readonly toWhom: string;
  readonly kinds: readonly KindId[];
  readonly categories: readonly CategoryId[];
}

export const duties = {
  fgm: {
    reference: 'fgm-duty',
    name: 'FGM: known, because a girl under 18 told or it was seen',
    whose: 'The teacher who was told, or saw it. Nobody else can do it for them.',
    toWhom: 'The Police, on 101',
    kinds: [],
    categories: ['fgm'],
  },
  sexual_abuse: {
    reference: 'mandatory-reporting',
    name: 'A child sexual offence: told of, or seen',
    whose: 'Whoever was told, or saw it, themselves.',
    toWhom: 'The Police or the local authority',
    kinds: ['indecent_image', 'grooming'],
    categories: ['nudes', 'grooming'],
  },
} as const satisfies Readonly<Record<string, Duty>>;
export type DutyId = keyof typeof duties;
export const dutyIds = Object.keys(duties) as DutyId[];
export const isDuty = (id: string): id is DutyId => id in duties;

/** Which duties a case calls for, by what was ticked and what it was sorted under. */
export function dutiesOf(kinds: readonly KindId[], categories: readonly CategoryId[]): readonly DutyId[] {
  return dutyIds.filter((id) => {
    const duty: Duty = duties[id];
    return (
      duty.kinds.some((kind) => kinds.includes(kind)) ||
      duty.categories.some((one) => categories.includes(one))
    );
  });
}
