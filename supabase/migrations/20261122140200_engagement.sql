-- Domain: analytics. Pulse surveys, engagement, and how measures are published that nobody may read row by row.

-- Publications: aggregates that tell nothing about fewer than five people --------------------------------------------------

create table private.publications (
  id uuid primary key default gen_random_uuid(),
  measure text not null,
  no integer not null,
  key text not null,
  published_on date not null,
  done boolean not null default false,
  unique (measure, no),
  unique (measure, key)
);
alter table private.publications enable row level security;
comment on table private.publications is
  'When a measure was published: each publication is one look at the whole organisation, of the measure''s no-th. Its cells are private.published_cells.';
comment on column private.publications.key is 'What was published, once: a month, a survey.';
comment on column private.publications.done is 'False while it is being decided what it shows; nobody reads it until then.';

create table private.published_cells (
  publication_id uuid not null references private.publications (id) on delete cascade,
  cell integer not null,
  parent integer not null,
  unit uuid not null,
  rest boolean not null,
  people integer not null check (people > 0),
  status text not null default 'fresh' check (status in ('fresh', 'small', 'repeated', 'suppressed')),
  shown jsonb,
  shown_people integer,
  shown_on date,
  primary key (publication_id, cell)
);
create index on private.published_cells (unit, rest);
alter table private.published_cells enable row level security;
comment on table private.published_cells is
  'A unit with all below it, or the company (unit 00000000-…), in one publication. fresh: what is shown is of these people; repeated: of the cell''s last fresh publication; suppressed: nothing is shown. small stands in for suppressed until the publication is done.';
comment on column private.published_cells.unit is 'No foreign key: what was published outlives the unit.';
comment on column private.published_cells.rest is 'Those who stand in the unit itself beside units below it: a sibling of these, or parent minus children would tell of them.';
comment on column private.published_cells.parent is 'The cell above; 0: none.';

create table private.published_blocks (
  publication_id uuid not null references private.publications (id) on delete cascade,
  unit uuid not null,
  block integer not null,
  primary key (publication_id, unit)
);
alter table private.published_blocks enable row level security;
comment on table private.published_blocks is
  'In which fresh cell people of a unit were counted most closely; 0: in none. What a publication tells is the sums of its blocks and nothing more. Unit 00000000-…: whoever stands in none.';

create table public.publication_stays (
  measure text not null,
  user_id uuid not null references public.users (id) on delete cascade,
  from_no integer not null,
  until_no integer,
  unit uuid not null,
  primary key (measure, user_id, from_no),
  check (until_no > from_no)
);
create index on public.publication_stays (user_id);
create unique index on public.publication_stays (measure, user_id) where until_no is null;
alter table public.publication_stays enable row level security;
-- No policy and no grant, for the secret key neither.
revoke all on public.publication_stays from service_role;
comment on table public.publication_stays is
  'Whom a measure''s publications counted, and in which unit: from one on, until another. Never a value. It stays as long as what was published is remembered; nobody reads it.';

create function private.begin_publication(measure text, key text, on_day date, people uuid[], units uuid[]) returns uuid
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  nowhere constant uuid := '00000000-0000-0000-0000-000000000000';
  places uuid[] := array_replace(units, null, nowhere);
  made private.publications;
begin
  perform pg_advisory_xact_lock(hashtext('publication'), hashtext(measure));
  insert into private.publications (measure, no, key, published_on)
  select measure, coalesce(max(p.no), 0) + 1, key, on_day from private.publications p where p.measure = measure
  returning * into made;
  execute $query$
    update public.publication_stays s set until_no = $3
    where s.measure = $4 and s.until_no is null and not exists (
      select from unnest($1, $2) n (user_id, unit) where n.user_id = s.user_id and n.unit = s.unit
    )
  $query$ using people, places, made.no, measure;
  execute $query$
    insert into public.publication_stays (measure, user_id, unit, from_no)
    select $4, n.user_id, n.unit, $3 from unnest($1, $2) n (user_id, unit)
    where not exists (
      select from public.publication_stays s
      where s.measure = $4 and s.until_no is null and s.user_id = n.user_id and s.unit = n.unit
    )
  $query$ using people, places, made.no, measure;
  execute $query$
    with recursive direct as materialized (
      select p.unit, count(*) as n from unnest($2) p (unit) group by 1
    ),
    -- Each unit of somebody, and each above; the company is above all.
    above (unit, ancestor, distance) as (
      select d.unit, d.unit, 0 from direct d where d.unit <> $1
      union all
      select a.unit, o.parent_id, a.distance + 1 from above a join public.org_units o on o.id = a.ancestor where o.parent_id is not null
    ),
    depths as (
      select a.unit, max(a.distance) as depth from above a group by 1
    ),
    heads as (
      select a.ancestor as unit, coalesce(o.parent_id, $1) as parent, min(t.depth - a.distance) as depth, sum(d.n) as n
      from above a join direct d on d.unit = a.unit join depths t on t.unit = a.unit join public.org_units o on o.id = a.ancestor
      group by 1, 2
      union all
      select $1, null, -1, sum(d.n) from direct d
    ),
    cells as (
      select h.unit, false as rest, h.parent, h.depth, h.n from heads h where h.n > 0
      union all
      select d.unit, true, d.unit, h.depth + 1, d.n from direct d join heads h on h.unit = d.unit
      where exists (select from heads b where b.parent = d.unit)
    ),
    -- Who stands above has the smaller number.
    numbered as (
      select c.*, row_number() over (order by c.depth, c.n desc, c.unit) as cell from cells c
    )
    insert into private.published_cells (publication_id, cell, parent, unit, rest, people)
    select $3, c.cell, coalesce(p.cell, 0), c.unit, c.rest, c.n
    from numbered c left join numbered p on p.unit = c.parent and not p.rest
  $query$ using nowhere, places, made.id;
  perform private.hide_small_cells(made.id);
  return made.id;
end
$$;
comment on function private.begin_publication(text, text, date, uuid[], uuid[]) is
  'Begins the next publication of a measure over these people, each with their unit (null: none) at the same position: cells, siblings'' rest, and what is hidden for being small. Its id; fails where the measure has this key already. repeat_cells(), audit_cells() and end_publication() follow. Checks no right.';

