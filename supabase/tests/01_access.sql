-- What must hold for every table and function, and the written answer to "what may a signed-in person touch?".
-- A new table or function is added to the lists below; whatever nobody wrote down fails.
begin;
select plan(56);

create temporary view relations as
select c.oid, n.nspname::text as schema, c.relname::text as name, c.relkind, c.relrowsecurity, c.reloptions
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e');

create temporary view tables as select * from relations where relkind in ('r', 'p');

create temporary view functions as
select p.*, n.nspname::text as schema, p.oid::regprocedure::text as signature
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('public', 'private')
  and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e');

create temporary view policies as
select p.oid, p.polname::text as name, p.polrelid, t.name as table_name, p.polpermissive, p.polroles,
  case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as verb,
  pg_get_expr(p.polqual, p.polrelid) as qual, pg_get_expr(p.polwithcheck, p.polrelid) as with_check
from pg_policy p join tables t on t.oid = p.polrelid;

-- Every column that a role may read or write, and every table of which it may delete rows.
create function pg_temp.privileges_of(who text) returns table (place text, verb text, columns text)
language sql as $$
  select t.schema || '.' || t.name, v.verb, string_agg(a.attname, ' ' order by a.attnum)
  from tables t
  cross join (values ('select'), ('insert'), ('update'), ('references')) v (verb)
  join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
  where has_column_privilege(who, t.oid, a.attnum, v.verb)
  group by 1, 2
  union all
  select t.schema || '.' || t.name, v.verb, ''
  from tables t cross join (values ('delete'), ('truncate'), ('trigger')) v (verb)
  where has_table_privilege(who, t.oid, v.verb)
$$;

-- Row Level Security -----------------------------------------------------------------------------------------------

select isnt_empty('select from tables where schema = ''public''', 'There should be tables to look at');

select is_empty(
  'select schema, name from tables where not relrowsecurity',
  'Every table should have row level security'
);

select is_empty(
  $$select schema, name from relations
    where relkind in ('m', 'f') or (relkind = 'v' and not coalesce(reloptions @> '{security_invoker=true}', false))$$,
  'No view should read with the rights of its owner'
);

select is_empty(
  $$select p.place, p.verb from pg_temp.privileges_of('authenticated') p
    where not exists (select from policies where 'public.' || table_name = p.place and policies.verb = p.verb)$$,
  'Every granted verb should have a policy'
);

select is_empty(
  $$select p.name from policies p
    where not exists (
      select from pg_temp.privileges_of('authenticated') g where g.place = 'public.' || p.table_name and g.verb = p.verb
    )$$,
  'Every policy should have a grant that it restricts'
);

select is_empty('select name from policies where verb = ''all''', 'No policy should be for all verbs');

select is_empty(
  'select table_name, verb from policies where polpermissive group by 1, 2 having count(*) > 1',
  'A table should have one permissive policy a verb'
);

select is_empty(
  'select name, table_name, verb from policies where name <> table_name || ''_'' || verb',
  'A policy should be named after its table and verb'
);

select is_empty(
  'select name from policies where polroles <> array[''authenticated''::regrole::oid]',
  'Policies should be for authenticated alone'
);

select is_empty(
  $$select name from policies where coalesce(qual, 'true') = 'true' and coalesce(with_check, 'true') = 'true'$$,
  'No policy should let everybody through'
);

select is_empty(
  $$select name from policies where verb in ('insert', 'update') and with_check is null$$,
  'Every policy for writing should check what is written'
);

select is_empty(
  $$select name from policies, concat_ws(' ', qual, with_check) as expression
    where regexp_count(expression, '(private|auth)\.\w+\(')
      <> regexp_count(expression, '\( SELECT (private|auth)\.\w+\(')$$,
  'A policy should call a function once a query, as (select f())'
);

-- Who may touch what -----------------------------------------------------------------------------------------------

select is_empty(
  'select * from pg_temp.privileges_of(''anon'')',
  'Somebody who is not signed in should have no privilege on any table'
);

select is_empty(
  $$select name from relations
    where relkind = 'S'
      and (has_sequence_privilege('anon', oid, 'usage, select, update')
        or has_sequence_privilege('authenticated', oid, 'usage, select, update'))$$,
  'Nobody should have a privilege on a sequence'
);

select is_empty(
  'select signature from functions where has_function_privilege(''anon'', oid, ''execute'')',
  'Somebody who is not signed in should not be able to call a function'
);

select ok(
  not has_schema_privilege('anon', 'private', 'usage, create')
    and not has_schema_privilege('authenticated', 'private', 'create')
    and not has_schema_privilege('authenticated', 'public', 'create'),
  'The private schema should be closed to anonymous callers, and nobody should make objects'
);

create table public.made_tomorrow (id bigserial primary key);
create function public.made_tomorrow() returns integer language sql as 'select 1';
create function private.made_tomorrow() returns integer language sql as 'select 1';
select is_empty(
  $$select who, place from (values ('anon'), ('authenticated')) v (who), pg_temp.privileges_of(who) where place ~ 'made_tomorrow'
    union all
    select who, signature from (values ('anon'), ('authenticated')) v (who), functions
    where proname = 'made_tomorrow' and has_function_privilege(who, oid, 'execute')
    union all
    select who, name from (values ('anon'), ('authenticated')) v (who), relations
    where relkind = 'S' and name ~ 'made_tomorrow' and has_sequence_privilege(who, oid, 'usage, select, update')$$,
  'What the next migration makes should be open to nobody until it says so'
);
drop function private.made_tomorrow();
drop function public.made_tomorrow();
drop table public.made_tomorrow;

