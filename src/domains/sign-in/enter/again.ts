import { Forbidden } from '#platform/errors';

/** The step between password and code is over: too late, used, or never begun. Routes send back to the beginning. */
export class SignInAgain extends Forbidden {
  constructor() {
    super('no sign-in under way', 'That took too long. Start again with your user name and password.');
  }
}
