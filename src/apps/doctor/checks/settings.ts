import { isLoopback } from '../reach.ts';
import { type Check, ok, warn } from '../types.ts';

/** That they can be read was seen before; here, whether they go together. */
export const settings: Check = {
  name: 'settings',
  title: 'Settings',
  run: ({ config }) => {
    const { hostname } = new URL(config.origin);
    if (isLoopback(hostname) && !isLoopback(config.host))
      return warn(
        `people elsewhere are let in (GATEHOUSE_HOST), but the address is ${config.origin}`,
        'Every page but those opened under that address is refused, and mails link to it.',
        'Set GATEHOUSE_ORIGIN to the address that people type.',
      );
    return ok(`the address is ${config.origin}`);
  },
};
