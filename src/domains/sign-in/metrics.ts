import { Counter } from 'prom-client';

/** Failures for names that nobody has: counted, and nothing more, since the name may be a password typed too early. */
export const unknownNames = new Counter({
  name: 'gatehouse_sign_in_unknown_name_total',
  help: 'Sign-ins refused because there is no such account',
  registers: [],
});
