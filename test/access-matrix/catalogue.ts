import type pg from 'pg';

/** What the database itself says there is: the matrix is held against this. */

/** pg-boss keeps its queue for the processes' login alone; jobs hold no data. The list of migrations is the owner's. */
export const exceptions = { schemas: ['pgboss'], tables: ['public.gatehouse_migration'] };

const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and n.nspname !~ '^pg_temp'
  and n.nspname <> all ($1)`;

export interface CatalogueTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly forced: boolean;
  readonly owner_policy: boolean;
  readonly retention: string | null;
}

export async function readTables(owner: pg.Pool): Promise<CatalogueTable[]> {
  const { rows } = await owner.query<CatalogueTable>(
    `select n.nspname || '.' || c.relname as name,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
       c.relrowsecurity and c.relforcerowsecurity as forced,
       exists (select from pg_policy p where p.polrelid = c.oid and p.polroles = array[c.relowner]
         and p.polcmd = '*' and p.polpermissive and pg_get_expr(p.polqual, c.oid) = 'true') as owner_policy,
       (select t.retention_class from app.protected_table t where t.table_name = c.oid) as retention
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${OURS} order by 1`,
    [exceptions.schemas],
  );
  return rows.filter((row) => !exceptions.tables.includes(row.name));
}

export interface Right {
  readonly role: string;
  readonly table: string;
  readonly privilege: string;
  /** Empty where the right is to whole rows. */
  readonly columns: readonly string[];
}

/** Every right that a role other than the owner has, however it came to it (PUBLIC included). */
export async function readRights(owner: pg.Pool): Promise<Right[]> {
  const { rows } = await owner.query<Right>(
    `with actor as (select r.oid, r.rolname from pg_roles r where r.rolname ~ '^gatehouse_' and r.rolname <> current_user),
       our_table as (select c.oid, n.nspname || '.' || c.relname as name, c.relkind
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and ${OURS})
     select r.rolname as role, t.name as table, p.privilege, array(
         select a.attname::text from pg_attribute a
         where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
           and has_column_privilege(r.oid, t.oid, a.attnum, p.privilege) order by a.attnum) as columns
       from actor r, our_table t, unnest(array['select', 'insert', 'update', 'references']) p (privilege)
       where t.relkind <> 'S' and has_any_column_privilege(r.oid, t.oid, p.privilege)
     union all
     select r.rolname, t.name, p.privilege, '{}'
       from actor r, our_table t, unnest(array['delete', 'truncate', 'trigger']) p (privilege)
       where t.relkind <> 'S' and has_table_privilege(r.oid, t.oid, p.privilege)
     union all
     select r.rolname, t.name, p.privilege, '{}'
       from actor r, our_table t, unnest(array['usage', 'select', 'update']) p (privilege)
       where t.relkind = 'S' and has_sequence_privilege(r.oid, t.oid, p.privilege)
     order by 2, 1, 3`,
    [exceptions.schemas],
  );
  return rows;
}

/** Functions of ours, each with the roles that may call it. Extensions bring their own, which see no table. */
export async function readFunctions(owner: pg.Pool): Promise<Map<string, string[]>> {
  const { rows } = await owner.query<{ name: string; roles: string[] }>(
    `select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name,
       array(select replace(r.rolname, 'gatehouse_', '') from pg_roles r
         where r.rolname ~ '^gatehouse_' and r.rolname <> current_user and has_function_privilege(r.oid, p.oid, 'execute')
           and has_schema_privilege(r.oid, n.oid, 'usage') order by 1) as roles
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where ${OURS} and p.prorettype <> 'trigger'::regtype
       and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
     order by 1`,
    [exceptions.schemas],
  );
  return new Map(rows.map(({ name, roles }) => [name, roles]));
}

export interface Policy {
  readonly table: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
  readonly permissive: boolean;
  /** Functions that its expressions call, anywhere. */
  readonly calls: readonly string[];
}

/** All but the owner's own. */
export async function readPolicies(owner: pg.Pool): Promise<Policy[]> {
  const { rows } = await owner.query<Policy>(
    `select n.nspname || '.' || c.relname as table, p.polname::text as name,
       array(select r.rolname::text from pg_roles r where r.oid = any (p.polroles) order by 1) as roles,
       pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check,
       p.polpermissive as permissive,
       array(select distinct d.refobjid::regproc::text from pg_depend d
         where d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass) as calls
     from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
     where ${OURS} and p.polroles <> array[c.relowner] order by 1, 2`,
    [exceptions.schemas],
  );
  return rows;
}
