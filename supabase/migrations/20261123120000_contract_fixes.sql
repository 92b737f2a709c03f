-- A programme whose most is less than its least is refused with the field that says so.
set lock_timeout = '5s';

create or replace function private.write_programme(programme uuid, fields jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  p public.programmes;
  reversed text;
begin
  perform private.refuse_items('unit_ids.%s', (
    select jsonb_agg(n - 1) from jsonb_array_elements_text(fields -> 'unit_ids') with ordinality as u (id, n)
    where not exists (select from public.org_units o where o.id = u.id::uuid)
  ), 'unknown_id', 'There is no such unit.');
  select * into p from public.programmes where id = programme;
  p := jsonb_populate_record(p, fields - 'unit_ids');
  reversed := case when p.max_level < p.min_level then 'max_level' when p.max_months < p.min_months then 'max_months' end;
  if reversed is not null then
    perform private.fail(400, 'invalid', 'The most is less than the least.', jsonb_build_array(jsonb_build_object(
      'path', reversed, 'code', 'reversed', 'message', 'The most is less than the least.')));
  end if;
  update public.programmes
  set name = p.name, description = p.description, duration_weeks = p.duration_weeks,
      min_level = p.min_level, max_level = p.max_level, min_months = p.min_months, max_months = p.max_months
  where id = programme;
  if fields ? 'unit_ids' then
    delete from public.programme_units u where u.programme_id = programme and not fields -> 'unit_ids' ? u.org_unit_id::text;
    insert into public.programme_units (programme_id, org_unit_id)
    select programme, id::uuid from jsonb_array_elements_text(fields -> 'unit_ids') id on conflict do nothing;
  end if;
end
$$;
comment on function private.write_programme(uuid, jsonb) is
  'Writes the fields of a programme that are named, units as a whole list. 400 unknown_id, invalid (reversed). Checks no right.';