select bag_eq(
  $$select place, verb, columns from pg_temp.privileges_of('authenticated')$$,
  $$values
    ('public.ai_chat_messages', 'select', 'id session_id user_id reply_to role message_type content source status facts created_at'),
    ('public.ai_chat_sessions', 'select', 'id user_id session_name context_data last_message_at version created_at updated_at'),
    ('public.ai_message_feedback', 'select', 'message_id user_id rating comment given_at'),
    ('public.assignment_exemptions', 'select', 'assignment_id user_id reason until_day granted_by granted_at'),
    ('public.audit_log', 'select', 'id at actor_id role table_name row_id subject_id op changed_columns before after request_id'),
    ('public.career_pathways', 'select', 'id name name_key description org_unit_id level min_years_experience max_years_experience status external_uri version created_at updated_at'),
    ('public.certifications', 'select', 'id user_id source name issuer credential_id skill_id issued_on expires_on evidence_url version created_at updated_at'),
    ('public.certifications', 'insert', 'id name issuer credential_id skill_id issued_on expires_on evidence_url'),
    ('public.certifications', 'update', 'name issuer credential_id skill_id issued_on expires_on evidence_url'),
    ('public.certifications', 'delete', ''),
    ('public.competency_validations', 'select', 'id user_id competency_id source level validated_at'),
    ('public.competencies', 'select', 'id name name_key description status version created_at updated_at'),
    ('public.course_assignments', 'select', 'id course_id audience pathway_id org_unit_id user_id line_id due_on due_days reason assigned_on created_by version created_at updated_at'),
    ('public.course_editions', 'select', 'course_id edition completion_rule pass_mark validity_months note published_at'),
    ('public.course_prerequisites', 'select', 'course_id prerequisite_id'),
    ('public.course_sessions', 'select', 'id course_id starts_at ends_at seats location url instructor status version created_at updated_at'),
    ('public.course_skills', 'select', 'course_id skill_id from_level to_level outcome'),
    ('public.courses', 'select', 'id external_id name name_key description provider category difficulty duration_hours language url needs_approval completion_rule pass_mark validity_months status edition search_text version created_at updated_at'),
    ('public.delegations', 'select', 'user_id delegate_id starts_on ends_on version created_at updated_at'),
    ('public.development_plan_comments', 'select', 'id plan_id user_id author_id comment created_at'),
    ('public.development_plan_goals', 'select', 'plan_id goal_id user_id'),
    ('public.development_plan_items', 'select', 'id plan_id user_id position title skill_id due_on done_at'),
    ('public.development_plans', 'select', 'id user_id title status submitted_at decided_by decided_at snapshot version created_at updated_at'),
    ('public.education', 'select', 'id user_id degree institution started_on ended_on version created_at updated_at'),
    ('public.education', 'insert', 'id degree institution started_on ended_on'),
    ('public.education', 'update', 'degree institution started_on ended_on'),
    ('public.education', 'delete', ''),
    ('public.employment_info', 'select', 'user_id employment_type status job_title org_unit_id grade manager_id manager_by_name line_manager hire_date in_role_since last_day source_updated_on line_manager_key version created_at updated_at pathway_id'),
    ('public.enrolment_comments', 'select', 'id enrolment_id user_id author_id comment created_at'),
    ('public.erasure_requests', 'select', 'id user_id requested_by status reason requested_at decided_by decided_at version created_at updated_at'),
    ('public.experience_types', 'select', 'id name name_key description status version created_at updated_at'),
    ('public.feature_settings', 'select', 'id org_unit_id feature enabled version created_at updated_at'),
    ('public.function_areas', 'select', 'id name name_key description status version created_at updated_at external_uri'),
    ('public.goal_items', 'select', 'id goal_id user_id position kind skill_id level title done_at'),
    ('public.goal_notes', 'select', 'goal_id user_id notes'),
    ('public.import_rows', 'select', 'import_id index chunk employee_id user_id status changed errors warnings'),
    ('public.imports', 'select', 'id format dry_run created_by version created_at updated_at'),
    ('public.leadership_competencies', 'select', 'competency_id valid_from valid_until'),
    ('public.leadership_contest_cases', 'select', 'contest_id user_id reason contested explanation'),
    ('public.leadership_contest_readings', 'select', 'id contest_id user_id reader_id read_at'),
    ('public.leadership_contests', 'select', 'id user_id status reviewer_id taken_at closed_at version created_at updated_at'),
    ('public.leadership_exclusions', 'select', 'id user_id kind evidence contest_id excluded_by excluded_at'),
    ('public.mentor_profiles', 'select', 'user_id capacity bio is_active version created_at updated_at'),
    ('public.mentor_skills', 'select', 'mentor_id skill_id'),
    ('public.mentorship_end_reasons', 'select', 'mentorship_id user_id about_id reason created_at'),
    ('public.mentorship_feedback', 'select', 'id mentorship_id author_id about_id rating comment shown created_at'),
    ('public.mentorship_goals', 'select', 'id mentorship_id mentee_id mentor_id title skill_id due_on done_at version created_at updated_at'),
    ('public.mentorship_meetings', 'select', 'id mentorship_id mentee_id mentor_id starts_at duration_minutes topic notes version created_at updated_at'),
    ('public.mentorship_request_skills', 'select', 'request_id skill_id user_id'),
    ('public.mentorship_requests', 'select', 'id mentee_id mentor_id message duration_weeks status pending_since closed_at version created_at updated_at'),
    ('public.mentorships', 'select', 'id mentee_id mentor_id request_id programme_id duration_weeks status started_at ended_at ended_by version created_at updated_at'),
    ('public.notice_acknowledgements', 'select', 'user_id notice_id acknowledged_at'),
    ('public.notices', 'select', 'id edition title body published_by published_at'),
    ('public.notification_preferences', 'select', 'user_id kind enabled'),
    ('public.notifications', 'select', 'id user_id kind title body actor_id action_url read_at created_at'),
    ('public.org_units', 'select', 'id parent_id name version created_at updated_at'),
    ('public.pathway_competencies', 'select', 'pathway_id competency_id level mandatory'),
    ('public.pathway_dismissals', 'select', 'user_id pathway_id dismissed_at'),
    ('public.pathway_distances', 'select', 'from_id to_id d'),
    ('public.pathway_edges', 'select', 'from_id to_id kind'),
    ('public.pathway_requirements', 'select', 'pathway_id skill_id level weight mandatory'),
    ('public.pathway_titles', 'select', 'id pathway_id title title_key'),
    ('public.pathway_totals', 'select', 'pathway_id requirements mandatory weight'),
    ('public.position_history', 'select', 'id user_id source role_title organization started_on ended_on focus_areas key_skills version created_at updated_at pathway_id'),
    ('public.position_history', 'insert', 'id role_title organization started_on ended_on focus_areas key_skills'),
    ('public.position_history', 'update', 'role_title organization started_on ended_on focus_areas key_skills'),
    ('public.position_history', 'delete', ''),
    ('public.programme_members', 'select', 'programme_id user_id role places joined_at'),
    ('public.programme_proposals', 'select', 'id programme_id mentee_id mentor_id status score need goal logistics interests wish mentee_rank mentor_rank mentorship_id created_at'),
    ('public.programme_rankings', 'select', 'programme_id mentee_id mentor_id position'),
    ('public.programme_units', 'select', 'programme_id org_unit_id'),
    ('public.programmes', 'select', 'id name description status duration_weeks min_level max_level min_months max_months version created_at updated_at'),
    ('public.projects', 'select', 'id user_id source name role started_on ended_on description outcomes version created_at updated_at confirmed_by confirmed_at'),
    ('public.projects', 'insert', 'id name role started_on ended_on description outcomes'),
    ('public.projects', 'update', 'name role started_on ended_on description outcomes'),
    ('public.projects', 'delete', ''),
    ('public.reporting_lines', 'select', 'manager_id report_id depth since'),
    ('public.skill_aliases', 'select', 'id skill_id alias alias_key search_text'),
    ('public.skill_assessments', 'select', 'id user_id skill_id source level assessor_id assessed_at valid_until withdrawn_at created_at counts declined_at'),
    ('public.skill_evidence', 'select', 'id user_id skill_id title url note added_at withdrawn_at'),
    ('public.skill_proposals', 'select', 'skill_id user_id proposed_at'),
    ('public.skill_relations', 'select', 'from_id to_id kind'),
    ('public.skill_validation_requests', 'select', 'id user_id skill_id note status requested_at decided_by decided_at version created_at updated_at'),
    ('public.skill_validations', 'select', 'id user_id skill_id request_id assessment_id outcome level comment decided_by decided_at'),
    ('public.skills', 'select', 'id specialization_id name name_key description status half_life_months external_uri version created_at updated_at merged_into search_text'),
    ('public.specializations', 'select', 'id function_area_id name name_key description status version created_at updated_at external_uri'),
    ('public.support_resources', 'select', 'id kind name description phone url country reviewed_on position version created_at updated_at'),
    ('public.taxonomy_sources', 'select', 'name edition attribution url imported_at'),
    ('public.teams_led', 'select', 'id user_id at_least reached_on'),
    ('public.user_analytics', 'select', 'user_id day until_day org_unit_id skills skills_rated skills_validated level_sum courses_completed learning_minutes goals_active goals_achieved mentorships_active completions minutes_learned goal_moves meetings feedback_given skill_changes endorsements_given'),
    ('public.user_career_goals', 'select', 'id user_id pathway_id target_position target_date priority route status shared coverage_at_start started_at ended_at version created_at updated_at'),
    ('public.user_competencies', 'select', 'user_id competency_id level source version created_at updated_at self_level validated_by validated_at'),
    ('public.user_experiences', 'select', 'id user_id experience_type_id source organization program started_on ended_on focus version created_at updated_at'),
    ('public.user_experiences', 'insert', 'id experience_type_id organization program started_on ended_on focus'),
    ('public.user_experiences', 'update', 'experience_type_id organization program started_on ended_on focus'),
    ('public.user_experiences', 'delete', ''),
    ('public.user_languages', 'select', 'id user_id language proficiency version created_at updated_at'),
    ('public.user_languages', 'insert', 'id language proficiency'),
    ('public.user_languages', 'update', 'language proficiency'),
    ('public.user_languages', 'delete', ''),
    ('public.user_personal_info', 'select', 'user_id phone bio interests locale time_zone accessibility version created_at updated_at'),
    ('public.user_personal_info', 'update', 'phone bio interests locale time_zone accessibility'),
    ('public.user_roles', 'select', 'user_id role granted_at'),
    ('public.user_skills', 'select', 'user_id skill_id level source assessed_at valid_until years_experience last_used visibility version created_at updated_at'),
    ('public.user_training', 'select', 'id user_id course_id edition attempt session_id status mandatory progress_percentage score decided_by decided_at queued_at enrolled_at started_at ended_at completed_on assessed_by source certificate_number certificate_expires_on certificate_url version created_at updated_at'),
    ('public.users', 'select', 'id full_name preferred_name job_title org_unit_id office_location photo_url status version created_at updated_at'),
    ('public.users', 'update', 'preferred_name photo_url')
  $$,
  'A signed-in person should have these privileges on tables and columns, no more and no fewer'
);

