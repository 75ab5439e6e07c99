-- Rows of this number are quicker to write without the indexes and references, which 4-close.sql puts back and checks.

create temp table t_index as
  select format('%I.%I', schemaname, indexname) as name, indexdef as definition
  from pg_indexes i
  where schemaname in ('concern', 'audit') and not exists (
    select from pg_constraint c where c.conname = i.indexname and c.connamespace = i.schemaname::regnamespace);
create temp table t_reference as
  select conrelid::regclass::text as target, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
  from pg_constraint where contype = 'f' and connamespace in ('concern'::regnamespace, 'audit'::regnamespace);

do $$
declare
  found record;
begin
  for found in select * from t_index loop
    execute 'drop index ' || found.name;
  end loop;
  for found in select * from t_reference loop
    execute format('alter table %s drop constraint %s', found.target, found.name);
  end loop;
end
$$;
