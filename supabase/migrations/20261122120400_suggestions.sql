-- Domain: skills-management. Skills found in a person's own words, by rules: no model, nothing stored.

create function private.words_of(words text) returns text[]
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return coalesce((
    select array_agg(m[1] order by n)
    from regexp_matches(lower(normalize(words, nfkc)), '[[:alnum:]][[:alnum:]+#]*', 'g') with ordinality as r (m, n)
  ), '{}');
end
$$;
comment on function private.words_of(text) is 'The words of a text in their order, lower case: letters, digits, + and #.';

create function private.stem(word text) returns text
language plpgsql immutable strict parallel safe set search_path = ''
as $$
begin
  -- British spelling is American spelling, a planner plans; a stop word has no stem.
  return (ts_lexize('pg_catalog.english_stem',
    regexp_replace(regexp_replace(word, 'is(e[ds]?|ing|ation|ations)$', 'iz\1'), '([lmnrt])\1ers?$', '\1')))[1];
end
$$;
comment on function private.stem(text) is 'What a word has in common with its plural and its other forms (Snowball, English); null for a stop word.';

create function private.stems_of(words text) returns text[]
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return coalesce((
    select array_remove(array_agg(private.stem(w) order by n), null)
    from unnest(private.words_of(words)) with ordinality as u (w, n)
  ), '{}');
end
$$;
comment on function private.stems_of(text) is 'The stems of a text''s words, in their order, without stop words.';

-- skill_terms ----------------------------------------------------------------------------------------------------------

create table private.skill_terms (
  skill_id uuid not null references public.skills (id) on delete cascade,
  term text not null,
  stems text[] not null,
  -- The longest stem: the one by which a term is looked up.
  anchor text not null,
  primary key (skill_id, term)
);
create index on private.skill_terms (anchor);
alter table private.skill_terms enable row level security;
comment on table private.skill_terms is 'The names and aliases of active skills as stems, to be found in texts. Kept by trigger.';