select is_empty(
  $$select who, a.attname, verb
    from (values ('anon'), ('authenticated')) r (who), pg_attribute a,
      (values ('select'), ('insert'), ('update'), ('references')) v (verb)
    where a.attrelid = 'public.users'::regclass
      and a.attname in ('email', 'employee_id', 'auth_id', 'last_login', 'erased_at', 'name_key', 'search_text')
      and has_column_privilege(who, a.attrelid, a.attnum, verb)$$,
  'E-mail, employee id, account and last login of a person should be granted to nobody'
);

select is_empty(
  $$select signature from functions, aclexplode(coalesce(proacl, acldefault('f', proowner))) g
    where g.grantee = 0$$,
  'No function should be open to everybody'
);

select bag_eq(
  $$select signature from functions where schema = 'private' and has_function_privilege('authenticated', oid, 'execute')$$,
  $$values
    -- Rights, which policies call.
    ('private.everybody_if(text)'), ('private.current_employee_id()'), ('private.current_user_id()'), ('private.has_role(text)'),
    ('private.my_report_ids()'), ('private.my_skill_ids()'), ('private.people_i_decide_for()'),
    -- Called by functions that run with the caller's own rights.
    ('private.check_version(integer,text)'), ('private.fail(integer,text,text,jsonb)'), ('private.require_user()'),
    -- Called by checks and generated columns, with the rights of whoever writes.
    ('private.name_key(text)'), ('private.is_day(date)'), ('private.is_text(text)'), ('private.is_text_list(text[],integer)'),
    -- Behind a public wrapper; each checks the caller first.
    ('private.get_gap(uuid,uuid)'), ('private.get_import(uuid)'),
    ('private.get_scores()'), ('private.get_leadership_competencies()'), ('private.set_leadership_competencies(uuid[])'),
    ('private.get_leadership(date)'), ('private.create_leadership_contest(jsonb)'),
    ('private.get_my_leadership_contests(jsonb,integer,boolean)'), ('private.withdraw_leadership_contest(uuid)'),
    ('private.take_leadership_contest(uuid)'), ('private.release_leadership_contest(uuid)'),
    ('private.get_leadership_contests(text[],jsonb,integer,boolean)'), ('private.get_leadership_contest(uuid)'),
    ('private.decide_leadership_contest(uuid,text,text,jsonb,jsonb)'), ('private.get_diversity()'),
    ('private.set_diversity(jsonb,text)'), ('private.delete_diversity()'),
    ('private.get_fairness(date,date,text[],jsonb,integer,boolean)'),
    ('private.get_course_set(uuid)'), ('private.create_assignment(jsonb)'), ('private.get_assignment(uuid)'),
    ('private.get_assignments(uuid,jsonb,integer,boolean)'), ('private.update_assignment(uuid,jsonb,text)'),
    ('private.delete_assignment(uuid)'), ('private.exempt(uuid,uuid,jsonb)'), ('private.get_my_compliance()'),
    ('private.get_compliance(text,uuid,text[],uuid,jsonb,integer,boolean)'), ('private.count_compliance(text,uuid)'),
    ('private.get_import_rows(uuid,text[],integer,integer,boolean)'), ('private.get_me()'),
    ('private.get_my_skills(uuid[],text,uuid,integer,boolean)'), ('private.get_pathway(uuid)'), ('private.get_user(uuid)'),
    ('private.import_profiles(uuid,integer,jsonb,boolean,boolean)'),
    ('private.search_pathways(text,uuid[],integer[],boolean,text,jsonb,integer,boolean)'),
    ('private.refuse_search(text)'),
    ('private.search_users(text,uuid[],uuid[],uuid[],integer,integer,text,uuid,integer,boolean)'),
    ('private.set_my_skills(jsonb)'),
    ('private.get_audit(uuid[],text[],timestamp with time zone,timestamp with time zone,jsonb,integer,boolean)'),
    ('private.get_job_runs(text[],jsonb,integer,boolean)'),
    ('private.get_ai_usage(integer)'), ('private.get_chat_sessions(jsonb,integer,boolean)'), ('private.get_chat_session(uuid)'),
    ('private.create_chat_session(jsonb)'), ('private.update_chat_session(uuid,jsonb,text)'), ('private.delete_chat_session(uuid)'),
    ('private.get_chat_messages(uuid,jsonb,integer,boolean)'), ('private.begin_chat_message(uuid,jsonb,integer,integer,integer)'),
    ('private.set_message_feedback(uuid,jsonb)'), ('private.get_my_changes(date)'), ('private.get_support_resources()'),
    ('private.write_support_resource(uuid,jsonb,text)'),
    ('private.get_team_overview(text,date,date)'), ('private.get_team_people(text,date,date,jsonb,integer,boolean)'),
    ('private.get_org_overview(uuid,date,date)'), ('private.get_org_skills(uuid,uuid[],jsonb,integer,boolean)'),
    ('private.get_notifications(boolean,text[],jsonb,integer,boolean,uuid)'), ('private.count_unread_notifications()'),
    ('private.read_notification(uuid)'), ('private.read_all_notifications(timestamp with time zone)'),
    ('private.get_notification_preferences()'), ('private.set_notification_preferences(jsonb)'),
    ('private.get_features()'), ('private.set_features(jsonb)'),
    ('private.get_inbox(text[],jsonb,integer,boolean)'), ('private.get_insights()'), ('private.get_suggestions(integer)'),
    ('private.get_dashboard()'),
    ('private.search_org_units(text,uuid[],boolean,jsonb,integer,boolean)'), ('private.get_org_unit(uuid)'),
    ('private.create_org_unit(jsonb)'), ('private.update_org_unit(uuid,jsonb,text)'),
    ('private.get_delegate()'), ('private.set_delegate(uuid,date,date,text)'), ('private.remove_delegate()'),
    ('private.get_deciders(uuid)'), ('private.get_reports(uuid,integer,jsonb,integer,boolean)'),
    ('private.leave_user(uuid,date)'), ('private.create_user(jsonb)'), ('private.update_user(uuid,jsonb,text)'),
    ('private.set_roles(uuid,text[])'),
    ('private.get_notices(jsonb,integer,boolean)'), ('private.publish_notice(jsonb)'), ('private.acknowledge_notice(uuid)'),
    ('private.get_data_quality(text[],jsonb,integer,boolean)'), ('private.count_data_quality()'),
    ('private.export_me()'), ('private.delete_me(text)'), ('private.create_erasure_request(uuid,uuid)'),
    ('private.get_erasure_requests(text[],jsonb,integer,boolean)'), ('private.decide_erasure(uuid,text,text)'),
    ('private.check_certificate(text)'), ('private.complete_enrolment(uuid,numeric)'),
    ('private.create_course(jsonb)'), ('private.create_enrolment(jsonb)'), ('private.create_session(uuid,jsonb)'),
    ('private.decide_enrolment(uuid,text,text)'), ('private.end_enrolment(uuid,text,numeric)'),
    ('private.get_certificate(uuid)'), ('private.get_course(uuid)'), ('private.get_enrolment(uuid)'),
    ('private.get_enrolments(text,text[],uuid[],uuid[],uuid[],jsonb,integer,boolean)'),
    ('private.get_sessions(uuid,text,text[],jsonb,integer,boolean)'), ('private.import_completions(jsonb,boolean)'),
    ('private.import_courses(jsonb,boolean)'), ('private.publish_edition(uuid,jsonb,text)'),
    ('private.search_courses(text,uuid[],text[],text[],text[],text[],numeric,text[],text,jsonb,integer,boolean)'),
    ('private.set_course_prerequisites(uuid,uuid[],text)'), ('private.set_course_skills(uuid,jsonb,text)'),
    ('private.update_course(uuid,jsonb,text)'), ('private.update_enrolment(uuid,jsonb,text)'),
    ('private.update_session(uuid,jsonb,text)'), ('private.withdraw_enrolment(uuid)'),
    ('private.suggest_skills(text)'), ('private.add_evidence(uuid,jsonb)'), ('private.confirm_project(uuid)'), ('private.create_catalogue_item(text,jsonb)'),
    ('private.create_skill(jsonb)'), ('private.decide_validations(jsonb)'), ('private.decline_endorsement(uuid)'),
    ('private.endorse_skill(uuid,uuid,integer,uuid)'), ('private.get_catalogue_item(text,uuid)'),
    ('private.get_competencies_of(uuid,jsonb,integer,boolean)'), ('private.get_evidence(uuid,jsonb,integer,boolean)'),
    ('private.get_matrix(uuid,uuid[])'), ('private.get_my_endorsements(text[],jsonb,integer,boolean)'),
    ('private.get_my_validation_requests(text[],jsonb,integer,boolean)'),
    ('private.get_projects(boolean,jsonb,integer,boolean)'), ('private.get_skill(uuid)'),
    ('private.get_skill_history(uuid,timestamp with time zone)'), ('private.get_taxonomy()'),
    ('private.get_user_skills(uuid,jsonb,integer,boolean)'), ('private.get_validations(text[],jsonb,integer,boolean)'),
    ('private.import_taxonomy(jsonb,boolean)'), ('private.merge_skill(uuid,uuid)'),
    ('private.move_catalogue_item(text,uuid,text)'), ('private.move_skill(uuid,text)'), ('private.my_taxonomy_ids()'),
    ('private.remove_my_skill(uuid)'), ('private.request_validation(uuid,jsonb)'), ('private.require_employee()'),
    ('private.search_catalogue(text,text,uuid[],text[],jsonb,integer,boolean,uuid)'),
    ('private.search_skills(text,uuid[],uuid[],text[],jsonb,integer,boolean)'), ('private.set_my_competencies(jsonb)'),
    ('private.set_my_skill(uuid,jsonb,text)'), ('private.set_skill_relations(uuid,jsonb,text)'),
    ('private.update_catalogue_item(text,uuid,jsonb,text)'), ('private.update_skill(uuid,jsonb,text)'),
    ('private.validate_competency(uuid,uuid,integer)'), ('private.withdraw_evidence(uuid)'),
    ('private.withdraw_validation_request(uuid)'),
    ('private.create_goal(jsonb)'), ('private.create_pathway(jsonb)'), ('private.create_plan(jsonb)'),
    ('private.delete_goal(uuid)'), ('private.delete_plan(uuid)'), ('private.dismiss_pathway(uuid,boolean)'),
    ('private.get_current_gap(uuid)'), ('private.get_gaps(uuid[])'), ('private.get_goal(uuid)'),
    ('private.get_goals(uuid,text[],jsonb,integer,boolean)'), ('private.get_plan(uuid)'),
    ('private.get_plans(text,text[],jsonb,integer,boolean)'), ('private.get_recommendations(boolean,jsonb,integer,boolean)'),
    ('private.get_routes(uuid,integer)'), ('private.get_unmapped_titles(jsonb,integer,boolean)'),
    ('private.move_goal(uuid,text)'), ('private.move_plan(uuid,text,text)'),
    ('private.set_pathway_competencies(uuid,jsonb,text)'), ('private.set_pathway_edges(uuid,jsonb,text)'),
    ('private.set_pathway_requirements(uuid,jsonb,text)'), ('private.set_pathway_titles(uuid,text[],text)'),
    ('private.update_goal(uuid,jsonb,text)'), ('private.update_pathway(uuid,jsonb,text)'),
    ('private.update_plan(uuid,jsonb,text)'), ('private.what_if(jsonb,uuid)'),
    ('private.create_survey(jsonb)'), ('private.get_survey(uuid)'), ('private.get_surveys(text[],jsonb,integer,boolean)'),
    ('private.update_survey(uuid,jsonb,text)'), ('private.delete_survey(uuid)'), ('private.move_survey(uuid,text)'),
    ('private.answer_survey(uuid,integer,text)'), ('private.get_survey_results(uuid)'),
    ('private.get_survey_comments(uuid,jsonb,integer,boolean)'), ('private.get_my_engagement()'),
    ('private.get_org_engagement(text,text,uuid,jsonb,integer,boolean)'),
    ('private.get_matches(uuid[],jsonb,integer,boolean)'), ('private.get_mentor_profile()'),
    ('private.set_mentor_profile(jsonb,text)'), ('private.delete_mentor_profile()'),
    ('private.search_mentors(text,uuid[],uuid,jsonb,integer,boolean)'), ('private.get_mentor(uuid)'),
    ('private.create_mentorship_request(jsonb)'), ('private.get_mentorship_request(uuid)'),
    ('private.get_mentorship_requests(text,uuid,text[],jsonb,integer,boolean)'),
    ('private.move_mentorship_request(uuid,text)'), ('private.get_mentorship(uuid)'),
    ('private.get_mentorships(text,uuid,text[],jsonb,integer,boolean)'), ('private.move_mentorship(uuid,text,text)'),
    ('private.get_mentorship_items(uuid,text,jsonb,integer,boolean,uuid)'), ('private.get_mentorship_item(uuid,text,uuid)'),
    ('private.create_mentorship_item(uuid,text,jsonb)'), ('private.update_mentorship_item(uuid,text,uuid,jsonb,text)'),
    ('private.delete_mentorship_item(uuid,text,uuid)'), ('private.get_mentorship_feedback(uuid)'),
    ('private.give_mentorship_feedback(uuid,jsonb)'),
    ('private.my_programme_ids()'), ('private.get_programme(uuid)'),
    ('private.get_programmes(text[],boolean,jsonb,integer,boolean)'), ('private.create_programme(jsonb)'),
    ('private.update_programme(uuid,jsonb,text)'), ('private.delete_programme(uuid)'),
    ('private.move_programme(uuid,text)'), ('private.join_programme(uuid,text,integer)'),
    ('private.leave_programme(uuid)'), ('private.set_programme_rankings(uuid,uuid[])'),
    ('private.get_programme_members(uuid,text,jsonb,integer,boolean)'), ('private.match_programme(uuid,boolean)'),
    ('private.get_programme_proposals(uuid,text[],jsonb,integer,boolean)'),
    ('private.publish_proposals(uuid,uuid[],uuid)')
  $$,
  'A signed-in person should be able to call these private functions, no more and no fewer'
);

