-- Run before migrations by `supabase db push --include-roles`, and by `supabase start`: no roles, but the library of pg_trgm. Where it is
-- not loaded, nobody but a superuser may make a function that sets its thresholds, and some migrations do.
do $$
begin
  if to_regprocedure('extensions.similarity(text, text)') is not null then
    perform extensions.similarity('a', 'b');
  end if;
end
$$;
