import { Unavailable } from '#platform/errors';

const whys: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another program, perhaps by a Gatehouse that runs already',
  EACCES: 'may not be used by this account',
};

/** Opens a port, and says in words what to do where it cannot be had. */
export async function openPort<T>(
  setting: 'PORT' | 'METRICS_PORT',
  port: number,
  open: () => Promise<T>,
): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? whys[String(error.code)] : undefined;
    if (why === undefined) throw error;
    throw new Unavailable(
      'a port cannot be had',
      `Port ${port} ${why}. Stop that program, or choose another port with ${setting}, such as ${setting}=${port < 1024 ? port + 8000 : port + 1}.`,
    );
  }
}