select bag_eq(
  $$select signature from functions where schema = 'public' and has_function_privilege('authenticated', oid, 'execute')$$,
  $$values
    ('get_scores()'), ('get_leadership_competencies()'), ('set_leadership_competencies(uuid[])'), ('get_leadership(date)'),
    ('create_leadership_contest(jsonb)'), ('get_my_leadership_contests(jsonb,integer,boolean)'),
    ('withdraw_leadership_contest(uuid)'), ('take_leadership_contest(uuid)'), ('release_leadership_contest(uuid)'),
    ('get_leadership_contests(text[],jsonb,integer,boolean)'), ('get_leadership_contest(uuid)'),
    ('decide_leadership_contest(uuid,text,text,jsonb,jsonb)'), ('get_diversity()'), ('set_diversity(jsonb,text)'),
    ('delete_diversity()'), ('get_fairness(date,date,text[],jsonb,integer,boolean)'),
    ('create_survey(jsonb)'), ('get_survey(uuid)'), ('get_surveys(text[],jsonb,integer,boolean)'),
    ('update_survey(uuid,jsonb,text)'), ('delete_survey(uuid)'), ('move_survey(uuid,text)'),
    ('answer_survey(uuid,integer,text)'), ('get_survey_results(uuid)'),
    ('get_survey_comments(uuid,jsonb,integer,boolean)'), ('get_my_engagement()'),
    ('get_org_engagement(text,text,uuid,jsonb,integer,boolean)'),
    ('get_course_set(uuid)'), ('create_assignment(jsonb)'), ('get_assignment(uuid)'),
    ('get_assignments(uuid,jsonb,integer,boolean)'), ('update_assignment(uuid,jsonb,text)'), ('delete_assignment(uuid)'),
    ('set_exemption(uuid,uuid,jsonb)'), ('remove_exemption(uuid,uuid)'), ('get_my_compliance()'),
    ('get_compliance(text,uuid,text[],uuid,jsonb,integer,boolean)'), ('count_compliance(text,uuid)'),
    ('get_gap(uuid,uuid)'), ('get_import(uuid)'), ('get_import_rows(uuid,text[],jsonb,integer,boolean)'), ('get_me()'),
    ('get_my_skills(jsonb,integer,boolean)'), ('get_pathway(uuid)'), ('get_user(uuid)'),
    ('import_profiles(uuid,integer,jsonb,boolean,boolean)'), ('my_education()'), ('my_languages()'), ('my_positions()'),
    ('search_pathways(text,uuid[],integer[],boolean,text,jsonb,integer,boolean)'),
    ('search_users(text,uuid[],uuid[],uuid[],integer,jsonb,integer,boolean)'), ('set_my_skills(jsonb)'),
    ('update_me(jsonb,text)'), ('my_id()'),
    ('get_audit(uuid[],text[],timestamp with time zone,timestamp with time zone,jsonb,integer,boolean)'),
    ('get_job_runs(text[],jsonb,integer,boolean)'),
    ('get_ai_usage(integer)'), ('get_chat_sessions(jsonb,integer,boolean)'), ('get_chat_session(uuid)'), ('create_chat_session(jsonb)'),
    ('update_chat_session(uuid,jsonb,text)'), ('delete_chat_session(uuid)'), ('get_chat_messages(uuid,jsonb,integer,boolean)'),
    ('begin_chat_message(uuid,jsonb,integer,integer,integer)'), ('set_message_feedback(uuid,jsonb)'), ('get_my_changes(date)'),
    ('get_support_resources()'), ('create_support_resource(jsonb)'), ('update_support_resource(uuid,jsonb,text)'),
    ('delete_support_resource(uuid,text)'),
    ('get_team_overview(text,date,date)'), ('get_team_people(text,date,date,jsonb,integer,boolean)'),
    ('get_org_overview(uuid,date,date)'), ('get_org_skills(uuid,uuid[],jsonb,integer,boolean)'),
    ('get_notifications(boolean,text[],jsonb,integer,boolean)'), ('count_unread_notifications()'),
    ('read_notification(uuid)'), ('read_all_notifications(timestamp with time zone)'),
    ('get_notification_preferences()'), ('set_notification_preferences(jsonb)'), ('get_features()'), ('set_features(jsonb)'),
    ('get_inbox(text[],jsonb,integer,boolean)'), ('get_insights()'), ('get_suggestions(integer)'), ('get_dashboard()'),
    ('search_org_units(text,uuid[],boolean,jsonb,integer,boolean)'), ('get_org_unit(uuid)'), ('create_org_unit(jsonb)'),
    ('update_org_unit(uuid,jsonb,text)'), ('get_delegate()'), ('set_delegate(uuid,date,date,text)'), ('remove_delegate()'),
    ('get_deciders(uuid)'), ('get_reports(uuid,integer,jsonb,integer,boolean)'), ('leave_user(uuid,date)'),
    ('create_user(jsonb)'), ('update_user(uuid,jsonb,text)'), ('set_roles(uuid,text[])'),
    ('get_notices(jsonb,integer,boolean)'), ('publish_notice(jsonb)'), ('acknowledge_notice(uuid)'),
    ('get_data_quality(text[],jsonb,integer,boolean)'), ('count_data_quality()'),
    ('export_me()'), ('delete_me(text)'), ('create_erasure_request(uuid,uuid)'),
    ('get_erasure_requests(text[],jsonb,integer,boolean)'), ('carry_out_erasure(uuid)'), ('refuse_erasure(uuid,text)'),
    ('approve_enrolment(uuid,text)'), ('check_certificate(text)'), ('complete_enrolment(uuid,numeric)'),
    ('create_course(jsonb)'), ('create_enrolment(jsonb)'), ('create_session(uuid,jsonb)'),
    ('fail_enrolment(uuid,numeric)'), ('get_certificate(uuid)'), ('get_course(uuid)'), ('get_enrolment(uuid)'),
    ('get_enrolments(text,text[],uuid[],uuid[],uuid[],jsonb,integer,boolean)'),
    ('get_sessions(uuid,text,text[],jsonb,integer,boolean)'), ('import_completions(jsonb,boolean)'),
    ('import_courses(jsonb,boolean)'), ('mark_no_show(uuid)'), ('publish_edition(uuid,jsonb,text)'),
    ('reject_enrolment(uuid,text)'),
    ('search_courses(text,uuid[],text[],text[],text[],text[],numeric,text[],text,jsonb,integer,boolean)'),
    ('set_course_prerequisites(uuid,uuid[],text)'), ('set_course_skills(uuid,jsonb,text)'),
    ('update_course(uuid,jsonb,text)'), ('update_enrolment(uuid,jsonb,text)'), ('update_session(uuid,jsonb,text)'),
    ('withdraw_enrolment(uuid)'),
    ('suggest_skills(text)'), ('add_evidence(uuid,jsonb)'), ('approve_catalogue_item(text,uuid)'), ('approve_skill(uuid)'), ('confirm_project(uuid)'),
    ('create_catalogue_item(text,jsonb)'), ('create_skill(jsonb)'), ('decide_validations(jsonb)'),
    ('decline_endorsement(uuid)'), ('endorse_skill(uuid,uuid,integer,uuid)'), ('get_catalogue_item(text,uuid)'),
    ('get_competencies_of(uuid,jsonb,integer,boolean)'), ('get_evidence(uuid,jsonb,integer,boolean)'),
    ('get_matrix(uuid,uuid[])'), ('get_my_endorsements(text[],jsonb,integer,boolean)'),
    ('get_my_validation_requests(text[],jsonb,integer,boolean)'), ('get_projects(boolean,jsonb,integer,boolean)'),
    ('get_skill(uuid)'), ('get_skill_history(uuid,timestamp with time zone)'), ('get_taxonomy()'),
    ('get_user_skills(uuid,jsonb,integer,boolean)'), ('get_validations(text[],jsonb,integer,boolean)'),
    ('import_taxonomy(jsonb,boolean)'), ('merge_skill(uuid,uuid)'), ('my_certifications()'), ('my_experiences()'),
    ('my_projects()'), ('remove_my_skill(uuid)'), ('request_validation(uuid,jsonb)'), ('retire_catalogue_item(text,uuid)'),
    ('retire_skill(uuid)'), ('search_catalogue(text,text,uuid[],text[],jsonb,integer,boolean)'),
    ('search_skills(text,uuid[],uuid[],text[],jsonb,integer,boolean)'), ('set_my_competencies(jsonb)'),
    ('set_my_skill(uuid,jsonb,text)'), ('set_skill_relations(uuid,jsonb,text)'),
    ('update_catalogue_item(text,uuid,jsonb,text)'), ('update_skill(uuid,jsonb,text)'),
    ('validate_competency(uuid,uuid,integer)'), ('withdraw_evidence(uuid)'), ('withdraw_validation_request(uuid)'),
    ('create_goal(jsonb)'), ('create_pathway(jsonb)'), ('create_plan(jsonb)'), ('delete_goal(uuid)'), ('delete_plan(uuid)'),
    ('dismiss_pathway(uuid,boolean)'), ('get_current_gap(uuid)'), ('get_gaps(uuid[])'), ('get_goal(uuid)'),
    ('get_goals(uuid,text[],jsonb,integer,boolean)'), ('get_plan(uuid)'), ('get_plans(text,text[],jsonb,integer,boolean)'),
    ('get_recommendations(boolean,jsonb,integer,boolean)'), ('get_routes(uuid,integer)'),
    ('get_unmapped_titles(jsonb,integer,boolean)'), ('move_goal(uuid,text)'), ('move_plan(uuid,text,text)'),
    ('set_pathway_competencies(uuid,jsonb,text)'), ('set_pathway_edges(uuid,jsonb,text)'),
    ('set_pathway_requirements(uuid,jsonb,text)'), ('set_pathway_titles(uuid,text[],text)'),
    ('update_goal(uuid,jsonb,text)'), ('update_pathway(uuid,jsonb,text)'), ('update_plan(uuid,jsonb,text)'),
    ('what_if(jsonb,uuid)'),
    ('get_matches(uuid[],jsonb,integer,boolean)'), ('get_mentor_profile()'), ('set_mentor_profile(jsonb,text)'),
    ('delete_mentor_profile()'), ('search_mentors(text,uuid[],jsonb,integer,boolean)'), ('get_mentor(uuid)'),
    ('create_mentorship_request(jsonb)'), ('get_mentorship_request(uuid)'),
    ('get_mentorship_requests(text,uuid,text[],jsonb,integer,boolean)'), ('move_mentorship_request(uuid,text)'),
    ('get_mentorship(uuid)'), ('get_mentorships(text,uuid,text[],jsonb,integer,boolean)'),
    ('move_mentorship(uuid,text,text)'), ('get_mentorship_items(uuid,text,jsonb,integer,boolean)'),
    ('get_mentorship_item(uuid,text,uuid)'), ('create_mentorship_item(uuid,text,jsonb)'),
    ('update_mentorship_item(uuid,text,uuid,jsonb,text)'), ('delete_mentorship_item(uuid,text,uuid)'),
    ('get_mentorship_feedback(uuid)'), ('give_mentorship_feedback(uuid,jsonb)'),
    ('get_programme(uuid)'), ('get_programmes(text[],boolean,jsonb,integer,boolean)'), ('create_programme(jsonb)'),
    ('update_programme(uuid,jsonb,text)'), ('delete_programme(uuid)'), ('move_programme(uuid,text)'),
    ('join_programme(uuid,text,integer)'), ('leave_programme(uuid)'), ('set_programme_rankings(uuid,uuid[])'),
    ('get_programme_members(uuid,text,jsonb,integer,boolean)'), ('match_programme(uuid,boolean)'),
    ('get_programme_proposals(uuid,text[],jsonb,integer,boolean)'), ('publish_proposals(uuid,uuid[],uuid)')
  $$,
  'A signed-in person should be able to call these public functions, no more and no fewer'
);

