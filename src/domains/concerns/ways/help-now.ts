/** Where a child, or whoever worries about one, finds help at once: the one list for every way in (CT-safe-1). */
export interface Help {
  readonly name: string;
  /** In words of seven years and up. */
  readonly what: string;
  readonly phone?: string;
  readonly href?: string;
}

export const emergency: Help = {
  name: '999',
  what: 'If somebody is in danger now, call and say “police”. It is free.',
  phone: '999',
};

export const childline: Help = {
  name: 'Childline',
  what: 'Talk to somebody, day or night. Free, and it does not show on the phone bill.',
  phone: '0800 1111',
  href: 'https://www.childline.org.uk',
};

const ceop: Help = {
  name: 'CEOP',
  what: 'Police officers who help when somebody online asks for things or frightens you.',
  href: 'https://www.ceop.police.uk/Safety-Centre/',
};

const reportRemove: Help = {
  name: 'Report Remove',
  what: 'Helps to take down a picture of you that you do not want people to see.',
  href: 'https://www.childline.org.uk/remove/',
};

const nspcc: Help = {
  name: 'NSPCC',
  what: 'For an adult who worries about a child.',
  phone: '0808 800 5000',
  href: 'https://www.nspcc.org.uk',
};

const shout: Help = {
  name: 'Shout',
  what: 'Help by text message when everything is too much. Text SHOUT to this number.',
  phone: '85258',
  href: 'https://giveusashout.org',
};

export const helpForPupils: readonly Help[] = [emergency, childline, ceop, reportRemove, shout];
export const helpForAdults: readonly Help[] = [emergency, nspcc, ceop, childline];
