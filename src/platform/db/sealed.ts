import pg from 'pg';

/** Whether somebody's authenticator is sealed there: by a key that this installation therefore has had. */
export async function holdsSealed(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const table = await client.query(`select to_regclass('signin.account') as here`);
    if (table.rows[0]?.here === null) return false;
    const { rows } = await client.query(
      'select exists (select from signin.account where totp_sealed is not null) as sealed',
    );
    return rows[0]?.sealed === true;
  } finally {
    await client.end();
  }
}