select bag_eq(
  $$select signature from functions where schema = 'private' and has_function_privilege('service_role', oid, 'execute')$$,
  $$values ('private.name_key(text)'), ('private.is_day(date)'), ('private.is_text(text)'),
    ('private.is_text_list(text[],integer)'), ('private.current_user_id()'),
    ('private.run_job_step(text,date)'), ('private.due_jobs()'), ('private.finish_chat_message(uuid,jsonb)'),
    ('private.extend_ai_reservation(uuid,integer,integer)'), ('private.get_metrics()'), ('private.count_request(text,uuid,text,text)')$$,
  'The service role should call what checks, defaults and generated columns need to write a row, jobs, what ends an answer, numbers to watch and what counts, and nothing else'
);

select bag_eq(
  $$select schemaname || '.' || tablename from pg_publication_tables where pubname = 'supabase_realtime'$$,
  $$values ('public.notifications')$$,
  'Notifications should be published to realtime, and nothing else'
);

select bag_eq(
  $$select place, verb from pg_temp.privileges_of('service_role') where place ~ 'audit_log'$$,
  $$values ('public.audit_log', 'select')$$,
  'The audit log should be read only even for the secret key'
);

select is_empty(
  $$select i.inhrelid::regclass, g.grantee::regrole, g.privilege_type
    from pg_inherits i join pg_class c on c.oid = i.inhrelid, aclexplode(c.relacl) g
    where i.inhparent = 'public.audit_log'::regclass and g.grantee <> c.relowner$$,
  'Nobody should have a grant on a part of the audit log'
);

