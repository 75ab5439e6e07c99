do $$
declare
  found record;
begin
  for found in select * from t_index loop
    execute found.definition;
  end loop;
  for found in select * from t_reference loop
    execute format('alter table %s add constraint %s %s', found.target, found.name, found.definition);
  end loop;
end
$$;
