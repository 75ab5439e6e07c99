import type { Line } from './line.ts';
import { checkOnce, userOf } from './person.ts';
import { roleOf } from './posts.ts';
import type { ReadPerson } from './pupil.ts';
import type { ListReading } from './read-list.ts';

const noKey = {
  code: 'no-key',
  problem:
    'This person has neither an id nor an e-mail address, so nothing tells them from another of the same name.',
  remedy: 'Fill in one of the two in your system and export again.',
};
const badEmail = {
  code: 'bad-email',
  problem: 'This is not an e-mail address.',
  remedy: 'Correct it in your system. Gatehouse takes the person in without one.',
};
const unknownPost = {
  code: 'post-unknown',
  problem: 'This is not a post that Gatehouse knows (Teacher, Teaching assistant, Office).',
  remedy:
    'Gatehouse takes the person in as a teaching assistant. Correct it, or give them their post by hand.',
};

/** One of the staff; undefined where the line cannot be used, which is a fault in the log. */
export function readStaff(reading: ListReading, line: Line): ReadPerson | undefined {
  const id = line.text('id');
  const told = line.text('email');
  const email = /^[^\s@]+@[^\s@]+$/.test(told) ? told : null;
  if (told !== '' && email === null) line.warning('email', badEmail);
  if (id !== '') checkOnce(reading, line, 'id', id);
  if (email !== null) checkOnce(reading, line, 'email', email.toLowerCase());
  if (id === '' && email === null) line.error('id', noKey);
  const post = line.text('post');
  const role = post === '' ? 'teacher' : roleOf(post);
  if (role === undefined) line.warning('post', unknownPost);
  const sourcedId = id === '' ? `mail ${email?.toLowerCase()}` : id;
  const user = { ...userOf(reading, line, sourcedId, role ?? 'aide'), email };
  return line.sound() ? { user } : undefined;
}