select bag_eq(
  $$select tgtype::integer, tgenabled::text from pg_trigger
    where tgrelid = 'public.audit_log'::regclass and tgfoid = 'private.refuse_audit_change()'::regprocedure$$,
  -- Before each row of update and delete; before a truncate.
  $$values (1 + 2 + 8 + 16, 'O'), (2 + 32, 'O')$$,
  'The audit log should refuse every change by triggers'
);

select is_empty(
  $$select i.inhrelid::regclass from pg_inherits i
    where i.inhparent = 'public.audit_log'::regclass and (
      (select relrowsecurity from pg_class where oid = i.inhrelid) is not true
      or (select relnamespace from pg_class where oid = i.inhrelid) <> 'private'::regnamespace
      or 2 <> (
        select count(*) from pg_trigger t
        where t.tgrelid = i.inhrelid and t.tgfoid = 'private.refuse_audit_change()'::regprocedure and t.tgenabled = 'O'
      )
    )$$,
  'Every part of the audit log should be private, under row level security, and refuse changes by itself'
);

-- Functions ----------------------------------------------------------------------------------------------------------

select is_empty(
  'select signature from functions where schema = ''public'' and prosecdef',
  'No function that clients call should run with the rights of its owner'
);

select is_empty(
  $$select signature from functions where not coalesce(proconfig @> '{"search_path=\"\""}', false)$$,
  'Every function should name the schema of all it uses (an empty search_path)'
);

