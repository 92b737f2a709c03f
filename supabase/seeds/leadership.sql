-- Reference data: which competencies count for leadership readiness, until HR says otherwise.

insert into public.leadership_competencies (competency_id, valid_from)
select c.id, date '2000-01-01' from public.competencies c
where c.name in (
  'Leading People', 'Coaching and Developing Others', 'Decision Making', 'Strategic Thinking', 'Safety Leadership', 'Influencing',
  'Conflict Resolution'
)
and not exists (select from public.leadership_competencies l where l.competency_id = c.id);
