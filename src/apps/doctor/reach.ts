import type { Config } from '#platform/config';

const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** The address at which this machine itself reaches the web server. */
export const reach = ({ host }: Pick<Config, 'host'>): string => everywhere[host] ?? host;

/** Nobody but this machine gets there. */
export const isLoopback = (host: string): boolean => /^(localhost|127\.0\.0\.1|\[?::1\]?)$/.test(host);