select is_empty(
  $$select signature, g.grantee::regrole from functions, aclexplode(coalesce(proacl, acldefault('f', proowner))) g
    where prokind = 'p' and g.grantee <> proowner$$,
  'Nobody should call a procedure'
);


select is_empty(
  $$select t.tgname, t.tgfoid::regprocedure from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = 'auth.users'::regclass and p.pronamespace = 'private'::regnamespace and not p.prosecdef$$,
  'What follows accounts should run with the rights of its owner: the Auth server''s own role has none here'
);

select isnt_empty(
  $$select from functions where 'page_size' = any (proargnames)$$,
  'There should be functions that answer pages'
);

select is_empty(
  $$select f.signature from functions f
    where f.schema = 'public' and 'page_size' = any (f.proargnames) and not (
      pg_get_function_arguments(f.oid) ~ '\mafter jsonb DEFAULT NULL'
      and pg_get_function_arguments(f.oid) ~ '\mpage_size integer DEFAULT 50'
      and pg_get_function_arguments(f.oid) ~ '\mwant_total boolean DEFAULT false'
      and f.prorettype = 'jsonb'::regtype
    )$$,
  'Every function that answers a page should take after, page_size and want_total'
);

select is_empty(
  $$select signature from functions where schema = 'public' and obj_description(oid, 'pg_proc') is null$$,
  'Every function that clients call should say what it does'
);

-- Tables ---------------------------------------------------------------------------------------------------------------

select is_empty(
  $$select schema, name from tables where obj_description(oid, 'pg_class') is null$$,
  'Every table should say what it holds'
);

select is_empty(
  $$select c.conrelid::regclass, c.conname
    from pg_constraint c join tables t on t.oid = c.conrelid
    where c.contype = 'f' and not exists (
      select from pg_index i
      where i.indrelid = c.conrelid and i.indpred is null and i.indisvalid
        and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey
        and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] <@ c.conkey
    )$$,
  'Every foreign key should have an index that begins with it'
);

select is_empty(
  $$select t.typname from pg_type t where t.typtype = 'e' and t.typnamespace in ('public'::regnamespace, 'private'::regnamespace)$$,
  'There should be no enum types: their operators switch off the indexes under row level security'
);

select is_empty(
  $$select t.name, a.attname
    from tables t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where a.attname in ('status', 'kind', 'source', 'visibility', 'employment_type', 'proficiency', 'format')
      and not (a.atttypid = 'text'::regtype and exists (
        select from pg_constraint c where c.conrelid = t.oid and c.contype = 'c' and a.attnum = any (c.conkey)
          and pg_get_constraintdef(c.oid) ~ 'ANY \(ARRAY\[|= ''employee-profiles'''
      ))
      -- Kinds of notifications are a table, to which every domain adds.
      and not (a.attname = 'kind' and (t.name in ('notification_kinds', 'inbox_kinds', 'insight_kinds') or exists (
        select from pg_constraint c
        where c.conrelid = t.oid and c.contype = 'f' and c.conkey = array[a.attnum]
          and c.confrelid = 'private.notification_kinds'::regclass
      )))$$,
  'Every closed list should be a text with a check'
);

select is_empty(
  $$select t.name, a.attname from tables t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where a.atttypid in ('timestamp'::regtype, 'time'::regtype, 'character varying'::regtype, 'bpchar'::regtype)$$,
  'Every point in time should know its time zone, and no text should be a varchar'
);

select is_empty(
  $$select t.name from tables t
    join pg_attribute a on a.attrelid = t.oid and a.attname = 'version' and not a.attisdropped
    where not exists (
      select from pg_trigger g where g.tgrelid = t.oid and g.tgfoid = 'private.touch()'::regprocedure and g.tgenabled = 'O'
    ) or not exists (
      select from pg_attribute u where u.attrelid = t.oid and u.attname = 'updated_at' and not u.attisdropped
    )$$,
  'Every table with a version should have the trigger that raises it'
);

select is_empty(
  $$select t.name, a.attname from tables t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    where a.atttypid = 'uuid'::regtype
      and a.attname ~ '_id$' and a.attname <> 'id'
      -- The audit log outlives what it tells of; what the rollups write by the million is derived anew from what is there.
      -- What was set aside for an answer outlives its conversation.
      and t.name !~ '^audit_log' and t.name not in ('ai_reservations', 'user_analytics', 'unit_analytics', 'unit_months', 'rollup_queue', 'unit_queue',
        'skill_balances', 'balanced_units', 'compliance_parts', 'compliance_counts', 'counted_units')
      and not exists (select from pg_constraint c where c.conrelid = t.oid and c.contype = 'f' and a.attnum = any (c.conkey))$$,
  'Every reference should be a foreign key'
);