create function private.index_terms(changed uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  -- Joined, as a list of thousands in any () would be walked for each row.
  delete from private.skill_terms t using unnest(changed) c where t.skill_id = c;
  insert into private.skill_terms (skill_id, term, stems, anchor)
  with named as (
    select s.id as skill_id, s.name_key as term
    from unnest(changed) c join public.skills s on s.id = c where s.status = 'active'
    union
    select a.skill_id, a.alias_key
    from unnest(changed) c join public.skills s on s.id = c join public.skill_aliases a on a.skill_id = s.id
    where s.status = 'active'
  ),
  -- Each stemmed once.
  stemmed as materialized (
    select n.skill_id, n.term, private.stems_of(n.term) as stems from named n
  )
  select skill_id, term, stems, (select s from unnest(stems) s order by char_length(s) desc, s limit 1)
  from stemmed
  where cardinality(stems) between 1 and 6;
end
$$;
comment on function private.index_terms(uuid[]) is 'Writes anew by what names skills are found in texts.';

create function private.follow_terms() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_table_name = 'skills' then
    perform private.index_terms(array(select id from changed));
  else
    perform private.index_terms(array(select distinct skill_id from changed));
  end if;
  return null;
end
$$;
comment on function private.follow_terms() is 'Once a statement: private.skill_terms after skills or aliases changed.';
create trigger follow_terms_insert after insert on public.skills
  referencing new table as changed for each statement execute function private.follow_terms();
create trigger follow_terms_update after update on public.skills
  referencing new table as changed for each statement execute function private.follow_terms();
create trigger follow_terms_insert after insert on public.skill_aliases
  referencing new table as changed for each statement execute function private.follow_terms();
create trigger follow_terms_update after update on public.skill_aliases
  referencing new table as changed for each statement execute function private.follow_terms();
create trigger follow_terms_delete after delete on public.skill_aliases
  referencing old table as changed for each statement execute function private.follow_terms();
select private.index_terms(array(select id from public.skills));

-- What of a text counts ---------------------------------------------------------------------------------------------------

create function private.own_words(part text) returns setof text
language plpgsql immutable set search_path = ''
as $$
begin
  return query
  select clause from regexp_split_to_table(part, '[.;:!?](\s|$)|[\n•]|,? (but|although|though|except|while) ', 'i') clause
  where clause ~ '\w' and clause !~* ('\m(' || concat_ws('|',
    -- What one can't, wasn't, or would like to.
    'no', 'not', 'never', 'without', 'nor', 'neither', 'lack\w*', 'nobody', '\w+n[''’]t', 'cannot',
    'would (like|love)', 'want(ed|s)? to', 'hop(e|es|ing) to', 'keen', 'wish\w*', 'dream\w*', 'learn(ing)?', 'interest(ed)? in', 'curious',
    -- What others do.
    'report(s|ed|ing)? to', 'outsourced', '(in|into) the hands of', '(done|made|planned|run|kept|handled|written|owned) by',
    'hand(ed|s|ing)? (it |them |this )?(over|on)', '(closely )?with the [\w ]+ (team|desk|department|people|office)',
    'they', 'their', 'colleagues?'
  ) || ')\M');
end
$$;
comment on function private.own_words(text) is
  'The clauses of a text that tell of what its writer does: not those that deny, wish, or tell of others.';

create function private.find_skills(parts jsonb)
returns table (skill_id uuid, level_guess integer, score numeric, quotes jsonb)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  with clauses as materialized (
    select row_number() over () as clause, p.kind, piece[1] as said
    from jsonb_to_recordset(parts) as p (kind text, words text), private.own_words(p.words) o (clause),
      -- A list's items are apart, and nobody writes 250 characters without a comma.
      regexp_split_to_table(o.clause, ', | - | – ') item, regexp_matches(item, '.{1,250}', 'g') piece
  ),
  -- A clause's words in their order, as they stand, in lower case and as stems: arrays, so that neighbours are at hand.
  spoken as materialized (
    select c.clause, c.kind, o.originals, w.words, t.stems
    from clauses c
    cross join lateral (select private.words_of(c.said) as words) w
    cross join lateral (
      select array_agg(m[1] order by n) as originals
      from regexp_matches(c.said, '[[:alnum:]][[:alnum:]+#]*', 'g') with ordinality as r (m, n)
    ) o
    cross join lateral (
      select array_agg(private.stem(u.word) order by u.position) as stems from unnest(w.words) with ordinality as u (word, position)
    ) t
  ),
  words as materialized (
    select s.*, u.position::integer as position, u.word, s.stems[u.position] as stem, s.originals[u.position] as original
    from spoken s, unnest(s.words) with ordinality as u (word, position)
  ),
  -- "Residual current monitors (RCM)" says what RCM means here.
  explained as (
    select distinct w.word from words w
    where w.original = upper(w.original) and char_length(w.word) between 2 and 6 and w.position > char_length(w.word)
      and w.word = (
        select string_agg(left(u.before, 1), '' order by u.position)
        from unnest(w.words[w.position - char_length(w.word):w.position - 1]) with ordinality as u (before, position)
      )
  ),
  found as (
    select t.skill_id, w.clause, w.kind, cardinality(t.stems) as length
    from words w
    join private.skill_terms t on t.anchor = w.stem
    where case when cardinality(t.stems) = 1 then
        -- One word is meant by that very word, not by a relative of it, nor by the name of a firm or a sea.
        w.word = any (private.words_of(t.term))
        and w.word not in (select e.word from explained e)
        and not (w.kind in ('project', 'outcome', 'text') and w.original <> lower(w.original)
          and coalesce(w.originals[w.position + 1] ~ '^[[:upper:]]', false))
      -- More words stand near each other, in any order.
      else t.stems <@ w.stems[greatest(1, w.position - cardinality(t.stems) - 1):w.position + cardinality(t.stems) + 1] end
  )
  select f.skill_id,
    least(3, 1 + (count(distinct f.clause) > 1)::integer + bool_or(f.kind in ('title', 'project'))::integer),
    sum(f.length + (f.kind = 'title')::integer)::numeric,
    (
      select jsonb_agg(jsonb_build_object('from', c.kind, 'text', left(btrim(c.said), 200)) order by c.clause)
      from (
        select c.clause, c.kind, c.said from clauses c where c.clause = any (array_agg(distinct f.clause)) order by c.clause limit 3
      ) c
    )
  from found f
  group by f.skill_id;
end
$$;
comment on function private.find_skills(jsonb) is
  'The active skills whose name or alias stands in texts [{kind: title | focus_area | project | outcome | text, words}], each with a level guess 1 to 3, a score, and up to three quotes. Reads nothing of anybody.';

create function private.suggest_skills(pasted text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  parts jsonb;
begin
  if pasted is not null then
    parts := jsonb_build_array(jsonb_build_object('kind', 'text', 'words', pasted));
  else
    select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'words', words)), '[]') into parts
    from (
      select 'title' as kind, u.job_title as words from public.users u where u.id = me
      union
      select 'title', h.role_title from public.position_history h where h.user_id = me
      union
      select 'focus_area', f from public.position_history h, unnest(h.focus_areas || h.key_skills) f where h.user_id = me
      union
      select 'project', w from public.projects p, unnest(array[p.name, p.role, p.description]) w where p.user_id = me
      union
      select 'outcome', o from public.projects p, unnest(p.outcomes) o where p.user_id = me
      union
      select 'text', x.focus from public.user_experiences x where x.user_id = me
    ) said
    where words is not null;
  end if;
  return (
    with best as (
      -- Two skills of one name: one of them.
      select distinct on (s.name_key) s.id, s.name, f.level_guess, f.score, f.quotes
      from private.find_skills(parts) f
      join public.skills s on s.id = f.skill_id
      left join public.user_skills mine on mine.user_id = me and mine.skill_id = s.id
      where mine.level is null
      order by s.name_key, mine.skill_id is null, f.score desc, s.id
    )
    select jsonb_build_object('next_cursor', null, 'items', coalesce(jsonb_agg(jsonb_build_object(
      'skill', jsonb_build_object('id', b.id, 'name', b.name), 'level_guess', b.level_guess, 'quotes', b.quotes
    ) order by b.score desc, b.name, b.id), '[]'))
    from (select * from best order by score desc, name, id limit 20) b
  );
end
$$;
create function public.suggest_skills(pasted text default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.suggest_skills(pasted) $$;
comment on function public.suggest_skills(text) is
  'POST /me/skills/suggestions: up to 20 skills that the caller''s own titles, focus areas, projects and outcomes (or a pasted text, which is not stored) speak of and that they have not rated, each with a level to begin with and where it says so.';

grant execute on function private.suggest_skills(text), public.suggest_skills(text) to authenticated;