create function private.hide_small_cells(publication uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  least_people constant integer := 5;
  parents integer[];
  people integer[];
  above integer[];
  left_over integer[];
  visible boolean[];
  smallest integer;
begin
  select array_agg(c.parent order by c.cell), array_agg(c.people order by c.cell), array_agg(c.people >= least_people order by c.cell)
  into parents, people, visible
  from private.published_cells c where c.publication_id = publication;
  above := parents;
  left_over := people;
  for i in 1..coalesce(cardinality(parents), 0) loop
    while above[i] > 0 and not visible[above[i]] loop
      above[i] := parents[above[i]];
    end loop;
    if visible[i] and above[i] > 0 then
      left_over[above[i]] := left_over[above[i]] - people[i];
    end if;
  end loop;
  for i in reverse coalesce(cardinality(parents), 0)..1 loop
    -- What is shown of i leaves some over that are too few: the next smallest is hidden with them.
    while visible[i] and left_over[i] between 1 and least_people - 1 loop
      select c.cell into strict smallest from unnest(above, visible, people) with ordinality as c (up, seen, size, cell)
      where c.up = i and c.seen order by c.size, c.cell limit 1;
      visible[smallest] := false;
      left_over[i] := left_over[i] + left_over[smallest];
      for j in smallest + 1..cardinality(above) loop
        if above[j] = smallest then
          above[j] := i;
        end if;
      end loop;
    end loop;
  end loop;
  update private.published_cells c set status = 'small' where c.publication_id = publication and not visible[c.cell];
end
$$;
comment on function private.hide_small_cells(uuid) is
  'Hides every cell under 5, and in each shown cell the next smallest ones below until those who are hidden there are none or 5 and more: so each block has 5 or more, and so has whatever sums and differences of one publication''s cells stand for.';

create function private.publication_tree(publication uuid) returns table (unit uuid, leaf integer, cell integer)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with recursive cells as materialized (
    select c.cell, c.parent, c.unit, c.rest
    from private.published_cells c where c.publication_id = publication
  ),
  leaves as (
    select distinct on (c.unit) c.unit, c.cell, c.parent from cells c order by c.unit, c.rest desc
  ),
  up (unit, leaf, cell, parent) as (
    select l.unit, l.cell, l.cell, l.parent from leaves l
    union all
    select u.unit, u.leaf, c.cell, c.parent from up u join cells c on c.cell = u.parent
  )
  select u.unit, u.leaf, u.cell from up u;
end
$$;
comment on function private.publication_tree(uuid) is
  'For each unit of a publication: the cell of those who stand in it, and each cell that this is part of, itself first.';

create function private.repeat_cells(publication uuid, earlier uuid) returns integer
language plpgsql security definer set search_path = '' set enable_nestloop = off
as $$
declare
  this private.publications;
  that private.publications;
  n integer;
begin
  select * into this from private.publications where id = publication;
  select * into that from private.publications where id = earlier;
  execute $query$
    with pairs as materialized (
      select a.unit as unit, b.unit as before, count(*) as n
      from public.publication_stays a
      join public.publication_stays b on b.measure = a.measure and b.user_id = a.user_id
        and b.from_no <= $4 and (b.until_no > $4 or b.until_no is null)
      where a.measure = $1 and a.until_no is null
      group by 1, 2
    ),
    now as materialized (
      select t.unit as place, c.unit, c.rest from private.publication_tree($2) t
      join private.published_cells c on c.publication_id = $2 and c.cell = t.cell where c.status = 'fresh'
    ),
    before as materialized (
      select t.unit as place, c.unit, c.rest from private.publication_tree($3) t
      join private.published_cells c on c.publication_id = $3 and c.cell = t.cell where c.status = 'fresh'
    ),
    both_times as (
      select x.unit, x.rest, sum(p.n) as n
      from pairs p
      join now x on x.place = p.unit
      join before y on y.place = p.before and y.unit = x.unit and y.rest = x.rest
      group by 1, 2
    )
    update private.published_cells c set status = 'repeated'
    from private.published_cells o
    left join both_times b on b.unit = o.unit and b.rest = o.rest
    where c.publication_id = $2 and c.status = 'fresh'
      and o.publication_id = $3 and o.status = 'fresh' and o.unit = c.unit and o.rest = c.rest
      and c.people + o.people - 2 * coalesce(b.n, 0) between 1 and 4
  $query$ using this.measure, publication, earlier, that.no;
  get diagnostics n = row_count;
  return n;
end
$$;
comment on function private.repeat_cells(uuid, uuid) is
  'Cells of a publication whose members differ by 1 to 4 from when an earlier one showed them are not fresh. With the last publication alone, five who come and then go again one by one would be told. (Nested loops are off in what joins all people: right after so many rows were written the planner still thinks there are few.)';

create function private.audit_cells(publication uuid, earlier integer[], screen boolean default false) returns integer
language plpgsql security definer set search_path = '' set enable_nestloop = off
as $$
declare
  least_people constant integer := 5;
  always constant integer := 1000000;
  this private.publications;
  -- The looks that are compared; the last is this one.
  looks integer[];
  last_look integer;
  places uuid[];
  units integer;
  -- Of each cell of this publication.
  parents integer[];
  people integer[];
  visible boolean[];
  above integer[];
  -- The node of one unit whose people the cell's block holds; -1: it holds nobody.
  node_of integer[];
  same_as integer[];
  classes integer[];
  nodes integer[];
  counts integer[];
  weights integer[];
  ones integer[];
  others integer[];
  suspects integer[];
  picked integer[];
  known integer;
  gone integer;
  a integer;
  b integer;
  root integer;
  hidden integer := 0;
begin
  select * into this from private.publications where id = publication;
  looks := array(select n from unnest(earlier) n where n < this.no order by n) || this.no;
  last_look := cardinality(looks);
  select array_agg(c.parent order by c.cell), array_agg(c.people order by c.cell), array_agg(c.status = 'fresh' order by c.cell)
  into parents, people, visible
  from private.published_cells c where c.publication_id = publication;
  if parents is null then
    return 0;
  end if;
  above := parents;
  for i in 1..cardinality(parents) loop
    while above[i] > 0 and not visible[above[i]] loop
      above[i] := parents[above[i]];
    end loop;
  end loop;
  places := array(select distinct s.unit from public.publication_stays s where s.measure = this.measure order by 1);
  units := cardinality(places);
  same_as := array_fill(0, array[units * last_look + 1], array[0]);
  for i in 0..units * last_look loop
    same_as[i] := i;
  end loop;

  execute $query$
    with recursive looks as materialized (
      select p.id, l.look from unnest($1) with ordinality l (no, look) join private.publications p on p.measure = $2 and p.no = l.no
    ),
    -- In which block a unit's people stand at a look; 0, or nothing: in none.
    blocks as materialized (
      select l.look, u.i as place, b.block from looks l
      join private.published_blocks b on b.publication_id = l.id
      join unnest($3) with ordinality u (unit, i) on u.unit = b.unit
      where not $9 and l.look < $4 and b.block > 0
      union all
      select l.look, u.i, b.block from looks l
      join private.repeated_blocks($5) b on b.publication_id = l.id
      join unnest($3) with ordinality u (unit, i) on u.unit = b.unit
      where $9
      union all
      select $4, u.i, t.block
      from (
        select distinct on (t.unit) t.unit, t.cell as block from private.publication_tree($5) t
        where ($6)[t.cell] order by t.unit, t.cell desc
      ) t join unnest($3) with ordinality u (unit, i) on u.unit = t.unit
    ),
    -- What is added up with the same people is one: what is weighted alike differs alike from the look after.
    alike as (
      select l.look, u.i as place, coalesce(b.block, 0) as block,
        case when b.block is null then 0 else min(u.i) over (partition by l.look, b.block) end as first
      from (select n as look from generate_series(1, $4) n) l
      cross join unnest($3) with ordinality u (unit, i)
      left join blocks b on b.look = l.look and b.place = u.i
    ),
    rules as (
      select row_number() over () as class, a.* from alike a where a.first <> a.place
    ),
    rule_terms as (
      select r.class, (r.look - 1) * $7 + r.place as node, 1 as n from rules r
      union all select r.class, r.look * $7 + r.place, -1 from rules r where r.look < $4
      union all select r.class, (r.look - 1) * $7 + r.first, -1 from rules r where r.first > 0
      union all select r.class, r.look * $7 + r.first, 1 from rules r where r.first > 0 and r.look < $4
    ),
    stays as materialized (
      select s.user_id, u.i as place, width_bucket(s.from_no - 1, $1) + 1 as began,
        case when s.until_no is null then $4 + 1 else width_bucket(s.until_no - 1, $1) + 1 end as ended
      from public.publication_stays s join unnest($3) with ordinality u (unit, i) on u.unit = s.unit
      where s.measure = $2
    ),
    stay_terms as (
      select s.user_id, (s.began - 1) * $7 + s.place as node, 1 as n from stays s where s.began < s.ended
      union all select s.user_id, (s.ended - 1) * $7 + s.place, -1 from stays s where s.began < s.ended and s.ended <= $4
    ),
    summed as (
      select t.user_id, t.node, sum(t.n) as n from stay_terms t group by 1, 2 having sum(t.n) <> 0
    ),
    paths as (
      select p.nodes, p.counts, count(*) as weight, row_number() over () + (select count(*) from rules) as class
      from (
        select s.user_id, array_agg(s.node order by s.node) as nodes, array_agg(s.n order by s.node) as counts from summed s group by 1
      ) p group by 1, 2
    ),
    terms as (
      select r.class, r.node, r.n from rule_terms r
      union all
      select p.class, t.node, t.n from paths p, unnest(p.nodes, p.counts) t (node, n)
    )
    select array_agg(t.class), array_agg(t.node), array_agg(t.n),
      (select array_agg(w.weight order by w.class)
       from (select r.class, $8 as weight from rules r union all select p.class, least(p.weight, $8)::integer from paths p) w),
      (select array_agg(coalesce(o.node, -1) order by c.cell)
       from generate_series(1, cardinality($6)) c (cell)
       left join (select b.block, ($4 - 1) * $7 + min(b.place) as node from blocks b where b.look = $4 group by 1) o on o.block = c.cell)
    from terms t
  $query$ into classes, nodes, counts, weights, node_of
  using looks, this.measure, places, last_look, publication, visible, units, always, screen;

  loop
    -- Whatever tells of fewer than five weights five who are weighted alike with zero, or tells of all of them: what they are
    -- weighted with is zero, or two things are the same. So on until nothing new follows.
    loop
      for i in 1..coalesce(cardinality(nodes), 0) loop
        root := nodes[i];
        while same_as[root] <> root loop
          root := same_as[root];
        end loop;
        same_as[nodes[i]] := root;
        nodes[i] := root;
      end loop;
      execute $query$
        with reduced as (
          select t.class, t.node, sum(t.n) as n from unnest($1, $2, $3) t (class, node, n) where t.node > 0 group by 1, 2 having sum(t.n) <> 0
        ),
        signed as (
          select r.class, r.node, r.n * sign(first_value(r.n) over (partition by r.class order by r.node)) as n from reduced r
        ),
        told as (
          select s.class, array_agg(s.node order by s.node) as nodes, array_agg(s.n::integer order by s.node) as counts from signed s group by 1
        ),
        merged as materialized (
          select t.nodes, t.counts, least(sum(($4)[t.class]), $5)::integer as weight, row_number() over () as class from told t group by 1, 2
        ),
        same as (
          select m.nodes[1] as one, coalesce(m.nodes[2], 0) as other from merged m
          where m.weight >= $6 and (cardinality(m.nodes) = 1 or cardinality(m.nodes) = 2 and m.counts[1] = -m.counts[2])
        )
        select array_agg(m.class), array_agg(t.node), array_agg(t.n),
          (select array_agg(w.weight order by w.class) from merged w),
          (select array_agg(s.one) from same s), (select array_agg(s.other) from same s)
        from merged m, unnest(m.nodes, m.counts) t (node, n)
      $query$ into classes, nodes, counts, weights, ones, others using classes, nodes, counts, weights, always, least_people;
      exit when ones is null;
      for i in 1..cardinality(ones) loop
        a := ones[i];
        while same_as[a] <> a loop a := same_as[a]; end loop;
        b := others[i];
        while same_as[b] <> b loop b := same_as[b]; end loop;
        same_as[greatest(a, b)] := least(a, b);
      end loop;
    end loop;

    -- What is left over by fewer than five could be told: what of this publication hangs together with it is hidden,
    -- the smallest cell of each first.
    select array_agg(distinct t.node) into suspects from unnest(classes, nodes) t (class, node) where weights[t.class] < least_people;
    exit when suspects is null;
    for i in 1..cardinality(node_of) loop
      root := node_of[i];
      while root > 0 and same_as[root] <> root loop
        root := same_as[root];
      end loop;
      node_of[i] := root;
    end loop;
    known := 0;
    loop
      select array_agg(p.cell) into picked from (
        select distinct on (w.node) w.cell
        from (
          select o.node, x.size, x.cell
          from unnest(node_of, visible) with ordinality o (node, seen, cell)
          join unnest(above, visible, people) with ordinality x (up, seen, size, cell) on x.up = o.cell
          where o.seen and x.seen and o.node > 0 and o.node = any (suspects)
          union all
          select o.node, o.size, o.cell
          from unnest(node_of, visible, people) with ordinality o (node, seen, size, cell)
          where o.seen and o.node > 0 and o.node = any (suspects)
            and o.cell not in (select x.up from unnest(above, visible) x (up, seen) where x.seen)
        ) w
        order by w.node, w.size, w.cell
      ) p;
      exit when picked is not null or known = cardinality(suspects);
      known := cardinality(suspects);
      select array_agg(distinct t.node) into suspects from unnest(classes, nodes) t (class, node)
      where t.class in (select s.class from unnest(classes, nodes) s (class, node) where s.node = any (suspects));
    end loop;
    -- Nothing of this one hangs together with it: the earlier ones told it.
    exit when picked is null;
    foreach gone in array picked loop
      continue when not visible[gone];
      visible[gone] := false;
      hidden := hidden + 1;
      -- Its people are now in the block of the cell above.
      if node_of[gone] >= 0 then
        a := node_of[gone];
        while same_as[a] <> a loop a := same_as[a]; end loop;
        if above[gone] > 0 and node_of[above[gone]] < 0 then
          node_of[above[gone]] := a;
        else
          b := case when above[gone] > 0 then node_of[above[gone]] else 0 end;
          while same_as[b] <> b loop b := same_as[b]; end loop;
          same_as[greatest(a, b)] := least(a, b);
        end if;
      end if;
      for j in 1..cardinality(above) loop
        if above[j] = gone then
          above[j] := above[gone];
        end if;
      end loop;
    end loop;
  end loop;
  update private.published_cells c set status = 'repeated'
  where c.publication_id = publication and c.status = 'fresh' and not visible[c.cell];
  return hidden;
end
$$;
comment on function private.audit_cells(uuid, integer[], boolean) is
  'Hides cells of a publication until no sum and no difference of what it and these earlier ones (by their no) told, all together and at any level, stands for 1 to 4 people. screen: of the earlier ones only what this one repeats, as its reader sees it. How many it hid: docs/aggregates.md says why that suffices. Checks no right.';

create function private.repeated_blocks(publication uuid) returns table (publication_id uuid, no integer, unit uuid, block integer)
language plpgsql stable security definer set search_path = '' set enable_nestloop = off set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  with this as (
    select p.* from private.publications p where p.id = publication
  ),
  latest as materialized (
    select distinct on (c.cell) e.publication_id, p.no, e.cell
    from this t
    join private.published_cells c on c.publication_id = t.id and c.status in ('repeated', 'small')
    join private.published_cells e on e.unit = c.unit and e.rest = c.rest and e.status = 'fresh'
    join private.publications p on p.id = e.publication_id and p.measure = t.measure and p.no < t.no and p.done
    order by c.cell, p.no desc
  )
  select distinct on (l.no, b.unit) l.publication_id, l.no, b.unit, b.cell
  from (select distinct x.publication_id from latest x) one
  cross join lateral private.publication_tree(one.publication_id) b
  join latest l on l.publication_id = one.publication_id and l.cell = b.cell
  order by l.no, b.unit, b.cell desc;
end
$$;
comment on function private.repeated_blocks(uuid) is
  'In which cells, that a publication has not fresh, the people of a unit were last counted most closely, and when.';

create function private.settle_cells(publication uuid, step integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  this private.publications;
  earlier private.publications;
begin
  select * into this from private.publications where id = publication;
  if step >= 0 then
    select * into earlier from private.publications p
    where p.measure = this.measure and p.done and p.no > step order by p.no limit 1;
    if earlier.id is not null then
      perform private.repeat_cells(publication, earlier.id);
      perform private.audit_cells(publication, array[earlier.no]);
      return earlier.no;
    end if;
    perform private.audit_cells(publication, array(
      select p.no from private.publications p where p.measure = this.measure and p.done order by p.no desc limit 2
    ));
    return -1;
  end if;
  return case when private.audit_cells(publication, array(select distinct b.no from private.repeated_blocks(publication) b), true) > 0
    then -1 end;
end
$$;
comment on function private.settle_cells(uuid, integer) is
  'Decides, in steps from 0, what a publication shows: each earlier one against it, the last three together, and then what its reader sees beside each other, until nothing more is hidden. The next step; null: end_publication() may follow. Checks no right.';

create function private.show_mean(publication uuid, name text, people uuid[], amounts numeric[]) returns void
language plpgsql security definer set search_path = '' set enable_nestloop = off
as $$
begin
  execute $query$
    with units as (
      select s.unit, sum(v.amount) as total, count(*) as n
      from unnest($1, $2) v (user_id, amount)
      join private.publications p on p.id = $3
      join public.publication_stays s on s.measure = p.measure and s.user_id = v.user_id and s.until_no is null
      group by 1
    ),
    means as (
      select t.cell, round(sum(u.total) / sum(u.n)) as mean from units u join private.publication_tree($3) t on t.unit = u.unit group by 1
    )
    update private.published_cells c set shown = coalesce(c.shown, '{}') || jsonb_build_object($4, m.mean)
    from means m where c.publication_id = $3 and m.cell = c.cell and c.status = 'fresh'
  $query$ using people, amounts, publication, name;
end
$$;
comment on function private.show_mean(uuid, text, uuid[], numeric[]) is
  'Writes into the fresh cells of a publication the mean of their people''s amounts, as a whole number. Of everybody who is counted, last, before end_publication(). Checks no right.';

create function private.end_publication(publication uuid) returns void
language plpgsql security definer set search_path = '' set enable_nestloop = off
as $$
declare
  this private.publications;
begin
  update private.publications set done = true where id = publication returning * into this;
  insert into private.published_blocks (publication_id, unit, block)
  select publication, t.unit, coalesce(max(t.cell) filter (where c.status = 'fresh'), 0)
  from private.publication_tree(publication) t
  join private.published_cells c on c.publication_id = publication and c.cell = t.cell
  group by t.unit;
  update private.published_cells c
  set shown_people = c.people, shown_on = this.published_on where c.publication_id = publication and c.status = 'fresh';
  update private.published_cells c
  set shown = o.shown, shown_people = o.shown_people, shown_on = o.shown_on
  from (
    select distinct on (c.cell) c.cell, e.shown, e.shown_people, e.shown_on
    from private.published_cells c
    join private.published_cells e on e.unit = c.unit and e.rest = c.rest and e.status = 'fresh'
    join private.publications p on p.id = e.publication_id and p.measure = this.measure and p.no < this.no
    where c.publication_id = publication and c.status = 'repeated'
    order by c.cell, p.no desc
  ) o
  where c.publication_id = publication and c.cell = o.cell;
  update private.published_cells c
  set status = 'suppressed', shown = null
  where c.publication_id = publication and (c.status = 'small' or c.status = 'repeated' and c.shown_on is null);
end
$$;
comment on function private.end_publication(uuid) is
  'Ends a publication: cells that are not fresh repeat what was last told of them, with its date, or are suppressed. From now on it is read. Checks no right.';

create function private.publish_cells(measure text, key text, on_day date, people uuid[], units uuid[], amounts numeric[]) returns uuid
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  made uuid := private.begin_publication(measure, key, on_day, people, units);
  step integer := 0;
begin
  while step is not null loop
    step := private.settle_cells(made, step);
  end loop;
  perform private.show_mean(made, 'mean', people, amounts);
  perform private.end_publication(made);
  return made;
end
$$;
comment on function private.publish_cells(text, text, date, uuid[], uuid[], numeric[]) is
  'Publishes the mean of a measure at once: of these people, each with unit and amount at the same position. For many people or looks do its steps one by one, as job_engagement() does. The id of the publication. Checks no right.';

-- Pulse surveys ------------------------------------------------------------------------------------------------------------

create table public.surveys (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) <= 200 and private.is_text(name)),
  question text not null check (char_length(question) <= 500 and private.is_text(question)),
  org_unit_id uuid references public.org_units (id) on delete restrict,
  comments boolean not null default true,
  opens_on date check (private.is_day(opens_on)),
  closes_on date check (private.is_day(closes_on)),
  status text not null default 'draft' check (status in ('draft', 'open', 'closed')),
  opened_at timestamptz,
  closed_at timestamptz,
  told_until uuid,
  created_by uuid references public.users (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (closes_on >= opens_on),
  check ((status = 'draft') = (opened_at is null)),
  check ((status = 'closed') = (closed_at is not null))
);
create index on public.surveys (created_at, id);
create index on public.surveys (status) where status <> 'closed';
create index on public.surveys (org_unit_id);
create index on public.surveys (created_by);
create trigger touch before update on public.surveys for each row execute function private.touch('told_until');
alter table public.surveys enable row level security;
-- No policy and no grant: whose they are depends on units and switches, which get_surveys() knows.
comment on table public.surveys is
  'Pulse surveys: one question, 0 to 10. HR''s drafts; open and closed ones for whoever stands in the unit or below it (null: everybody). Written through create_survey(), update_survey() and move_survey().';
comment on column public.surveys.told_until is 'The last person who was told that it is open, in the order of ids; null: none yet.';

create table public.pulse_participations (
  survey_id uuid not null references public.surveys (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  org_unit_id uuid references public.org_units (id) on delete set null,
  primary key (survey_id, user_id)
);
create index on public.pulse_participations (user_id);
create index on public.pulse_participations (org_unit_id);
alter table public.pulse_participations enable row level security;
-- No policy and no grant, for the secret key neither.
revoke all on public.pulse_participations from service_role;
comment on table public.pulse_participations is
  'Who has answered, so that nobody answers twice: no time, no score, nothing that leads to an answer. The person''s export has it.';
comment on column public.pulse_participations.org_unit_id is 'Where the answer was counted.';

create table private.pulse_counts (
  survey_id uuid not null references public.surveys (id) on delete cascade,
  org_unit_id uuid references public.org_units (id) on delete restrict,
  counts integer[] not null check (cardinality(counts) = 11),
  unique nulls not distinct (survey_id, org_unit_id)
);
create index on private.pulse_counts (org_unit_id);
alter table private.pulse_counts enable row level security;
comment on table private.pulse_counts is
  'How often a unit gave each score from 0 to 10, in one row, so that its last writer is not the last of one score. Only while the survey is open: closing publishes what may be told and destroys this.';

create table private.pulse_comments (
  survey_id uuid not null references public.surveys (id) on delete cascade,
  id uuid not null default gen_random_uuid(),
  comment text not null check (char_length(comment) <= 1000 and private.is_text(comment)),
  primary key (survey_id, id)
);
alter table private.pulse_comments enable row level security;
comment on table private.pulse_comments is
  'What people wrote beside their answers: of the whole survey, with no unit, no time, and an id that changes as long as it is open. Each answer, with a comment or without, writes others again beside it.';

create function private.survey_terms() returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return 'Your answer is counted without your name. Nobody can tell which one is yours, so it can''t be changed or taken back. '
    'Results are told when the survey has closed, of five answers and more; comments of ten answers and more.';
end
$$;
comment on function private.survey_terms() is 'What people are told before they answer.';

create function private.enps(counts integer[]) returns integer
language plpgsql immutable set search_path = ''
as $$
begin
  return round(100.0 * (
    (select sum(n) from unnest(counts[10:11]) n) - (select sum(n) from unnest(counts[1:7]) n)
  ) / nullif((select sum(n) from unnest(counts) n), 0));
end
$$;
comment on function private.enps(integer[]) is
  'The Net Promoter Score of how often each score from 0 to 10 was given: the share of 9 and 10 minus the share of 0 to 6, as a whole number from -100 to 100; null of none. F. Reichheld, The One Number You Need to Grow, Harvard Business Review, December 2003; of employees: eNPS.';

create function private.units_above(unit uuid) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  return array(
    with recursive up (id, parent_id) as (
      select o.id, o.parent_id from public.org_units o where o.id = unit
      union all
      select o.id, o.parent_id from up join public.org_units o on o.id = up.parent_id
    )
    select up.id from up
  );
end
$$;
comment on function private.units_above(uuid) is 'A unit and all above it; none of null.';

create function private.may_answer(survey public.surveys) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return survey.org_unit_id is null or survey.org_unit_id = any (private.units_above((
    select u.org_unit_id from public.users u where u.id = private.current_employee_id()
  )));
end
$$;
comment on function private.may_answer(public.surveys) is 'Whether the caller stands where a survey asks.';

create function private.survey_json(survey public.surveys) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', survey.id, 'name', survey.name, 'question', survey.question, 'unit', private.unit_ref(survey.org_unit_id),
    'comments', survey.comments, 'status', survey.status, 'opens_on', survey.opens_on, 'closes_on', survey.closes_on,
    'opened_at', survey.opened_at, 'closed_at', survey.closed_at, 'terms', private.survey_terms(),
    'asked', survey.status <> 'draft' and private.may_answer(survey),
    'answered', exists (
      select from public.pulse_participations p where p.survey_id = survey.id and p.user_id = private.current_employee_id()
    ),
    'etag', survey.version::text
  );
end
$$;
comment on function private.survey_json(public.surveys) is 'A survey as resource, with whether the caller has answered. Checks no right.';

create function private.open_survey(survey uuid, writing boolean) returns public.surveys
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := case when writing then private.require_role('hr_admin') else private.require_employee() end;
  found_survey public.surveys;
begin
  perform private.require_feature('engagement');
  if writing then
    -- Whoever answers now need not wait for it.
    select * into found_survey from public.surveys where id = survey for no key update;
  else
    select * into found_survey from public.surveys where id = survey;
  end if;
  if found_survey.id is null
    or not (private.has_role('hr_admin') or found_survey.status <> 'draft' and private.may_answer(found_survey))
  then
    perform private.fail(404, 'not_found', 'There is no such survey.');
  end if;
  return found_survey;
end
$$;
comment on function private.open_survey(uuid, boolean) is
  'A survey that the caller may see: HR each, others what asks or asked where they stand; or, to write, locked, for HR. 403, 404, also where the feature is off.';

create function private.write_survey(survey uuid, fields jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  s public.surveys;
begin
  perform private.refuse_unknown('org_unit_id', fields ->> 'org_unit_id' is null
    or exists (select from public.org_units where id = (fields ->> 'org_unit_id')::uuid), 'There is no such unit.');
  select * into s from public.surveys where id = survey;
  s := jsonb_populate_record(s, fields);
  if s.closes_on < s.opens_on then
    perform private.fail(400, 'invalid', 'Closes before it opens.', jsonb_build_array(jsonb_build_object(
      'path', 'closes_on', 'code', 'reversed', 'message', 'Closes before it opens.')));
  end if;
  update public.surveys
  set name = s.name, question = s.question, org_unit_id = s.org_unit_id, comments = s.comments, opens_on = s.opens_on, closes_on = s.closes_on
  where id = survey;
end
$$;
comment on function private.write_survey(uuid, jsonb) is 'Writes the fields of a survey that are named; null empties. 400. Checks no right.';

create function private.create_survey(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  made uuid := coalesce((fields ->> 'id')::uuid, gen_random_uuid());
  survey public.surveys;
begin
  perform private.require_feature('engagement');
  insert into public.surveys (id, name, question, created_by) values (made, fields ->> 'name', fields ->> 'question', me)
  on conflict (id) do nothing;
  if not found then
    select * into survey from public.surveys where id = made;
    perform private.refuse_duplicate('id', survey.created_by is distinct from me, 'This id belongs to something else.');
    return private.survey_json(survey) || '{"repeated": true}';
  end if;
  perform private.write_survey(made, fields);
  select * into survey from public.surveys where id = made;
  return private.survey_json(survey);
end
$$;
create function public.create_survey(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_survey(fields) $$;
comment on function public.create_survey(jsonb) is
  'POST /surveys, hr_admin: {id?, name, question, org_unit_id?, comments?, opens_on?, closes_on?}, a draft; on opens_on it opens by itself. The survey, and whether the id was there already. 400 unknown_id, 403, 404 where the feature is off, 409 duplicate.';

create function private.get_survey(survey uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.survey_json(private.open_survey(survey, false));
end
$$;
create function public.get_survey(survey uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_survey(survey) $$;
comment on function public.get_survey(uuid) is
  'GET /surveys/:id: for HR each, for others what asks or asked where they stand, with whether the caller has answered. 404.';

create function private.get_surveys(statuses text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  me uuid := private.require_employee();
  hr boolean := private.has_role('hr_admin');
  mine uuid[] := private.units_above((select u.org_unit_id from public.users u where u.id = me));
begin
  perform private.require_feature('engagement');
  return (
    with found as not materialized (
      select s.id, s.created_at from public.surveys s
      where (statuses is null or s.status = any (statuses))
        and (hr or s.status <> 'draft' and (s.org_unit_id is null or s.org_unit_id = any (mine)))
    ),
    page as (
      select * from found
      where after is null or (created_at, id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by created_at desc, id desc limit page_size + 1
    ),
    shown as (select * from page order by created_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.survey_json(s) order by w.created_at desc, w.id desc) from shown w join public.surveys s on s.id = w.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(w.created_at, w.id) from shown w order by w.created_at, w.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_surveys(
  statuses text[] default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_surveys(statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_surveys(text[], jsonb, integer, boolean) is
  'GET /surveys, newest first: for HR all, for others those that ask or asked where they stand. {items, next, total?}. 404 where the feature is off.';

create function private.update_survey(survey uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  s public.surveys := private.open_survey(survey, true);
begin
  perform private.check_version(s.version, expected_etag);
  -- Whoever answered, answered that question.
  if s.status = 'closed' or s.status = 'open' and patch - 'closes_on' <> '{}' then
    perform private.fail(409, 'invalid_transition', case s.status when 'open' then 'Of an open survey only the day of closing changes.'
      else 'This survey is closed.' end);
  end if;
  perform private.write_survey(survey, patch);
  return private.get_survey(survey);
end
$$;
create function public.update_survey(survey uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_survey(survey, patch, expected_etag) $$;
comment on function public.update_survey(uuid, jsonb, text) is
  'PATCH /surveys/:id, hr_admin: a draft; of an open one closes_on alone. 400, 403, 404, 409 invalid_transition, 412 stale.';

create function private.delete_survey(survey uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  s public.surveys := private.open_survey(survey, true);
begin
  if s.status <> 'draft' then
    perform private.fail(409, 'invalid_transition', 'Only a draft is deleted.');
  end if;
  delete from public.surveys where id = survey;
end
$$;
create function public.delete_survey(survey uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.delete_survey(survey) $$;
comment on function public.delete_survey(uuid) is 'DELETE /surveys/:id, hr_admin, a draft. 403, 404, 409 invalid_transition.';

create function private.begin_survey(survey public.surveys) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refuse_duplicate('question', exists (
    select from public.surveys o
    where o.status = 'open' and o.id <> survey.id and private.name_key(o.question) = private.name_key(survey.question)
      and o.org_unit_id is not distinct from survey.org_unit_id
  ), 'The same question is open there already.');
  if survey.closes_on < (now() at time zone 'utc')::date then
    perform private.fail(409, 'invalid_transition', 'Its last day has passed.');
  end if;
  update public.surveys set status = 'open', opened_at = now() where id = survey.id;
end
$$;
comment on function private.begin_survey(public.surveys) is
  'A draft opens: job_surveys() tells whom it asks. 409 where the same question is open in the same place, or its last day has passed. Checks no right.';

create function private.end_survey(survey public.surveys) returns void
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  made uuid;
  topic text := 'pulse ' || coalesce(survey.org_unit_id::text, '') || ' ' || md5(private.name_key(survey.question));
  people uuid[];
  places uuid[];
  answers bigint;
  step integer := 0;
begin
  -- Who is at it has been counted; who comes now finds it closed.
  perform pg_advisory_xact_lock(hashtext('pulse'), hashtext(survey.id::text));
  update public.surveys set status = 'closed', closed_at = now() where id = survey.id;
  select array_agg(p.user_id), array_agg(p.org_unit_id), count(*) into people, places, answers
  from public.pulse_participations p where p.survey_id = survey.id;
  if answers > 0 then
    made := private.begin_publication(topic, survey.id::text, (now() at time zone 'utc')::date, people, places);
    while step is not null loop
      step := private.settle_cells(made, step);
    end loop;
    update private.published_cells c
    set shown = jsonb_build_object('mean', round(s.total / s.n), 'enps', private.enps(s.counts))
    from (
      select x.cell, array_agg(x.n order by x.score)::integer[] as counts, sum(x.n) as n, sum(x.n * (x.score - 1)) as total
      from (
        select t.cell, k.score, sum(k.n) as n
        from private.pulse_counts p
        join private.publication_tree(made) t on t.unit = coalesce(p.org_unit_id, '00000000-0000-0000-0000-000000000000')
        cross join lateral unnest(p.counts) with ordinality k (n, score)
        where p.survey_id = survey.id
        group by 1, 2
      ) x group by 1
    ) s
    where c.publication_id = made and c.cell = s.cell and c.status = 'fresh';
    perform private.end_publication(made);
  end if;
  delete from private.pulse_counts where survey_id = survey.id;
  if answers < 10 then
    delete from private.pulse_comments where survey_id = survey.id;
  end if;
  perform private.mix_comments(survey.id, null, null);
  if survey.created_by is not null then
    perform private.notify(survey.created_by, 'engagement.survey_closed', 'A survey has closed: its results are there',
      action_url => '/surveys/' || survey.id, dedupe_key => survey.id::text);
  end if;
end
$$;
comment on function private.end_survey(public.surveys) is
  'An open survey closes: what may be told is published once and for all, what is closer than that is destroyed, comments with it where there are fewer than ten answers. Checks no right.';

create function private.mix_comments(survey uuid, comment text, most integer) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  execute $query$
    with start as materialized (select gen_random_uuid() as id),
    others as (
      (select c.id from private.pulse_comments c, start s where c.survey_id = $1 and c.id >= s.id order by c.id limit $3)
      union
      (select c.id from private.pulse_comments c where c.survey_id = $1 order by c.id limit $3)
    ),
    taken as (
      delete from private.pulse_comments c using others s where c.survey_id = $1 and c.id = s.id returning c.comment
    )
    insert into private.pulse_comments (survey_id, comment)
    select $1, m.comment
    from (select t.comment from taken t union all select $2 where $2 is not null) m order by random()
  $query$ using survey, comment, most;
end
$$;
comment on function private.mix_comments(uuid, text, integer) is
  'Adds a comment (null: none) and writes others again with it, up to twice so many (null: all), in random order and under new ids: neither the order of rows nor who wrote them last tells whose a comment is. The caller holds the survey''s lock.';

create function private.move_survey(survey uuid, move text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  s public.surveys;
begin
  s := private.open_survey(survey, true);
  if move = 'open' and s.status = 'draft' then
    perform private.begin_survey(s);
  elsif move = 'close' and s.status = 'open' then
    perform private.end_survey(s);
  else
    perform private.fail(409, 'invalid_transition', format('This survey is %s: %s is not possible.', s.status, move));
  end if;
  return private.get_survey(survey);
end
$$;
create function public.move_survey(survey uuid, move text) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.move_survey(survey, move) $$;
comment on function public.move_survey(uuid, text) is
  'POST /surveys/:id/open | close, hr_admin: people may answer, or no more and the results are there. 403, 404, 409 invalid_transition, or duplicate where the same question is open there.';

create function private.answer_survey(survey uuid, score integer, comment text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_employee();
  s public.surveys := private.open_survey(survey, false);
  unit uuid := (select u.org_unit_id from public.users u where u.id = me);
begin
  if not private.may_answer(s) then
    perform private.fail(404, 'not_found', 'This survey does not ask where you stand.');
  end if;
  -- One after the other: comments are mixed, and whoever closes waits.
  perform pg_advisory_xact_lock(hashtext('pulse'), hashtext(survey::text));
  select * into s from public.surveys where id = survey;
  if s.status <> 'open' then
    perform private.fail(409, 'invalid_transition', 'This survey is not open.');
  end if;
  if score is null or score not between 0 and 10 then
    perform private.fail(400, 'invalid', 'From 0 to 10.', jsonb_build_array(jsonb_build_object(
      'path', 'score', 'code', 'out_of_range', 'message', 'From 0 to 10.')));
  end if;
  if comment is not null and not s.comments then
    perform private.fail(400, 'invalid', 'This survey takes no comments.', jsonb_build_array(jsonb_build_object(
      'path', 'comment', 'code', 'no_comments', 'message', 'This survey takes no comments.')));
  end if;
  insert into public.pulse_participations (survey_id, user_id, org_unit_id) values (survey, me, unit) on conflict do nothing;
  if not found then
    perform private.fail(409, 'already_answered', 'You have answered: an answer can''t be changed.');
  end if;
  insert into private.pulse_counts as p (survey_id, org_unit_id, counts)
  values (survey, unit, array(select (n = score)::integer from generate_series(0, 10) n))
  on conflict (survey_id, org_unit_id) do update
    set counts = array(select k + (n - 1 = score)::integer from unnest(p.counts) with ordinality u (k, n) order by n);
  perform private.mix_comments(survey, comment, 8);
  return private.survey_json(s);
end
$$;
create function public.answer_survey(survey uuid, score integer, comment text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.answer_survey(survey, score, comment) $$;
comment on function public.answer_survey(uuid, integer, text) is
  'POST /surveys/:id/answers, of whoever stands where it asks: 0 to 10, once, with a comment or without; the survey. It can''t be changed or taken back. 400, 404, 409 already_answered, or invalid_transition unless it is open.';

create function private.cell_json(cell private.published_cells) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'unit', private.unit_ref(cell.unit), 'rest', cell.rest, 'people', cell.shown_people, 'as_of', cell.shown_on,
    'suppressed', cell.shown is null
  ) || coalesce(cell.shown, '{}');
end
$$;
comment on function private.cell_json(private.published_cells) is 'What is shown of a published cell; of the company the unit is null. Without what was measured where it is suppressed.';

create function private.get_survey_results(survey uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  s public.surveys := private.open_survey(survey, false);
  hr boolean := private.has_role('hr_admin');
  place uuid := coalesce(s.org_unit_id, '00000000-0000-0000-0000-000000000000');
  nothing constant jsonb := '{"mean": null, "enps": null}';
  made uuid := (select p.id from private.publications p where p.key = survey::text and p.measure like 'pulse %' and p.done);
begin
  if s.status <> 'closed' then
    perform private.fail(409, 'invalid_transition', 'Results are there when the survey has closed.');
  end if;
  return jsonb_build_object(
    'survey', private.survey_json(s),
    'result', coalesce(
      (select nothing || private.cell_json(c) from private.published_cells c
       where c.publication_id = made and c.unit = place and not c.rest),
      nothing || jsonb_build_object('unit', private.unit_ref(s.org_unit_id), 'rest', false, 'people', null, 'as_of', null, 'suppressed', true)
    ),
    'units', case when hr then (
      select coalesce(jsonb_agg(nothing || private.cell_json(c) order by c.cell), '[]')
      from private.published_cells c
      where c.publication_id = made and (c.unit <> place or c.rest)
        and (s.org_unit_id is null or s.org_unit_id = any (private.units_above(c.unit)))
    ) else '[]' end
  );
end
$$;
create function public.get_survey_results(survey uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_survey_results(survey) $$;
comment on function public.get_survey_results(uuid) is
  'GET /surveys/:id/results of a closed survey: of everybody it asked for whom it asked, of each unit for HR. {survey, result, units}. 404, 409 invalid_transition until it is closed.';

create function private.get_survey_comments(survey uuid, after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_role('hr_admin');
  s public.surveys := private.open_survey(survey, false);
begin
  return (
    -- Where there were fewer than ten answers, closing left none.
    with page as (
      select c.id, c.comment from private.pulse_comments c
      where c.survey_id = survey and s.status = 'closed' and (after is null or c.id > (after ->> 0)::uuid)
      order by c.id limit page_size + 1
    ),
    shown as (select * from page order by id limit page_size)
    select jsonb_build_object(
      'items', coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'comment', w.comment) order by w.id) from shown w), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(w.id) from shown w order by w.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (
      select count(*) from private.pulse_comments c where c.survey_id = survey and s.status = 'closed'
    )) else '{}' end
  );
end
$$;
create function public.get_survey_comments(
  survey uuid, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_survey_comments(survey, after, least(page_size, 200), want_total) $$;
comment on function public.get_survey_comments(uuid, jsonb, integer, boolean) is
  'GET /surveys/:id/comments, hr_admin: of a closed survey with ten answers or more, in no order, with no unit. {items, next, total?}. 403, 404.';

create function private.unit_switches(feature text) returns table (unit uuid, enabled boolean)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_variable
begin
  return query
  with recursive company as (
    select coalesce(
      (select s.enabled from public.feature_settings s where s.feature = feature and s.org_unit_id is null),
      (select f.enabled from private.features f where f.feature = feature)
    ) as enabled
  ),
  down (id, enabled) as (
    select o.id, coalesce(s.enabled, c.enabled) from company c cross join public.org_units o
    left join public.feature_settings s on s.feature = feature and s.org_unit_id = o.id
    where o.parent_id is null
    union all
    select o.id, coalesce(s.enabled, d.enabled) from down d join public.org_units o on o.parent_id = d.id
    left join public.feature_settings s on s.feature = feature and s.org_unit_id = o.id
  )
  select d.id, d.enabled from down d union all select null, c.enabled from company c;
end
$$;
comment on function private.unit_switches(text) is 'Of each unit (null: of whoever has none), whether a feature is on: as features_of(), for all at once.';

create function private.job_surveys(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  most constant integer := 1000;
  s public.surveys;
  told uuid[];
begin
  -- A draft whose question is open still waits for the day after.
  select * into s from public.surveys d
  where d.status = 'draft' and d.opens_on <= as_of and coalesce(d.closes_on >= (now() at time zone 'utc')::date, true) and not exists (
    select from public.surveys o
    where o.status = 'open' and private.name_key(o.question) = private.name_key(d.question) and o.org_unit_id is not distinct from d.org_unit_id
  )
  order by d.opens_on, d.id limit 1 for no key update skip locked;
  if s.id is not null then
    perform private.begin_survey(s);
    return jsonb_build_object('rows', 1, 'next', 0);
  end if;
  select * into s from public.surveys o
  where o.status = 'open' and o.closes_on < as_of order by o.closes_on, o.id limit 1 for no key update skip locked;
  if s.id is not null then
    perform private.end_survey(s);
    return jsonb_build_object('rows', 1, 'next', 0);
  end if;
  select * into s from public.surveys o
  where o.status = 'open' and o.told_until is distinct from 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  order by o.opened_at, o.id limit 1 for no key update skip locked;
  if s.id is null then
    return '{"rows": 0, "next": null}';
  end if;
  execute $query$
    with recursive units (id) as (
      select o.id from public.org_units o where o.id = $1
      union all
      select o.id from units u join public.org_units o on o.parent_id = u.id
    ),
    -- Whom the switches of their units leave out is not told.
    asked as (
      select u.id, u.org_unit_id from public.users u
      left join public.employment_info e on e.user_id = u.id
      where u.status = 'active' and ($2 is null or u.id > $2) and e.employment_type is distinct from 'contractor'
        and ($1 is null or u.org_unit_id in (select id from units))
      order by u.id limit $3
    )
    select array_agg(a.id order by a.id) from asked a
  $query$ into told using s.org_unit_id, s.told_until, most;
  perform private.notify(u.id, 'engagement.survey_opened', 'A pulse survey asks you one question',
    action_url => '/surveys/' || s.id, dedupe_key => s.id::text)
  from public.users u
  join private.unit_switches('engagement') w on w.unit is not distinct from u.org_unit_id
  where u.id = any (told) and w.enabled
    and not exists (select from public.pulse_participations p where p.survey_id = s.id and p.user_id = u.id);
  update public.surveys
  set told_until = case when cardinality(told) = most then told[most] else 'ffffffff-ffff-ffff-ffff-ffffffffffff' end where id = s.id;
  return jsonb_build_object('rows', coalesce(cardinality(told), 0), 'next', 0);
end
$$;
comment on function private.job_surveys(jsonb, date) is
  'Job: opens and closes surveys whose day has come, one a step, and tells whom an open one asks, 1,000 a step.';

-- Engagement ---------------------------------------------------------------------------------------------------------------

create function private.engagement_parts(minutes bigint, goals bigint, meetings bigint, feedback bigint) returns integer[]
language plpgsql immutable set search_path = ''
as $$
begin
  return array[
    least(40, coalesce(minutes, 0) / 15), least(20, 5 * coalesce(goals, 0)),
    least(20, 4 * coalesce(meetings, 0)), least(20, 4 * coalesce(feedback, 0))
  ]::integer[];
end
$$;
comment on function private.engagement_parts(bigint, bigint, bigint, bigint) is
  'The parts of the engagement index, which is their sum, from what a person did in three months: learning, a point per 15 minutes of completed courses, at most 40; goals, 5 per goal or item moved, at most 20; mentoring, 4 per meeting, at most 20; feedback, 4 per feedback given or colleague''s skill endorsed, at most 20.';

create function private.engagement_of(person uuid, on_day date) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'as_of', on_day, 'index', i.parts[1] + i.parts[2] + i.parts[3] + i.parts[4],
      'parts', jsonb_build_array(
        jsonb_build_object('part', 'learning', 'points', i.parts[1], 'most', 40, 'count', i.minutes, 'counted', 'minutes'),
        jsonb_build_object('part', 'goals', 'points', i.parts[2], 'most', 20, 'count', i.goals, 'counted', 'moves'),
        jsonb_build_object('part', 'mentoring', 'points', i.parts[3], 'most', 20, 'count', i.meetings, 'counted', 'meetings'),
        jsonb_build_object('part', 'feedback', 'points', i.parts[4], 'most', 20, 'count', i.feedback, 'counted', 'given')
      )
    )
    from (
      select s.*, private.engagement_parts(s.minutes, s.goals, s.meetings, s.feedback) as parts
      from (
        select coalesce(sum(a.minutes_learned), 0) as minutes, coalesce(sum(a.goal_moves), 0) as goals,
          coalesce(sum(a.meetings), 0) as meetings, coalesce(sum(a.feedback_given + a.endorsements_given), 0) as feedback
        from public.user_analytics a
        where a.user_id = person and a.day between private.engagement_from(on_day) and on_day
      ) s
    ) i
  );
end
$$;
comment on function private.engagement_of(uuid, date) is
  'A person''s engagement index on a day, with the parts that add up to it. Checks no right.';

create function private.engagement_from(on_day date) returns date
language plpgsql immutable set search_path = ''
as $$
begin
  return (date_trunc('month', on_day) - interval '2 months')::date;
end
$$;
comment on function private.engagement_from(date) is 'The first of the days that count for the engagement index of a day: of its month and the two before.';

create function private.get_my_engagement() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  today date := (now() at time zone 'utc')::date;
begin
  perform private.require_feature('engagement');
  return private.engagement_of(me, today) || jsonb_build_object(
    'version', 1,
    'trend', (
      select jsonb_agg(jsonb_build_object('month', to_char(m.day, 'YYYY-MM'), 'index', private.engagement_of(me, m.day) -> 'index') order by m.day)
      from (
        select (date_trunc('month', today) - make_interval(months => n) - interval '1 day')::date as day from generate_series(0, 10) n
        union all select today
      ) m
    )
  );
end
$$;
create function public.get_my_engagement() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_my_engagement() $$;
comment on function public.get_my_engagement() is
  'GET /me/engagement: the caller''s index, its parts, and how it was at the end of each of the last 12 months. Nobody else reads it. 404 where the feature is off.';

create function private.engaged_people(on_day date) returns table (user_id uuid, unit uuid)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  select u.id, m.org_unit_id
  from public.users u
  left join public.employment_info e on e.user_id = u.id
  left join private.unit_memberships m on m.user_id = u.id and m.from_day <= on_day and (m.until_day > on_day or m.until_day is null)
  join private.unit_switches('engagement') w on w.unit is not distinct from m.org_unit_id and w.enabled
  where e.employment_type is distinct from 'contractor'
    and (e.hire_date is null or e.hire_date <= on_day)
    and case when u.status = 'active' then true else e.last_day >= on_day end
  -- Whoever has gone stands nowhere, and was somewhere.
    and (u.status = 'active' or m.org_unit_id is not null);
end
$$;
comment on function private.engaged_people(date) is
  'Who worked here on a day and where, where engagement is switched on; contractors apart.';

create function private.job_engagement(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  last_day date := (date_trunc('month', as_of) - interval '1 day')::date;
  p private.publications;
  step integer;
  people uuid[];
  units uuid[];
  amounts numeric[];
begin
  if cursor is null then
    -- What another run did not end begins anew; months are published in their order and once.
    delete from private.publications o where o.measure = 'engagement' and not o.done;
    perform private.unpublish_stays('engagement');
    if exists (select from private.publications o where o.measure = 'engagement' and o.key >= to_char(last_day, 'YYYY-MM')) then
      return '{"rows": 0, "next": null}';
    end if;
    select array_agg(e.user_id), array_agg(e.unit) into people, units from private.engaged_people(last_day) e;
    if people is null then
      return '{"rows": 0, "next": null}';
    end if;
    perform private.begin_publication('engagement', to_char(last_day, 'YYYY-MM'), last_day, people, units);
    return jsonb_build_object('rows', cardinality(people), 'next', jsonb_build_array('settle', 0));
  end if;
  select * into strict p from private.publications o where o.measure = 'engagement' and not o.done;
  if cursor ->> 0 = 'settle' then
    step := private.settle_cells(p.id, (cursor ->> 1)::integer);
    return jsonb_build_object('rows', 0, 'next', case when step is null then '["show"]' else jsonb_build_array('settle', step) end);
  end if;
  execute $query$
    with done as (
      select a.user_id, sum(a.minutes_learned) as minutes, sum(a.goal_moves) as goals, sum(a.meetings) as meetings,
        sum(a.feedback_given + a.endorsements_given) as feedback
      from public.user_analytics a where a.day between private.engagement_from($1) and $1 group by 1
    )
    select array_agg(s.user_id), array_agg(i.amount)
    from public.publication_stays s left join done d on d.user_id = s.user_id
    cross join lateral (
      select sum(x) as amount from unnest(private.engagement_parts(d.minutes, d.goals, d.meetings, d.feedback)) x
    ) i
    where s.measure = 'engagement' and s.until_no is null
  $query$ into people, amounts using p.published_on;
  perform private.show_mean(p.id, 'index', people, amounts);
  perform private.end_publication(p.id);
  return jsonb_build_object('rows', cardinality(people), 'next', null);
end
$$;
comment on function private.job_engagement(jsonb, date) is
  'Job: publishes the engagement index of the last whole month by unit: who is counted, what may be shown (settle_cells()), and the means.';

create function private.unpublish_stays(measure text) returns void
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  last_no integer := (select coalesce(max(p.no), 0) from private.publications p where p.measure = measure);
begin
  delete from public.publication_stays s where s.measure = measure and s.from_no > last_no;
  update public.publication_stays s set until_no = null where s.measure = measure and s.until_no > last_no;
end
$$;
comment on function private.unpublish_stays(text) is 'Forgets whom publications counted that are not there any more.';

create function private.get_org_engagement(
  from_month text, to_month text, unit uuid, after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_role('hr_admin');
begin
  perform private.require_feature('engagement');
  if unit is not null and not exists (select from public.org_units o where o.id = unit) then
    perform private.fail(404, 'not_found', 'There is no such unit.');
  end if;
  return (
    with found as materialized (
      select p.key as month, c.cell, c as whole
      from private.publications p
      join private.published_cells c on c.publication_id = p.id
      join private.published_cells head on head.publication_id = p.id and head.unit = coalesce(unit, '00000000-0000-0000-0000-000000000000') and not head.rest
      where p.measure = 'engagement' and p.done and (from_month is null or p.key >= from_month) and (to_month is null or p.key <= to_month)
        and (c.cell = head.cell or c.parent = head.cell)
    ),
    page as (
      select * from found
      where after is null or month < after ->> 0 or month = after ->> 0 and cell > (after ->> 1)::integer
      order by month desc, cell limit page_size + 1
    ),
    shown as (select * from page order by month desc, cell limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg('{"index": null}' || jsonb_build_object('month', w.month) || private.cell_json(w.whole) order by w.month desc, w.cell)
        from shown w
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(w.month, w.cell) from shown w order by w.month, w.cell desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_org_engagement(
  from_month text default null, to_month text default null, unit uuid default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_org_engagement(from_month, to_month, unit, after, least(page_size, 20000), want_total) $$;
comment on function public.get_org_engagement(text, text, uuid, jsonb, integer, boolean) is
  'GET /org/engagement, hr_admin: the mean index by month (YYYY-MM), the latest first, of a unit (null: the company) and of what stands right below it, as far as that tells of five people and more. {items, next, total?}. 403, 404.';

-- Declared, told, scheduled, granted -----------------------------------------------------------------------------------------

insert into private.notification_kinds values
  ('engagement.survey_opened', 'A pulse survey asks me', false),
  ('engagement.survey_closed', 'A survey of mine has closed', false);

select private.declare_score('engagement', 'Engagement index',
  'Shows somebody how much they did of what the system sees: learning, goals, mentoring, feedback; with how it was in the last twelve months. Nobody else reads it; HR reads means of units as far as they tell of five people and more.',
  '{"user_analytics (minutes_learned, goal_moves, meetings, feedback_given, endorsements_given)"}',
  '{"Name, photo, declared diversity","Chat, well-being, pulse surveys, absence","When somebody signs in or is at work"}',
  '{engagement_of}',
  'The counts beside each part are the person''s own completed courses, goals, meetings and feedback: correct these, and the index follows.',
  feature => 'engagement',
  log_retention => 'Nothing is kept of a person: it is computed when it is read. Of units, the published means.');

select private.schedule_job('surveys', '15 * * * *', 'Surveys open and close on their days, and people are told');
select private.schedule_job('engagement', '30 4 2 * *', 'The engagement index of the last month, by unit');

select private.declare_personal('surveys', subject => null, exported => false, kept => 'true',
  audit_values => '{org_unit_id, opens_on, closes_on, status, opened_at, closed_at, created_by}',
  audit_names => '{name, question, comments}', unaudited => '{told_until}');
select private.declare_personal('pulse_participations', row_key => '{survey_id, user_id}', kept => 'true', retention => 'employment',
  unaudited => '{org_unit_id}');
select private.declare_personal('publication_stays', row_key => '{measure, user_id, from_no}', exported => false, kept => 'true',
  retention => 'nameless', unaudited => '{until_no, unit}');

grant execute on function
  private.create_survey(jsonb), public.create_survey(jsonb), private.get_survey(uuid), public.get_survey(uuid),
  private.get_surveys(text[], jsonb, integer, boolean), public.get_surveys(text[], jsonb, integer, boolean),
  private.update_survey(uuid, jsonb, text), public.update_survey(uuid, jsonb, text),
  private.delete_survey(uuid), public.delete_survey(uuid), private.move_survey(uuid, text), public.move_survey(uuid, text),
  private.answer_survey(uuid, integer, text), public.answer_survey(uuid, integer, text),
  private.get_survey_results(uuid), public.get_survey_results(uuid),
  private.get_survey_comments(uuid, jsonb, integer, boolean), public.get_survey_comments(uuid, jsonb, integer, boolean),
  private.get_my_engagement(), public.get_my_engagement(),
  private.get_org_engagement(text, text, uuid, jsonb, integer, boolean),
  public.get_org_engagement(text, text, uuid, jsonb, integer, boolean)
to authenticated;