-- The privacy registry ---------------------------------------------------------------------------------------------------

create temporary view registered as
select r.*, to_regclass('public.' || quote_ident(r.table_name))::oid as place from private.privacy_registry r;

create temporary view columns as
select a.attrelid as place, a.attnum, a.attname::text as name, a.attgenerated <> '' as computed, a.attnotnull as required, a.atttypid as type
from pg_attribute a where a.attnum > 0 and not a.attisdropped;

create temporary view listed as
select table_name, place, kind, name
from registered, lateral (
  select 'values' as kind, unnest(audit_values) as name union all
  select 'names', unnest(audit_names) union all
  select 'unaudited', unnest(unaudited)
) lists;

select is_empty('select table_name from registered where place is null', 'What the registry declares should be there');

select is_empty(
  $$select t.schema, t.name from tables t
    where t.name !~ '^audit_log'
      and (exists (
        select from pg_constraint c
        where c.conrelid = t.oid and c.contype = 'f' and c.confrelid in ('public.users'::regclass, 'auth.users'::regclass)
      ) or exists (select from columns c where c.place = t.oid and c.name in ('user_id', 'subject_id', 'person_id', 'employee_id')))
      -- These follow users by trigger; an erasure empties the first, the job the second, leaving the others.
      and t.name not in ('unit_memberships', 'rollup_queue', 'ai_usage', 'ai_reservations')
      and not exists (select from registered r where r.place = t.oid)$$,
  'Every table with a person''s id should be in the privacy registry, but the audit log and what follows users'
);

select is_empty(
  $$select r.table_name, r.subject from registered r
    where r.subject is not null and not exists (
      select from columns c
      where c.place = r.place and c.name = r.subject and c.type = 'uuid'::regtype
        and (r.place = 'public.users'::regclass and c.name = 'id' or r.table_name = 'user_analytics' or exists (
          select from pg_constraint f where f.conrelid = r.place and f.contype = 'f' and c.attnum = any (f.conkey)
            and f.confrelid in ('public.users'::regclass, 'public.user_skills'::regclass)
        ))
    )$$,
  'The subject of a table should be a column that names a person'
);

select is_empty(
  $$select r.table_name from registered r
    where r.subject is null and exists (select from columns c where c.place = r.place and c.name in ('user_id', 'subject_id', 'person_id'))$$,
  'A table that names whose data it holds should not be declared to be about nobody'
);

select is_empty(
  $$select r.table_name, r.row_key from registered r
    where not exists (
      select from pg_index i
      where i.indrelid = r.place and i.indisunique and i.indpred is null and r.row_key = array(
        select c.name from unnest(i.indkey::smallint[]) with ordinality k (attnum, position)
        join columns c on c.place = r.place and c.attnum = k.attnum order by k.position
      )
    )$$,
  'The row key should be a unique key of its table'
);

select is_empty(
  $$select r.table_name, c.name, (select count(*) from listed l where l.place = r.place and l.name = c.name) as times
    from registered r join columns c on c.place = r.place
    where case
      when c.computed or c.name = r.subject or c.name = any (r.row_key) or c.name in ('version', 'created_at', 'updated_at')
        then (select count(*) from listed l where l.place = r.place and l.name = c.name) > 1
      else (select count(*) from listed l where l.place = r.place and l.name = c.name) <> 1
    end$$,
  'Every column of a table about people should stand in exactly one of audit_values, audit_names and unaudited'
);

select is_empty(
  $$select l.table_name, l.name from listed l
    where not exists (select from columns c where c.place = l.place and c.name = l.name and not c.computed)
    union all
    select r.table_name, k from registered r, jsonb_object_keys(r.cleared) k
    where not exists (select from columns c where c.place = r.place and c.name = k and not c.computed)$$,
  'No list of the registry should name a column that is not there'
);

select is_empty(
  $$select l.table_name, l.name from listed l
    where l.kind = 'values' and l.name ~ 'phone|bio|interests|line_manager|body|reason|description|outcomes|focus|comment|first_answer|errors|warnings'$$,
  'The audit log should keep no value of a free text or of what a person says about themselves'
);

create function pg_temp.parses(place regclass, condition text) returns text
language plpgsql as $$
begin
  execute format('select from %s t where (%s) limit 0', place, condition);
  execute format('select (%s)::boolean is null from %s t limit 0', condition, place);
  return 'yes';
exception when others then
  return sqlerrm;
end
$$;
select is_empty(
  $$select table_name, kept, pg_temp.parses(place, kept) from registered where pg_temp.parses(place, kept) <> 'yes'$$,
  'What is kept at an erasure should be a condition over the table'
);

create function pg_temp.clears(place regclass, cleared jsonb) returns text
language plpgsql as $$
declare
  wrong text;
begin
  execute format('select from jsonb_populate_record(null::%s, $1)', place) using cleared;
  select string_agg(c.name, ' ') into wrong from columns c where c.place = clears.place and c.required and cleared -> c.name = 'null';
  return coalesce('must not be null: ' || wrong, 'yes');
exception when others then
  return sqlerrm;
end
$$;
select is_empty(
  $$select table_name, pg_temp.clears(place, cleared) from registered where pg_temp.clears(place, cleared) <> 'yes'$$,
  'What an erasure writes into kept rows should fit their columns'
);

select is_empty(
  $$select table_name, kept, retention from registered where subject is not null and (kept = 'false') <> (retention = 'none')$$,
  'What is kept at an erasure should say until when, and nothing else should'
);

select is_empty(
  $$select r.table_name from registered r
    where (r.audit_values || r.audit_names <> '{}') <> (3 = (
      select count(*) from pg_trigger t
      where t.tgrelid = r.place and t.tgfoid = 'private.audit()'::regprocedure and t.tgenabled = 'O' and t.tgqual is null
        -- After, each statement; insert with the new rows, delete with the old, update with both and of any column.
        and (t.tgtype, t.tgoldtable is not null, t.tgnewtable is not null) in ((4, false, true), (8, true, false), (16, true, true))
        and t.tgattr = ''
    ))$$,
  'Every table with audited columns should have the three audit triggers, and no other table any'
);

select is_empty(
  $$select t.tgrelid::regclass from pg_trigger t
    where t.tgfoid = 'private.audit()'::regprocedure and not exists (select from registered r where r.place = t.tgrelid)$$,
  'Every table with an audit trigger should be in the registry'
);

select bag_eq(
  'select table_name, case when subject is null then ''about nobody'' else ''not exported'' end from registered where not exported',
  $$values ('career_pathways', 'about nobody'), ('courses', 'about nobody'), ('feature_settings', 'about nobody'), ('leadership_competencies', 'about nobody'), ('notices', 'about nobody'), ('org_units', 'about nobody'), ('programmes', 'about nobody'), ('support_resources', 'about nobody'), ('surveys', 'about nobody'),
    ('reporting_lines', 'not exported'), ('imports', 'not exported'), ('publication_stays', 'not exported'), ('programme_proposals', 'not exported')$$,
  'A person''s export should leave out these tables and no others'
);

select * from finish();
rollback;
