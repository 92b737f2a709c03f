// The written answer to "who may do what". docs/access.md is printed from it (deno task access), tests/access_test.ts
// proves it on the running stack: a table, column, privilege or route that is not here fails, and so does a row too many.

/** The columns of the printed matrix. */
export const ROLES = [
  ["self", "somebody about whom a row is, or who calls for themselves; contractors apart"],
  ["peer", "any other active employee"],
  [
    "contractor",
    "an active person whose employment says contractor: the directory, their own profile, and training",
  ],
  ["manager", "anybody above the person, at any depth; a contractor is above nobody"],
  ["hr_admin", "an employee with this role, about others"],
  ["learning_admin", "an employee with this role, about others"],
  ["auditor", "an employee with this role, about others"],
  ["recordless", "signed in, with an account that belongs to no active employee"],
  ["anonymous", "somebody with the publishable key alone"],
  ["service", "an operator or scheduler with the secret key, which Row Level Security does not hold"],
] as const;
export type Role = (typeof ROLES)[number][0];

/**
 * Who may, in words of which one has to be true, and of those with a minus none:
 * everyone (with an employee record; not about people who left), self, line (the person is below the caller), a role,
 * contractor, or a column (whoever it names, contractors apart); for routes also anyone, account (a token is enough),
 * secret-key, manager (of anybody), and decides (for the person: the nearest manager, or HR where nobody is above).
 */
export type Who = string;

/** What a row holds: values; # is something new each time, "@name" what SOURCES or the walk give. */
export type Values = Readonly<Record<string, unknown>>;

/** A table: the verbs that people have, for whom, with which columns. What is not here nobody has. */
export interface Table {
  /** The column that names the person a row is about. */
  of?: string;
  /** ["", ""]: nobody reads it but through functions. */
  select: [Who, columns: string];
  /** Columns that nobody may read. */
  hidden?: string;
  insert?: [Who, columns: string];
  update?: [Who, columns: string];
  delete?: [Who];
  /** A row of it, beside the person. */
  row: Values;
  /** Rows with other values, which others may reach. */
  but?: Record<string, { row: Values; select?: Who; update?: Who; delete?: Who }>;
  /** The secret key may only read. */
  readOnly?: true;
  /** Nobody reaches it but through functions, not even the secret key. */
  closed?: true;
  /** A row would change what somebody may do: of people with an account the walk takes those that are there. */
  empowers?: true;
}

const TIMES = "version created_at updated_at";
const CATALOGUE = "everyone -contractor";
const SENT = "self line hr_admin -contractor";
const LEARNING = "self line hr_admin learning_admin";
const PROPOSED = { "proposed ones": { row: { status: "proposed" }, select: "hr_admin" } };
const READINESS = {
  as_of: "2026-01-31",
  model: { name: "leadership", version: "1" },
  score: null,
  coverage: 0,
  parts: [],
  missing: [],
};
const PROGRAMME_MENTOR = "7b5c9a52-6f0e-4e5e-9d0f-2f3c1c7a4d10";
const NAMED: Table = {
  select: [CATALOGUE, `id name name_key description status ${TIMES}`],
  row: { name: "Name #" },
  but: PROPOSED,
};

const COUNTS = {
  skills: 0,
  skills_rated: 0,
  skills_validated: 0,
  level_sum: 0,
  courses_completed: 0,
  learning_minutes: 0,
  goals_active: 0,
  goals_achieved: 0,
  mentorships_active: 0,
  completions: 0,
  minutes_learned: 0,
  goal_moves: 0,
  meetings: 0,
  feedback_given: 0,
  skill_changes: 0,
  endorsements_given: 0,
};

export const TABLES: Record<string, Table> = {
  ai_chat_messages: {
    of: "user_id",
    select: [
      "self -contractor",
      "id session_id user_id reply_to role message_type content source status facts created_at",
    ],
    row: { session_id: "@chat", role: "user", content: "Words #" },
  },
  ai_chat_sessions: {
    of: "user_id",
    select: ["self -contractor", `id user_id session_name context_data last_message_at ${TIMES}`],
    row: { session_name: "Plans #" },
  },
  ai_message_feedback: {
    of: "user_id",
    select: ["self -contractor", "message_id user_id rating comment given_at"],
    row: { message_id: "@answer", rating: "up" },
  },
  assignment_exemptions: {
    of: "user_id",
    select: [
      "self granted_by hr_admin learning_admin",
      "assignment_id user_id reason until_day granted_by granted_at",
    ],
    row: { assignment_id: "@assignment", reason: "Reason #", granted_by: "@party" },
  },
  audit_log: {
    select: [
      "auditor",
      "id at actor_id role table_name row_id subject_id op changed_columns before after request_id",
    ],
    row: { role: "postgres", table_name: "users", row_id: "#", op: "insert" },
    readOnly: true,
  },
  career_pathways: {
    select: [
      CATALOGUE,
      `id name name_key description org_unit_id level min_years_experience max_years_experience status external_uri ${TIMES}`,
    ],
    row: { name: "Pathway #" },
  },
  certifications: {
    of: "user_id",
    select: [
      "self line hr_admin -contractor",
      `id user_id source name issuer credential_id skill_id issued_on expires_on evidence_url ${TIMES}`,
    ],
    insert: ["self -contractor", "id name issuer credential_id skill_id issued_on expires_on evidence_url"],
    update: ["self -contractor", "name issuer credential_id skill_id issued_on expires_on evidence_url"],
    delete: ["self -contractor"],
    row: {
      name: "Certificate #",
      issuer: "Port",
      credential_id: "C-1",
      skill_id: "@skill",
      issued_on: "2001-01-01",
      expires_on: "2005-01-01",
      evidence_url: "https://proof.example/#",
    },
    but: { "those that HR wrote": { row: { source: "hr" }, update: "", delete: "" } },
  },
  competencies: NAMED,
  competency_validations: {
    of: "user_id",
    select: ["self -contractor", "id user_id competency_id source level validated_at"],
    row: { competency_id: "@competency", source: "manager", level: 3, validated_at: "2026-01-31T09:00:00Z" },
  },
  course_assignments: {
    of: "user_id",
    select: [
      "self line line_id hr_admin learning_admin",
      `id course_id audience pathway_id org_unit_id user_id line_id due_on due_days reason assigned_on created_by ${TIMES}`,
    ],
    row: { course_id: "@course", audience: "person" },
    but: { "of a manager's line": { row: { line_id: "@person" } } },
  },
  course_editions: {
    select: [
      "everyone",
      "course_id edition completion_rule pass_mark validity_months note published_at",
    ],
    row: { course_id: "@course", edition: 2, completion_rule: "progress" },
    but: { "of drafts": { row: { course_id: "@draft_course" }, select: "learning_admin" } },
  },
  course_prerequisites: {
    select: ["everyone", "course_id prerequisite_id"],
    row: { course_id: "@course", prerequisite_id: "@course" },
    but: { "of drafts": { row: { course_id: "@draft_course" }, select: "learning_admin" } },
  },
  course_sessions: {
    select: [
      "everyone",
      `id course_id starts_at ends_at seats location url instructor status ${TIMES}`,
    ],
    row: {
      course_id: "@course",
      starts_at: "2026-01-01T08:00:00Z",
      ends_at: "2026-01-01T16:00:00Z",
      location: "Room #",
    },
    but: { "of drafts": { row: { course_id: "@draft_course" }, select: "learning_admin" } },
  },
  course_skills: {
    select: ["everyone", "course_id skill_id from_level to_level outcome"],
    row: { course_id: "@course", skill_id: "@skill", to_level: 3 },
    but: { "of drafts": { row: { course_id: "@draft_course" }, select: "learning_admin" } },
  },
  courses: {
    select: [
      "everyone",
      `id external_id name name_key description provider category difficulty duration_hours language url needs_approval completion_rule pass_mark validity_months status edition search_text ${TIMES}`,
    ],
    row: { name: "Course #", duration_hours: 8, status: "active" },
    but: { drafts: { row: { status: "draft" }, select: "learning_admin" } },
  },
  delegations: {
    of: "user_id",
    select: ["self delegate_id hr_admin -contractor", `user_id delegate_id starts_on ends_on ${TIMES}`],
    row: { delegate_id: "@party", starts_on: "2026-01-01", ends_on: "2026-01-31" },
  },
  development_plan_comments: {
    of: "user_id",
    select: ["self author_id hr_admin -contractor", "id plan_id user_id author_id comment created_at"],
    row: { plan_id: "@plan", author_id: "@party", comment: "Comment #" },
  },
  development_plan_goals: {
    of: "user_id",
    select: ["self hr_admin -contractor", "plan_id goal_id user_id"],
    row: { plan_id: "@plan", goal_id: "@goal" },
    but: { "of plans that were sent": { row: { plan_id: "@sent_plan" }, select: SENT } },
  },
  development_plan_items: {
    of: "user_id",
    select: ["self hr_admin -contractor", "id plan_id user_id position title skill_id due_on done_at"],
    row: { plan_id: "@plan", position: 1, title: "Item #" },
    but: { "of plans that were sent": { row: { plan_id: "@sent_plan" }, select: SENT } },
  },
  development_plans: {
    of: "user_id",
    select: [
      "self hr_admin -contractor",
      `id user_id title status submitted_at decided_by decided_at snapshot ${TIMES}`,
    ],
    row: { title: "Plan #" },
    but: { "those that were sent": { row: { status: "submitted" }, select: SENT } },
  },
  education: {
    of: "user_id",
    select: ["self hr_admin", `id user_id degree institution started_on ended_on ${TIMES}`],
    insert: ["self", "id degree institution started_on ended_on"],
    update: ["self", "degree institution started_on ended_on"],
    delete: ["self"],
    row: { degree: "Degree #", institution: "School", started_on: "2001-01-01", ended_on: "2005-01-01" },
  },
  employment_info: {
    of: "user_id",
    select: [
      "self line hr_admin",
      `user_id employment_type status job_title org_unit_id grade manager_id manager_by_name line_manager hire_date in_role_since last_day source_updated_on line_manager_key pathway_id ${TIMES}`,
    ],
    row: { job_title: "Rigger" },
  },
  enrolment_comments: {
    of: "user_id",
    select: ["self author_id hr_admin", "id enrolment_id user_id author_id comment created_at"],
    row: { enrolment_id: "@enrolment", author_id: "@party", comment: "Comment #" },
  },
  erasure_requests: {
    of: "user_id",
    select: [
      "self hr_admin",
      `id user_id requested_by status reason requested_at decided_by decided_at ${TIMES}`,
    ],
    row: {},
  },
  experience_types: NAMED,
  fairness_members: {
    of: "user_id",
    select: ["", ""],
    hidden: "id user_id basis attribute answer published",
    row: { basis: "everybody", attribute: "gender", answer: "woman", published: true },
    closed: true,
  },
  feature_settings: {
    select: ["hr_admin", `id org_unit_id feature enabled ${TIMES}`],
    row: { org_unit_id: "@unit", feature: "fairness", enabled: false },
  },
  function_areas: {
    ...NAMED,
    select: [CATALOGUE, `id name name_key description status external_uri ${TIMES}`],
  },
  goal_items: {
    of: "user_id",
    select: ["self hr_admin -contractor", "id goal_id user_id position kind skill_id level title done_at"],
    row: { goal_id: "@goal", position: 1, kind: "other", title: "Item #" },
    but: { "of shared goals": { row: { goal_id: "@shared_goal" }, select: SENT } },
  },
  goal_notes: {
    of: "user_id",
    select: ["self -contractor", "goal_id user_id notes"],
    row: { goal_id: "@goal", notes: "Note #" },
    but: { "of shared goals": { row: { goal_id: "@shared_goal" } } },
  },
  import_rows: {
    select: ["hr_admin", "import_id index chunk employee_id user_id status changed errors warnings"],
    row: { import_id: "@import", index: 0, chunk: 0, status: "rejected" },
  },
  imports: {
    select: ["hr_admin", `id format dry_run created_by ${TIMES}`],
    hidden: "first_answer",
    row: { format: "employee-profiles", dry_run: true },
  },
  leadership_competencies: {
    select: [CATALOGUE, "competency_id valid_from valid_until"],
    row: { competency_id: "@competency", valid_from: "2026-01-01" },
  },
  leadership_contest_cases: {
    of: "user_id",
    select: ["self -contractor", "contest_id user_id reason contested explanation"],
    row: { contest_id: "@contest", reason: "Reason #", contested: READINESS },
  },
  leadership_contest_readings: {
    of: "user_id",
    select: ["self -contractor", "id contest_id user_id reader_id read_at"],
    row: { contest_id: "@contest", reader_id: "@party" },
  },
  leadership_contests: {
    of: "user_id",
    select: ["self hr_admin -contractor", `id user_id status reviewer_id taken_at closed_at ${TIMES}`],
    row: { status: "upheld", reviewer_id: "@party", closed_at: "2026-01-31T09:00:00Z" },
  },
  leadership_exclusions: {
    of: "user_id",
    select: ["self -contractor", "id user_id kind evidence contest_id excluded_by excluded_at"],
    row: { kind: "project", evidence: "@skill", excluded_by: "@party" },
  },
  mentor_profiles: {
    of: "user_id",
    select: ["everyone hr_admin -contractor", `user_id capacity bio is_active ${TIMES}`],
    row: { capacity: 3 },
  },
  mentor_skills: {
    of: "mentor_id",
    select: ["everyone hr_admin -contractor", "mentor_id skill_id"],
    row: { skill_id: "@offered_skill" },
  },
  mentorship_end_reasons: {
    of: "user_id",
    select: ["hr_admin -self -about_id", "mentorship_id user_id about_id reason created_at"],
    row: { mentorship_id: "@mentorship", about_id: "@party", reason: "Reason #" },
  },
  mentorship_feedback: {
    of: "author_id",
    select: ["self -contractor", "id mentorship_id author_id about_id rating comment shown created_at"],
    row: { mentorship_id: "@mentorship", about_id: "@party", rating: 3 },
    but: { "that is shown": { row: { shown: true }, select: "self about_id -contractor" } },
  },
  mentorship_goals: {
    of: "mentee_id",
    select: [
      "self mentor_id -contractor",
      `id mentorship_id mentee_id mentor_id title skill_id due_on done_at ${TIMES}`,
    ],
    row: { mentorship_id: "@mentorship", mentor_id: "@party", title: "Goal #" },
  },
  mentorship_meetings: {
    of: "mentee_id",
    select: [
      "self mentor_id -contractor",
      `id mentorship_id mentee_id mentor_id starts_at duration_minutes topic notes ${TIMES}`,
    ],
    row: { mentorship_id: "@mentorship", mentor_id: "@party", starts_at: "2026-01-31T09:00:00Z" },
  },
  mentorship_request_skills: {
    of: "user_id",
    select: ["self hr_admin -contractor", "request_id skill_id user_id"],
    row: { request_id: "@mentorship_request", skill_id: "@skill" },
  },
  mentorship_requests: {
    of: "mentee_id",
    select: [
      "self mentor_id hr_admin -contractor",
      `id mentee_id mentor_id message duration_weeks status pending_since closed_at ${TIMES}`,
    ],
    row: {
      mentor_id: "@party",
      message: "Message #",
      duration_weeks: 4,
      status: "withdrawn",
      closed_at: "2026-01-31T09:00:00Z",
    },
  },
  mentorships: {
    of: "mentee_id",
    select: [
      "self mentor_id hr_admin -contractor",
      `id mentee_id mentor_id request_id programme_id duration_weeks status started_at ended_at ended_by ${TIMES}`,
    ],
    row: { mentor_id: "@party", programme_id: "@programme" },
  },
  notice_acknowledgements: {
    of: "user_id",
    select: ["self hr_admin", "user_id notice_id acknowledged_at"],
    row: { notice_id: "@notice" },
  },
  notices: {
    select: ["everyone", "id edition title body published_by published_at"],
    row: { edition: "@edition", title: "Notice", body: "Read this." },
  },
  notification_preferences: {
    of: "user_id",
    select: ["self", "user_id kind enabled"],
    row: { kind: "organisation.manager", enabled: true },
  },
  notifications: {
    of: "user_id",
    select: ["self", "id user_id kind title body actor_id action_url read_at created_at"],
    hidden: "dedupe_key",
    row: { kind: "organisation.roles", title: "You have a role" },
  },
  org_units: {
    select: ["everyone", `id parent_id name ${TIMES}`],
    hidden: "name_key",
    row: { name: "Unit #" },
  },
  pathway_competencies: {
    select: [CATALOGUE, "pathway_id competency_id level mandatory"],
    row: { pathway_id: "@pathway", competency_id: "@competency", level: 3 },
  },
  pathway_dismissals: {
    of: "user_id",
    select: ["self -contractor", "user_id pathway_id dismissed_at"],
    row: { pathway_id: "@pathway" },
  },
  pathway_distances: {
    select: [CATALOGUE, "from_id to_id d"],
    row: { from_id: "@pathway", to_id: "@pathway", d: 0.5 },
  },
  pathway_edges: {
    select: [CATALOGUE, "from_id to_id kind"],
    row: { from_id: "@pathway", to_id: "@pathway", kind: "lateral" },
  },
  pathway_requirements: {
    select: [CATALOGUE, "pathway_id skill_id level weight mandatory"],
    row: { pathway_id: "@pathway", skill_id: "@skill", level: 3 },
  },
  pathway_titles: {
    select: [CATALOGUE, "id pathway_id title title_key"],
    row: { pathway_id: "@pathway", title: "Title #" },
  },
  pathway_totals: {
    select: [CATALOGUE, "pathway_id requirements mandatory weight"],
    row: { pathway_id: "@pathway", requirements: 1, mandatory: 0, weight: 1 },
  },
  placements: {
    of: "user_id",
    select: ["", ""],
    hidden: "id user_id org_unit_id pathway_id since",
    row: { org_unit_id: "@unit" },
  },
  position_history: {
    of: "user_id",
    select: [
      "self line hr_admin",
      `id user_id source role_title organization started_on ended_on focus_areas key_skills pathway_id ${TIMES}`,
    ],
    insert: ["self", "id role_title organization started_on ended_on focus_areas key_skills"],
    update: ["self", "role_title organization started_on ended_on focus_areas key_skills"],
    delete: ["self"],
    row: {
      role_title: "Planner #",
      organization: "Port",
      started_on: "2001-01-01",
      ended_on: "2005-01-01",
      focus_areas: [],
      key_skills: [],
    },
    but: { "those that HR wrote": { row: { source: "hr" }, update: "", delete: "" } },
  },
  programme_members: {
    of: "user_id",
    select: ["self hr_admin -contractor", "programme_id user_id role places joined_at"],
    row: { programme_id: "@programme", role: "mentee" },
  },
  programme_proposals: {
    of: "mentee_id",
    select: [
      "hr_admin",
      "id programme_id mentee_id mentor_id status score need goal logistics interests wish mentee_rank mentor_rank mentorship_id created_at",
    ],
    row: {
      programme_id: "@programme",
      mentor_id: "@person",
      score: 10,
      need: 4,
      goal: 3,
      logistics: 2,
      interests: 1,
      mentee_rank: 1,
      mentor_rank: 1,
    },
  },
  programme_rankings: {
    of: "mentee_id",
    select: ["self hr_admin -contractor", "programme_id mentee_id mentor_id position"],
    row: { programme_id: "@joined_programme", mentor_id: PROGRAMME_MENTOR, position: 1 },
  },
  programme_units: {
    select: ["hr_admin", "programme_id org_unit_id"],
    row: { programme_id: "@draft_programme", org_unit_id: "@unit" },
  },
  programmes: {
    select: [
      CATALOGUE,
      `id name description status duration_weeks min_level max_level min_months max_months ${TIMES}`,
    ],
    row: { name: "Programme #", status: "open" },
    but: { drafts: { row: { status: "draft" }, select: "hr_admin" } },
  },
  projects: {
    of: "user_id",
    select: [
      "self line hr_admin -contractor",
      `id user_id source name role started_on ended_on description outcomes confirmed_by confirmed_at ${TIMES}`,
    ],
    insert: ["self -contractor", "id name role started_on ended_on description outcomes"],
    update: ["self -contractor", "name role started_on ended_on description outcomes"],
    delete: ["self -contractor"],
    row: {
      name: "Project #",
      role: "Lead",
      started_on: "2001-01-01",
      ended_on: "2005-01-01",
      description: "Built #.",
      outcomes: [],
    },
    but: { "those that HR wrote": { row: { source: "hr" }, update: "", delete: "" } },
  },
  publication_stays: {
    of: "user_id",
    select: ["", ""],
    hidden: "measure user_id from_no until_no unit",
    closed: true,
    row: { measure: "Measure #", from_no: 1, unit: "00000000-0000-0000-0000-000000000000" },
  },
  pulse_participations: {
    of: "user_id",
    select: ["", ""],
    hidden: "survey_id user_id org_unit_id",
    closed: true,
    row: { survey_id: "@survey" },
  },
  reporting_lines: {
    of: "report_id",
    select: ["self manager_id hr_admin", "manager_id report_id depth since"],
    row: { manager_id: "@person", depth: 9 },
    empowers: true,
  },
  skill_aliases: {
    select: [CATALOGUE, "id skill_id alias alias_key search_text"],
    row: { skill_id: "@skill", alias: "Alias #" },
    but: { "of proposed skills": { row: { skill_id: "@proposed_skill" }, select: "hr_admin" } },
  },
  skill_assessments: {
    of: "user_id",
    select: [
      "self line hr_admin -contractor",
      "id user_id skill_id source level assessor_id assessed_at valid_until withdrawn_at declined_at counts created_at",
    ],
    row: { skill_id: "@skill_of_person", source: "self", level: 3 },
  },
  skill_evidence: {
    of: "user_id",
    select: [
      "self line hr_admin -contractor",
      "id user_id skill_id title url note added_at withdrawn_at",
    ],
    row: { skill_id: "@skill_of_person", title: "Proof #" },
  },
  skill_proposals: {
    of: "user_id",
    select: ["self hr_admin -contractor", "skill_id user_id proposed_at"],
    row: { skill_id: "@proposed_skill" },
  },
  skill_relations: {
    select: [CATALOGUE, "from_id to_id kind"],
    row: { from_id: "@skill", to_id: "@skill", kind: "essential" },
    but: { "of proposed skills": { row: { to_id: "@proposed_skill" }, select: "hr_admin" } },
  },
  skill_validation_requests: {
    of: "user_id",
    select: [
      "self line hr_admin -contractor",
      `id user_id skill_id note status requested_at decided_by decided_at ${TIMES}`,
    ],
    row: { skill_id: "@skill_of_person" },
  },
  skill_validations: {
    of: "user_id",
    select: [
      "self decided_by hr_admin -contractor",
      "id user_id skill_id request_id assessment_id outcome level comment decided_by decided_at",
    ],
    row: { skill_id: "@skill_of_person", outcome: "validated", level: 3, decided_by: "@party" },
  },
  skills: {
    select: [
      CATALOGUE,
      `id specialization_id name name_key description status half_life_months external_uri merged_into search_text ${TIMES}`,
    ],
    row: { name: "Skill #" },
    but: PROPOSED,
  },
  specializations: {
    ...NAMED,
    select: [CATALOGUE, `id function_area_id name name_key description status external_uri ${TIMES}`],
    row: { name: "Name #", function_area_id: "@function_area" },
  },
  support_resources: {
    select: ["everyone", `id kind name description phone url country reviewed_on position ${TIMES}`],
    row: { kind: "crisis", name: "Helpline #", phone: "112", reviewed_on: "2026-01-01" },
  },
  surveys: {
    select: ["", ""],
    hidden:
      `id name question org_unit_id comments opens_on closes_on status opened_at closed_at told_until created_by ${TIMES}`,
    row: { name: "Survey #", question: "Question #" },
  },
  taxonomy_sources: {
    select: [CATALOGUE, "name edition attribution url imported_at"],
    row: { name: "Source #", attribution: "Of #", url: "https://source.example/#" },
  },
  teams_led: {
    of: "user_id",
    select: ["self -contractor", "id user_id at_least reached_on"],
    row: { at_least: 5 },
  },
  unit_analytics: {
    select: ["", ""],
    hidden: `org_unit_id day people ${Object.keys(COUNTS).join(" ")}`,
    row: { org_unit_id: "@unit", day: "2026-01-31", people: 0, ...COUNTS },
  },
  user_analytics: {
    of: "user_id",
    select: ["self", `user_id day until_day org_unit_id ${Object.keys(COUNTS).join(" ")}`],
    row: { day: "2026-01-31", ...COUNTS },
  },
  user_career_goals: {
    of: "user_id",
    select: [
      "self hr_admin -contractor",
      `id user_id pathway_id target_position target_date priority route status shared coverage_at_start started_at ended_at ${TIMES}`,
    ],
    row: { pathway_id: "@pathway" },
    but: { "shared ones": { row: { shared: true }, select: SENT } },
  },
  user_competencies: {
    of: "user_id",
    select: [
      "self line hr_admin -contractor",
      `user_id competency_id level source self_level validated_by validated_at ${TIMES}`,
    ],
    row: { competency_id: "@competency", level: 3, source: "self" },
  },
  user_diversity: {
    of: "user_id",
    select: ["", ""],
    hidden: `user_id gender age_group ethnic_minority disability caring_responsibilities ${TIMES}`,
    row: { gender: "woman" },
    closed: true,
  },
  user_experiences: {
    of: "user_id",
    select: [
      "self line hr_admin -contractor",
      `id user_id experience_type_id source organization program started_on ended_on focus ${TIMES}`,
    ],
    insert: ["self -contractor", "id experience_type_id organization program started_on ended_on focus"],
    update: ["self -contractor", "experience_type_id organization program started_on ended_on focus"],
    delete: ["self -contractor"],
    row: {
      experience_type_id: "@experience_type",
      organization: "Port #",
      program: "Exchange",
      started_on: "2001-01-01",
      ended_on: "2005-01-01",
      focus: "Cranes",
    },
    but: { "those that HR wrote": { row: { source: "hr" }, update: "", delete: "" } },
  },
  user_languages: {
    of: "user_id",
    select: ["self hr_admin", `id user_id language proficiency ${TIMES}`],
    insert: ["self", "id language proficiency"],
    update: ["self", "language proficiency"],
    delete: ["self"],
    row: { language: "Language #", proficiency: "Fluent" },
  },
  user_personal_info: {
    of: "user_id",
    select: ["self hr_admin", `user_id phone bio interests locale time_zone accessibility ${TIMES}`],
    update: ["self", "phone bio interests locale time_zone accessibility"],
    row: {
      phone: "+65 6123 4567",
      bio: "Bio #",
      interests: ["cranes"],
      locale: "en-SG",
      time_zone: "Asia/Singapore",
      accessibility: { captions: true },
    },
  },
  user_roles: {
    of: "user_id",
    select: ["self hr_admin", "user_id role granted_at"],
    row: { role: "auditor" },
    empowers: true,
  },
  user_skills: {
    of: "user_id",
    select: [
      "self line hr_admin -contractor",
      `user_id skill_id level source assessed_at valid_until years_experience last_used visibility ${TIMES}`,
    ],
    row: { skill_id: "@skill" },
    but: {
      "validated and shown": {
        row: {
          skill_id: "@skill",
          level: 4,
          source: "manager",
          assessed_at: "2026-01-01",
          visibility: "colleagues",
        },
        select: "everyone hr_admin -contractor",
      },
      "validated and private": {
        row: { skill_id: "@skill", level: 4, source: "manager", assessed_at: "2026-01-01" },
      },
      "shown and not validated": {
        row: {
          skill_id: "@skill",
          level: 4,
          source: "self",
          assessed_at: "2026-01-01",
          visibility: "colleagues",
        },
      },
    },
  },
  user_training: {
    of: "user_id",
    select: [
      LEARNING,
      `id user_id course_id edition attempt session_id status mandatory progress_percentage score decided_by decided_at queued_at enrolled_at started_at ended_at completed_on assessed_by source certificate_number certificate_expires_on certificate_url ${TIMES}`,
    ],
    row: { course_id: "@course", edition: 1, attempt: 1, status: "enrolled" },
  },
  users: {
    of: "id",
    select: [
      "everyone hr_admin",
      `id full_name preferred_name job_title org_unit_id office_location photo_url status ${TIMES}`,
    ],
    hidden: "auth_id employee_id email last_login erased_at name_key search_text",
    update: ["self", "preferred_name photo_url"],
    row: { full_name: "Pat Example", preferred_name: "Pat #", photo_url: "https://photos.example/#.jpg" },
  },
};

/** A route: who gets an answer. Others get 401 or 403, or 404 where the thing is not theirs to read. */
export interface Route {
  who: Who;
  /** Who may read the thing, and so is answered 403 and not 404. */
  sees?: Who;
  /** A row of this table is {id}; or, where the path has none, a row about the caller has to be there. */
  on?: string;
  /** Its values, where they are not those of TABLES. */
  row?: Values;
  /** What stands in the path beside {id}. */
  params?: Values;
  body?: Values;
  /** Those who may would get in each other's way: the walk asks as one after the other. */
  alone?: true;
}

const OPEN_SURVEY = { name: "Survey #", question: "Question #", status: "open", opened_at: "2026-01-01" };
const CLOSED_SURVEY = { ...OPEN_SURVEY, status: "closed", closed_at: "2026-01-02" };

const ownCollection = (path: string, on: string, body: Values, but = ""): Record<string, Route> => ({
  [`GET ${path}`]: { who: `everyone${but}` },
  [`POST ${path}`]: { who: `everyone${but}`, body },
  [`PATCH ${path}/{id}`]: { who: `self${but}`, on, body },
  [`DELETE ${path}/{id}`]: { who: `self${but}`, on },
});

const catalogue = (path: string, on: string, body: Values = { name: "Name #" }): Record<string, Route> => ({
  [`GET ${path}`]: { who: CATALOGUE },
  [`POST ${path}`]: { who: "hr_admin", body },
  [`GET ${path}/{id}`]: { who: CATALOGUE, on },
  [`PATCH ${path}/{id}`]: { who: "hr_admin", on, body: { description: "Text #" } },
  [`POST ${path}/{id}/approve`]: { who: "hr_admin", on, row: { status: "proposed" } },
  [`POST ${path}/{id}/retire`]: { who: "hr_admin", on },
});

// A skill that the caller has.
const OF_CALLER = { skill_id: "@skill_of_person" };
const ownGoal = (status = "draft"): Route => ({
  who: "self -contractor",
  sees: "hr_admin",
  on: "user_career_goals",
  row: { status },
});
const ownPlan = (status: string): Route => ({
  who: "self -contractor",
  sees: "hr_admin",
  on: "development_plans",
  row: { status },
});
const decidedPlan: Route = {
  who: "decides -contractor",
  sees: SENT,
  on: "development_plans",
  row: { status: "submitted" },
};

const ownAssignment: Route = {
  who: "learning_admin line_id",
  sees: "self line hr_admin",
  on: "course_assignments",
};

const COMPLETED = {
  status: "completed",
  progress_percentage: 100,
  ended_at: "2026-01-01",
  completed_on: "2026-01-01",
  certificate_number: "@certificate_number",
};
const enrolment = (who: Who, status: string, more: Partial<Route> = {}): Route => ({
  who,
  sees: LEARNING,
  on: "user_training",
  row: { status },
  ...more,
});
const openRequest = (who: Who, sees: Who): Route => ({
  who,
  sees,
  on: "mentorship_requests",
  row: { status: "pending", pending_since: "2026-01-31T09:00:00Z", closed_at: null },
});
const movedMentorship = (status = "active"): Route => ({
  who: "self mentor_id -contractor",
  sees: "hr_admin",
  on: "mentorships",
  row: { status },
});
const inMentorship = (path: string, item: string, body: Values, change: Values): Record<string, Route> => {
  const route: Route = { who: "self mentor_id -contractor", on: "mentorships" };
  const one: Route = { ...route, params: { item_id: item } };
  return {
    [`GET ${path}`]: route,
    [`POST ${path}`]: { ...route, body },
    [`GET ${path}/{item_id}`]: one,
    [`PATCH ${path}/{item_id}`]: { ...one, body: change },
    [`DELETE ${path}/{item_id}`]: one,
  };
};

// Switched on for the company.
const leadershipOn = { params: { feature: "@leadership_on" } };
const OPEN_CONTEST = { status: "open", reviewer_id: null, closed_at: null };
const TAKEN_CONTEST = { status: "in_review", reviewer_id: "@caller", closed_at: null };
const contest = (row: Values): Route => ({
  who: "hr_admin",
  ...leadershipOn,
  on: "leadership_contests",
  row,
});

/** What every function answers. */
export const COMMON: Record<string, Route> = {
  "GET /health": { who: "anyone" },
  "GET /ready": { who: "anyone" },
  "GET /openapi.json": { who: "anyone" },
};

export const ROUTES: Record<string, Record<string, Route>> = {
  "user-management": {
    "POST /auth/register": { who: "anyone", body: { email: "new.#@port.example", password: "a-password-#" } },
    "POST /auth/login": { who: "anyone", body: { email: "@email", password: "@password" } },
    "POST /auth/refresh": { who: "anyone", body: { refresh_token: "@refresh_token" } },
    "POST /auth/password-reset": { who: "anyone", body: { email: "@email" } },
    "GET /me": { who: "everyone" },
    "PATCH /me": { who: "everyone", body: { bio: "Bio #" } },
    "DELETE /me": { who: "everyone", body: { confirm: "@email" } },
    "GET /me/export": { who: "everyone" },
    ...ownCollection("/me/languages", "user_languages", { language: "Language #", proficiency: "Fluent" }),
    ...ownCollection("/me/education", "education", { degree: "Degree #" }),
    ...ownCollection("/me/positions", "position_history", { role_title: "Planner #" }),
    "GET /me/delegate": { who: "everyone -contractor", on: "delegations" },
    "PUT /me/delegate": {
      who: "everyone -contractor",
      body: { user_id: "@person", from: "2026-01-01", until: "2026-01-31" },
    },
    "DELETE /me/delegate": { who: "everyone -contractor", on: "delegations" },
    "GET /users": { who: "everyone" },
    "POST /users": { who: "hr_admin", body: { full_name: "New Person #" } },
    "GET /users/{id}": { who: "everyone", on: "users" },
    "PATCH /users/{id}": { who: "hr_admin -self", on: "users", body: { grade: "7" } },
    "PUT /users/{id}/roles": { who: "hr_admin -self", on: "users", body: { roles: ["auditor"] } },
    "POST /users/{id}/leave": { who: "hr_admin -self", on: "users", body: { last_day: "2026-01-31" } },
    "GET /users/{id}/reports": { who: "self line hr_admin -contractor", on: "users" },
    "GET /users/{id}/deciders": { who: "self line hr_admin", on: "users" },
    "GET /org-units": { who: "everyone" },
    "POST /org-units": { who: "hr_admin", body: { name: "Unit #" } },
    "GET /org-units/{id}": { who: "everyone", on: "org_units" },
    "PATCH /org-units/{id}": { who: "hr_admin", on: "org_units", body: { name: "Unit #" } },
    "GET /lookups": { who: "everyone" },
    "GET /notices": { who: "everyone" },
    "POST /notices": { who: "hr_admin", body: { title: "Notice", body: "Read this." } },
    "POST /notices/{id}/acknowledge": { who: "everyone", on: "notices", alone: true },
    "POST /imports": { who: "hr_admin", body: { format: "employee-profiles", profiles: [{}] } },
    "POST /imports/{id}/chunks": { who: "hr_admin", on: "imports", body: { offset: 0, profiles: [{}] } },
    "GET /imports/{id}": { who: "hr_admin", on: "imports" },
    "GET /imports/{id}/rows": { who: "hr_admin", on: "imports" },
    "GET /data-quality": { who: "hr_admin" },
    "GET /data-quality/summary": { who: "hr_admin" },
    "GET /erasure-requests": { who: "hr_admin" },
    "POST /erasure-requests": { who: "hr_admin", body: { user_id: "@person" } },
    "POST /erasure-requests/{id}/carry-out": { who: "hr_admin -self", on: "erasure_requests" },
    "POST /erasure-requests/{id}/refuse": {
      who: "hr_admin -self",
      on: "erasure_requests",
      body: { reason: "There is a lawsuit." },
    },
    "GET /audit": { who: "auditor" },
    // Last: they end what the walk signed in with.
    "PATCH /auth/password": { who: "account", body: { password: "another-#" } },
    "POST /auth/logout": { who: "account" },
  },
  "skills-management": {
    "GET /taxonomy": { who: CATALOGUE },
    "POST /taxonomy/imports": {
      who: "hr_admin",
      body: { rows: [{ function_area: "Area #", specialization: "Place #", skill: "Skill #" }] },
    },
    ...catalogue("/function-areas", "function_areas"),
    ...catalogue("/specializations", "specializations", {
      name: "Name #",
      function_area_id: "@function_area",
    }),
    ...catalogue("/competencies", "competencies"),
    ...catalogue("/experience-types", "experience_types"),
    ...catalogue("/skills", "skills"),
    "POST /skills": { who: CATALOGUE, body: { name: "Skill #" } },
    "PUT /skills/{id}/relations": {
      who: "hr_admin",
      on: "skills",
      body: { items: [{ skill_id: "@skill", kind: "related" }] },
    },
    "POST /skills/{id}/merge": { who: "hr_admin", on: "skills", body: { into: "@skill" } },
    "GET /me/skills": { who: CATALOGUE },
    "PUT /me/skills": { who: CATALOGUE, body: { items: [{ skill_id: "@skill", level: 3 }] } },
    "PUT /me/skills/{skill_id}": { who: CATALOGUE, params: { skill_id: "@skill" }, body: { level: 3 } },
    "DELETE /me/skills/{skill_id}": { who: CATALOGUE, params: OF_CALLER },
    "GET /me/skills/{skill_id}/history": { who: CATALOGUE, params: OF_CALLER },
    "GET /me/skills/{skill_id}/evidence": { who: CATALOGUE, params: OF_CALLER },
    "POST /me/skills/{skill_id}/evidence": { who: CATALOGUE, params: OF_CALLER, body: { title: "Proof #" } },
    "POST /me/skills/{skill_id}/validation-requests": { who: CATALOGUE, params: OF_CALLER, body: {} },
    "POST /evidence/{id}/withdraw": {
      who: "self -contractor",
      sees: "line hr_admin",
      on: "skill_evidence",
    },
    "GET /users/{id}/skills": { who: CATALOGUE, on: "users" },
    "POST /users/{id}/skills/{skill_id}/endorsements": {
      who: "everyone -contractor -self",
      on: "users",
      params: { skill_id: "@skill" },
      body: { level: 3 },
    },
    "POST /me/skills/suggestions": { who: CATALOGUE, body: { text: "Yard planning" } },
    "GET /me/endorsements": { who: CATALOGUE },
    "POST /endorsements/{id}/decline": {
      who: "self -contractor",
      sees: "line hr_admin",
      on: "skill_assessments",
      row: { source: "peer" },
    },
    "GET /me/validation-requests": { who: CATALOGUE },
    "POST /validation-requests/{id}/withdraw": {
      who: "self -contractor",
      sees: "line hr_admin",
      on: "skill_validation_requests",
    },
    "GET /validations": { who: CATALOGUE },
    "POST /validations": {
      who: CATALOGUE,
      body: { items: [{ user_id: "@report", skill_id: "@common_skill", outcome: "adjusted", level: 3 }] },
    },
    "GET /me/competencies": { who: CATALOGUE },
    "PUT /me/competencies": {
      who: CATALOGUE,
      body: { items: [{ competency_id: "@competency", level: 3 }] },
    },
    "GET /users/{id}/competencies": { who: "self line hr_admin -contractor", on: "users" },
    "POST /users/{id}/competencies/{competency_id}/validations": {
      who: "decides -contractor",
      sees: "self line hr_admin",
      on: "users",
      params: { competency_id: "@competency" },
      body: { level: 3 },
    },
    ...ownCollection("/me/experiences", "user_experiences", {
      experience_type_id: "@experience_type",
      program: "Exchange #",
    }, " -contractor"),
    ...ownCollection("/me/projects", "projects", { name: "Project #" }, " -contractor"),
    ...ownCollection("/me/certifications", "certifications", { name: "Certificate #" }, " -contractor"),
    "GET /projects": { who: CATALOGUE },
    "POST /projects/{id}/confirm": {
      who: "decides -contractor",
      sees: "self line hr_admin",
      on: "projects",
    },
    "GET /matrix?scope=team": { who: "manager hr_admin" },
  },
  "career-development": {
    "GET /pathways": { who: "everyone -contractor" },
    "GET /pathways/{id}": { who: "everyone -contractor", on: "career_pathways" },
    "GET /pathways/{id}/gap": { who: "everyone -contractor", on: "career_pathways" },
    "GET /pathways/{id}/gap?user_id=@about": {
      who: "self line hr_admin -contractor",
      on: "career_pathways",
    },
    "POST /pathways": { who: "hr_admin", body: { name: "Pathway #" } },
    "PATCH /pathways/{id}": { who: "hr_admin", on: "career_pathways", body: { level: 2 } },
    ...Object.fromEntries(
      ["requirements", "competencies", "edges", "titles"].map((part) => [
        `PUT /pathways/{id}/${part}`,
        { who: "hr_admin", on: "career_pathways", body: { [part]: [] } },
      ]),
    ),
    "GET /unmapped-titles": { who: "hr_admin" },
    "GET /gaps": { who: "everyone -contractor" },
    "GET /users/{id}/gap": { who: "self line hr_admin -contractor", on: "users" },
    "GET /recommendations": { who: "everyone -contractor" },
    "POST /recommendations/{pathway_id}/dismiss": { who: CATALOGUE, params: { pathway_id: "@pathway" } },
    "POST /recommendations/{pathway_id}/restore": { who: CATALOGUE, params: { pathway_id: "@pathway" } },
    "POST /what-if": { who: "everyone -contractor", body: { skills: [{ skill_id: "@skill", level: 3 }] } },
    "GET /routes?to=@pathway": { who: "everyone -contractor" },
    "GET /goals": { who: "everyone -contractor" },
    "GET /goals?user_id=@about": { who: "self line hr_admin -contractor" },
    "POST /goals": { who: "everyone -contractor", body: { pathway_id: "@pathway" } },
    "GET /goals/{id}": { who: "self hr_admin -contractor", on: "user_career_goals" },
    "PATCH /goals/{id}": { ...ownGoal(), body: { priority: "high" } },
    "DELETE /goals/{id}": ownGoal(),
    "POST /goals/{id}/activate": ownGoal(),
    "POST /goals/{id}/pause": ownGoal("active"),
    "POST /goals/{id}/resume": ownGoal("paused"),
    "POST /goals/{id}/achieve": ownGoal("active"),
    "POST /goals/{id}/abandon": ownGoal("active"),
    "POST /goals/{id}/share": ownGoal(),
    "POST /goals/{id}/unshare": ownGoal(),
    "GET /plans": { who: "everyone -contractor" },
    "POST /plans": { who: "everyone -contractor", body: { title: "Plan #" } },
    "GET /plans/{id}": { who: SENT, on: "development_plans", row: { status: "submitted" } },
    "PATCH /plans/{id}": { ...ownPlan("draft"), body: { title: "Plan #" } },
    "DELETE /plans/{id}": ownPlan("draft"),
    "POST /plans/{id}/submit": ownPlan("draft"),
    "POST /plans/{id}/withdraw": { ...ownPlan("submitted"), sees: SENT },
    "POST /plans/{id}/reopen": {
      ...ownPlan("approved"),
      row: { status: "approved", snapshot: { approved_at: "2026-01-01", goals: [], items: [], gaps: [] } },
      sees: SENT,
    },
    "POST /plans/{id}/approve": decidedPlan,
    "POST /plans/{id}/return": { ...decidedPlan, body: { comment: "Which course?" } },
  },
  "ai-recommendation": {
    "GET /sessions": { who: CATALOGUE },
    "POST /sessions": { who: CATALOGUE, body: {} },
    "GET /sessions/{id}": { who: "self -contractor", on: "ai_chat_sessions" },
    "PATCH /sessions/{id}": {
      who: "self -contractor",
      on: "ai_chat_sessions",
      body: { session_name: "Plans #" },
    },
    "DELETE /sessions/{id}": { who: "self -contractor", on: "ai_chat_sessions" },
    "GET /sessions/{id}/messages": { who: "self -contractor", on: "ai_chat_sessions" },
    "POST /sessions/{id}/messages": {
      who: "self -contractor",
      on: "ai_chat_sessions",
      body: { message: "Where am I strong?" },
    },
    "POST /messages/{id}/feedback": {
      who: "self -contractor",
      on: "ai_chat_messages",
      row: {
        session_id: "@chat",
        role: "assistant",
        reply_to: "@question",
        content: "Words #",
        source: "built-in",
      },
      body: { rating: "up" },
    },
    "POST /advice": { who: CATALOGUE, body: { topic: "strengths" } },
    "GET /suggestions": { who: "everyone" },
    "GET /usage": { who: CATALOGUE },
    "GET /resources": { who: "everyone" },
    "POST /resources": {
      who: "hr_admin",
      body: { kind: "crisis", name: "Helpline #", phone: "112", reviewed_on: "2026-01-01" },
    },
    "PATCH /resources/{id}": { who: "hr_admin", on: "support_resources", body: { position: 5 } },
    "DELETE /resources/{id}": { who: "hr_admin", on: "support_resources" },
  },
  "mentorship": {
    // The walk goes from top to bottom: who accepts has places, from here on and to the end.
    "PUT /me/mentor-profile": { who: CATALOGUE, body: { capacity: 50, skill_ids: ["@skill"] } },
    "GET /me/mentor-profile": { who: CATALOGUE, on: "mentor_profiles" },
    "GET /mentors": { who: CATALOGUE },
    "GET /mentors/{id}": { who: CATALOGUE, params: { id: "@mentor" } },
    "GET /matches": { who: CATALOGUE },
    "GET /requests": { who: CATALOGUE },
    "GET /requests?user_id=@about": { who: "self hr_admin -contractor" },
    "POST /requests": {
      who: CATALOGUE,
      body: { mentor_id: "@mentor", message: "Message #", duration_weeks: 4 },
    },
    "GET /requests/{id}": { who: "self mentor_id hr_admin -contractor", on: "mentorship_requests" },
    "POST /requests/{id}/accept": openRequest("mentor_id -contractor", "self hr_admin"),
    "POST /requests/{id}/decline": openRequest("mentor_id -contractor", "self hr_admin"),
    "POST /requests/{id}/withdraw": openRequest("self -contractor", "mentor_id hr_admin"),
    "GET /mentorships": { who: CATALOGUE },
    "GET /mentorships?user_id=@about": { who: "self hr_admin -contractor" },
    "GET /mentorships/{id}": { who: "self mentor_id hr_admin -contractor", on: "mentorships" },
    "POST /mentorships/{id}/pause": movedMentorship(),
    "POST /mentorships/{id}/resume": movedMentorship("paused"),
    "POST /mentorships/{id}/complete": movedMentorship(),
    "POST /mentorships/{id}/end": { ...movedMentorship(), body: { reason: "Reason #" } },
    ...inMentorship("/mentorships/{id}/meetings", "@meeting", { starts_at: "2026-01-31T09:00:00Z" }, {
      notes: "Note #",
    }),
    ...inMentorship("/mentorships/{id}/goals", "@mentorship_goal", { title: "Goal #" }, { done: true }),
    "GET /mentorships/{id}/feedback": { who: "self mentor_id -contractor", on: "mentorships" },
    "POST /mentorships/{id}/feedback": {
      who: "self mentor_id -contractor",
      on: "mentorships",
      body: { rating: 3 },
    },
    "GET /programmes": { who: CATALOGUE },
    "POST /programmes": { who: "hr_admin", body: { name: "Programme #" } },
    "GET /programmes/{id}": { who: CATALOGUE, on: "programmes" },
    "PATCH /programmes/{id}": { who: "hr_admin", on: "programmes", body: { description: "Text #" } },
    "DELETE /programmes/{id}": { who: "hr_admin", on: "programmes", row: { name: "Draft", status: "draft" } },
    "POST /programmes/{id}/open": {
      who: "hr_admin",
      on: "programmes",
      row: { name: "Draft", status: "draft" },
    },
    "POST /programmes/{id}/close": { who: "hr_admin", on: "programmes" },
    "POST /programmes/{id}/join": { who: CATALOGUE, on: "programmes", body: { role: "mentee" } },
    "PUT /programmes/{id}/rankings": {
      who: "self -contractor",
      sees: "everyone",
      params: { id: "@joined_programme" },
      body: { mentor_ids: [PROGRAMME_MENTOR] },
    },
    "POST /programmes/{id}/leave": { who: CATALOGUE, on: "programmes" },
    "GET /programmes/{id}/members": { who: CATALOGUE, on: "programmes" },
    "GET /programmes/{id}/members?role=mentee": { who: "hr_admin", on: "programmes" },
    "POST /programmes/{id}/match": { who: "hr_admin", on: "programmes" },
    "GET /programmes/{id}/proposals": { who: "hr_admin", on: "programmes" },
    "POST /programmes/{id}/publish": { who: "hr_admin", on: "programmes", body: { all: true } },
    "DELETE /me/mentor-profile": { who: CATALOGUE, on: "mentor_profiles" },
  },
  "training": {
    "GET /courses": { who: "everyone" },
    "GET /courses/{id}": { who: "everyone", on: "courses" },
    "POST /courses": { who: "learning_admin", body: { name: "Course #", duration_hours: 4 } },
    "PATCH /courses/{id}": { who: "learning_admin", on: "courses", body: { provider: "Provider #" } },
    "POST /courses/{id}/editions": { who: "learning_admin", on: "courses", body: { note: "New #" } },
    "PUT /courses/{id}/skills": { who: "learning_admin", on: "courses", body: { skills: [] } },
    "PUT /courses/{id}/prerequisites": { who: "learning_admin", on: "courses", body: { course_ids: [] } },
    "GET /courses/{id}/sessions": { who: "everyone", on: "courses" },
    "POST /courses/{id}/sessions": {
      who: "learning_admin",
      on: "courses",
      body: { starts_at: "2027-01-01T08:00:00Z", ends_at: "2027-01-01T16:00:00Z" },
    },
    "PATCH /sessions/{id}": { who: "learning_admin", on: "course_sessions", body: { location: "Room #" } },
    "POST /courses/imports": {
      who: "learning_admin",
      body: { rows: [{ external_id: "C-#", name: "Course #", duration_hours: 4 }] },
    },
    "GET /enrolments": { who: "everyone" },
    "GET /enrolments?scope=all": { who: "learning_admin hr_admin" },
    "POST /enrolments": { who: "everyone", body: { course_id: "@course" } },
    "GET /enrolments/{id}": { who: LEARNING, on: "user_training" },
    "PATCH /enrolments/{id}": enrolment("self", "enrolled", { body: { progress_percentage: 50 } }),
    "POST /enrolments/{id}/approve": enrolment("decides", "requested", { body: {} }),
    "POST /enrolments/{id}/reject": enrolment("decides", "requested", { body: {} }),
    "POST /enrolments/{id}/withdraw": enrolment("self learning_admin", "enrolled"),
    "POST /enrolments/{id}/complete": enrolment("self learning_admin", "in_progress", {
      row: { status: "in_progress", progress_percentage: 100 },
      body: {},
    }),
    "POST /enrolments/{id}/fail": enrolment("learning_admin -self", "enrolled", { body: {} }),
    "POST /enrolments/{id}/no-show": enrolment("learning_admin -self", "enrolled"),
    "GET /enrolments/{id}/certificate": { who: LEARNING, on: "user_training", row: COMPLETED },
    "GET /certificates/{number}": { who: "everyone", params: { number: "@certificate" } },
    "POST /completions/imports": {
      who: "learning_admin",
      body: { rows: [{ employee_id: "E-#", course: "C-#", completed_on: "2026-01-01" }] },
    },
    "GET /recommendations?pathway_id=@pathway": { who: "everyone -contractor" },
    "GET /assignments": { who: "manager hr_admin learning_admin" },
    "POST /assignments": {
      who: "manager learning_admin",
      body: { course_id: "@course", audience: "everybody" },
    },
    "GET /assignments/{id}": { who: "self line line_id hr_admin learning_admin", on: "course_assignments" },
    "PATCH /assignments/{id}": { ...ownAssignment, body: { due_days: 7 } },
    "DELETE /assignments/{id}": ownAssignment,
    "PUT /assignments/{id}/exemptions/{user_id}": {
      ...ownAssignment,
      // Who made it, for people of their line.
      who: "learning_admin created_by",
      params: { user_id: "@person" },
      body: { reason: "Reason #" },
    },
    "DELETE /assignments/{id}/exemptions/{user_id}": {
      ...ownAssignment,
      who: "learning_admin created_by",
      params: { user_id: "@person" },
    },
    "GET /me/compliance": { who: "everyone" },
    "GET /compliance?scope=team": { who: "manager hr_admin learning_admin" },
    "GET /compliance?scope=all": { who: "hr_admin learning_admin" },
    "GET /compliance/courses?scope=team": { who: "manager hr_admin learning_admin" },
    "GET /compliance/courses?scope=all": { who: "hr_admin learning_admin" },
  },
  "analytics": {
    "POST /rollups": { who: "secret-key", body: {} },
    "GET /metrics": { who: "secret-key" },
    "GET /teams/overview": { who: "manager" },
    "GET /teams/people": { who: "manager" },
    "GET /org/overview": { who: "hr_admin" },
    "GET /org/skills": { who: "hr_admin" },
    "GET /rollups": { who: "hr_admin" },
    "GET /notifications": { who: "everyone" },
    "GET /notifications/unread-count": { who: "everyone" },
    "POST /notifications/{id}/read": { who: "self", on: "notifications" },
    "POST /notifications/read-all": { who: "everyone", body: {} },
    "GET /notification-preferences": { who: "everyone" },
    "PUT /notification-preferences": {
      who: "everyone",
      body: { items: [{ kind: "organisation.manager", enabled: true }] },
    },
    "GET /scores": { who: "everyone" },
    "GET /me/leadership": { who: CATALOGUE, ...leadershipOn },
    "GET /me/leadership/contests": { who: CATALOGUE, ...leadershipOn },
    "POST /me/leadership/contests": { who: CATALOGUE, ...leadershipOn, body: { reason: "Reason #" } },
    "POST /me/leadership/contests/{id}/withdraw": {
      who: "self -contractor",
      params: { id: "@open_contest" },
    },
    "GET /leadership/competencies": { who: CATALOGUE },
    "PUT /leadership/competencies": { who: "hr_admin", body: { competency_ids: ["@competency"] } },
    "GET /leadership/contests": { who: "hr_admin", ...leadershipOn },
    "GET /leadership/contests/{id}": { who: "hr_admin", ...leadershipOn, on: "leadership_contests" },
    "POST /leadership/contests/{id}/take": contest(OPEN_CONTEST),
    "POST /leadership/contests/{id}/release": contest(TAKEN_CONTEST),
    "POST /leadership/contests/{id}/decide": {
      ...contest(TAKEN_CONTEST),
      body: { outcome: "upheld", explanation: "Text #" },
    },
    "GET /me/diversity": { who: CATALOGUE },
    "PUT /me/diversity": { who: CATALOGUE, params: { feature: "@fairness_on" }, body: { gender: "woman" } },
    "DELETE /me/diversity": { who: CATALOGUE },
    "GET /org/fairness": { who: "hr_admin", params: { feature: "@fairness_on" } },
    "GET /surveys": { who: CATALOGUE },
    "POST /surveys": { who: "hr_admin", body: { name: "Survey #", question: "Question #" } },
    "GET /surveys/{id}": { who: CATALOGUE, on: "surveys", row: OPEN_SURVEY },
    "PATCH /surveys/{id}": { who: "hr_admin", on: "surveys", body: { name: "Name #" } },
    "DELETE /surveys/{id}": { who: "hr_admin", on: "surveys" },
    "POST /surveys/{id}/open": { who: "hr_admin", on: "surveys" },
    "POST /surveys/{id}/close": { who: "hr_admin", on: "surveys", row: OPEN_SURVEY },
    "POST /surveys/{id}/answers": { who: CATALOGUE, on: "surveys", row: OPEN_SURVEY, body: { score: 7 } },
    "GET /surveys/{id}/results": { who: CATALOGUE, on: "surveys", row: CLOSED_SURVEY },
    "GET /surveys/{id}/comments": { who: "hr_admin", on: "surveys", row: CLOSED_SURVEY },
    "GET /me/engagement": { who: CATALOGUE },
    "GET /org/engagement": { who: "hr_admin" },
    "GET /features": { who: "hr_admin" },
    "PUT /features": { who: "hr_admin", body: { items: [{ feature: "fairness", enabled: null }] } },
    "GET /me/dashboard": { who: "everyone" },
    "GET /me/inbox": { who: "everyone" },
    "GET /me/insights": { who: "everyone" },
  },
};

const COMMON_SKILL = `insert into public.skills (name) values ('Common Skill')
  on conflict (specialization_id, name_key) do update set name = excluded.name returning id`;

const switchOn = (feature: string) =>
  `insert into public.feature_settings (feature, enabled) values ('${feature}', true)
  on conflict (org_unit_id, feature) do update set enabled = true returning feature`;

/** Where "@name" comes from: SQL as the owner; $1 is the person the row is about. */
export const SOURCES: Record<string, string> = {
  person: "insert into public.users (full_name) values ('Vic Example') returning id",
  unit: "insert into public.org_units (name) values (gen_random_uuid()::text) returning id",
  import: "insert into public.imports (format, dry_run) values ('employee-profiles', true) returning id",
  // Two at once are to have two.
  edition: "select coalesce(max(edition), 0) + 1 + (10000 * random())::integer from public.notices",
  notice: `insert into public.notices (edition, title, body)
    select coalesce(max(edition), 0) + 1 + (10000 * random())::integer, 'A', 'B' from public.notices returning id`,
  pathway: "insert into public.career_pathways (name) values (gen_random_uuid()::text) returning id",
  assignment:
    `with c as (insert into public.courses (name, duration_hours, status) values (gen_random_uuid()::text, 1, 'active') returning id)
    insert into public.course_assignments (course_id, audience) select id, 'everybody' from c returning id`,
  chat: "insert into public.ai_chat_sessions (user_id) values ($1) returning id",
  question: `with s as (insert into public.ai_chat_sessions (user_id) values ($1) returning id)
    insert into public.ai_chat_messages (session_id, user_id, role, content) select id, $1, 'user', 'Words' from s returning id`,
  answer: `with s as (insert into public.ai_chat_sessions (user_id) values ($1) returning id),
    q as (insert into public.ai_chat_messages (session_id, user_id, role, content) select id, $1, 'user', 'Words' from s returning id, session_id)
    insert into public.ai_chat_messages (session_id, user_id, reply_to, role, content, source)
    select session_id, $1, id, 'assistant', 'Words', 'built-in' from q returning id`,
  competency: "insert into public.competencies (name) values (gen_random_uuid()::text) returning id",
  contest:
    "insert into public.leadership_contests (user_id, status, closed_at) values ($1, 'withdrawn', now()) returning id",
  open_contest:
    `with pending as (select id from public.leadership_contests where user_id = $1 and status in ('open', 'in_review')),
    made as (insert into public.leadership_contests (user_id) select $1 where not exists (select from pending) returning id),
    said as (insert into public.leadership_contest_cases (contest_id, user_id, reason, contested)
      select id, $1, 'Reason', '${JSON.stringify(READINESS)}' from made)
    select id from pending union all select id from made`,
  leadership_on: switchOn("leadership"),
  fairness_on: switchOn("fairness"),
  goal: `with p as (insert into public.career_pathways (name) values (gen_random_uuid()::text) returning id)
    insert into public.user_career_goals (user_id, pathway_id) select $1, id from p returning id`,
  shared_goal:
    `with p as (insert into public.career_pathways (name) values (gen_random_uuid()::text) returning id)
    insert into public.user_career_goals (user_id, pathway_id, shared) select $1, id, true from p returning id`,
  plan: "insert into public.development_plans (user_id, title) values ($1, 'Plan') returning id",
  sent_plan:
    "insert into public.development_plans (user_id, title, status) values ($1, 'Plan', 'submitted') returning id",
  course:
    "insert into public.courses (name, duration_hours, status) values (gen_random_uuid()::text, 8, 'active') returning id",
  draft_course:
    "insert into public.courses (name, duration_hours) values (gen_random_uuid()::text, 8) returning id",
  enrolment:
    `with c as (insert into public.courses (name, duration_hours, status) values (gen_random_uuid()::text, 8, 'active') returning id)
    insert into public.user_training (user_id, course_id, edition, attempt, status) select $1, id, 1, 1, 'enrolled' from c returning id`,
  certificate_number: "select private.new_certificate_number()",
  certificate:
    `with c as (insert into public.courses (name, duration_hours, status) values (gen_random_uuid()::text, 8, 'active') returning id)
    insert into public.user_training
      (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number)
    select $1, id, 1, 1, 'completed', 100, now(), current_date, private.new_certificate_number() from c returning certificate_number`,
  experience_type: "insert into public.experience_types (name) values (gen_random_uuid()::text) returning id",
  function_area: "insert into public.function_areas (name) values (gen_random_uuid()::text) returning id",
  skill: "insert into public.skills (name) values (gen_random_uuid()::text) returning id",
  proposed_skill:
    "insert into public.skills (name, status) values (gen_random_uuid()::text, 'proposed') returning id",
  mentor: `with p as (insert into public.users (full_name) values ('Vic Example') returning id)
    insert into public.mentor_profiles (user_id, capacity) select id, 1 from p returning user_id`,
  offered_skill: `with s as (insert into public.skills (name) values (gen_random_uuid()::text) returning id),
    m as (insert into public.mentor_profiles (user_id, capacity) values ($1, 3) on conflict do nothing)
    select id from s`,
  mentorship_request: `with p as (insert into public.users (full_name) values ('Vic Example') returning id)
    insert into public.mentorship_requests (mentee_id, mentor_id, message, duration_weeks, status, closed_at)
    select $1, id, 'Message', 4, 'withdrawn', now() from p returning id`,
  mentorship: `with p as (insert into public.users (full_name) values ('Vic Example') returning id)
    insert into public.mentorships (mentee_id, mentor_id, status, ended_at) select $1, id, 'completed', now() from p returning id`,
  survey:
    "insert into public.surveys (name, question) values ('Survey', gen_random_uuid()::text) returning id",
  programme: "insert into public.programmes (name, status) values ('Programme', 'open') returning id",
  draft_programme: "insert into public.programmes (name) values ('Programme') returning id",
  // Which the person joined, and one mentor.
  joined_programme:
    `with p as (insert into public.programmes (name, status) values ('Programme', 'open') returning id),
    u as (insert into public.users (id, full_name) values ('${PROGRAMME_MENTOR}', 'Vic Example')
      on conflict (id) do update set full_name = excluded.full_name returning id),
    m as (insert into public.programme_members (programme_id, user_id, role, places)
      select p.id, u.id, 'mentor', 1 from p, u union all select p.id, $1, 'mentee', null from p returning programme_id)
    select distinct programme_id from m`,
  // Of the mentorship that was made last.
  meeting: `insert into public.mentorship_meetings (mentorship_id, mentee_id, mentor_id, starts_at)
    select id, mentee_id, mentor_id, now() from public.mentorships where mentee_id = $1 order by created_at desc limit 1 returning id`,
  mentorship_goal: `insert into public.mentorship_goals (mentorship_id, mentee_id, mentor_id, title)
    select id, mentee_id, mentor_id, 'Goal' from public.mentorships where mentee_id = $1 order by created_at desc limit 1 returning id`,
  // Somebody below the caller, who has the common skill.
  report: `with skill as (${COMMON_SKILL}),
    made as (insert into public.users (full_name) values ('Vic Example') returning id),
    below as (insert into public.employment_info (user_id, manager_id) select id, $1 from made),
    held as (insert into public.user_skills (user_id, skill_id) select made.id, skill.id from made, skill)
    select id from made`,
  common_skill: COMMON_SKILL,
  skill_of_person:
    `with s as (insert into public.skills (name) values (gen_random_uuid()::text) returning id),
    held as (insert into public.user_skills (user_id, skill_id) select $1, id from s returning skill_id)
    select skill_id from held`,
};

// What somebody is, whatever they look at.
const ROLE_WORDS = ["hr_admin", "learning_admin", "auditor", "manager"];
const wordsOf = (who: Who) => who.split(" ").filter(Boolean);

/** Whether somebody of whom these words are true is meant. */
export function may(who: Who, words: readonly string[]): boolean {
  const wanted = wordsOf(who);
  return wanted.some((word) => words.includes(word)) && !words.some((word) => wanted.includes(`-${word}`));
}

/** Whether it matters about whom the thing is. */
export const isAboutSomebody = (who: Who) =>
  wordsOf(who).some((word) =>
    !["anyone", "account", "everyone", "-contractor", "secret-key", ...ROLE_WORDS].includes(word)
  );

/** The columns that a rule names as those whose person may. */
export const namedIn = (who: Who) => wordsOf(who).filter((word) => /_id$/.test(word));

/** What a route answers somebody of whom these words are true: true, or the status that refuses. */
export function answerTo({ who, sees = "" }: Route, words: readonly string[]): true | 401 | 403 | 404 {
  if (may(who, words)) return true;
  if (!words.includes("account")) return 401;
  const [needed, excluded] = [wordsOf(who).filter((word) => !word.startsWith("-")), wordsOf(who)];
  const known =
    needed.every((word) => ROLE_WORDS.includes(word) || word === "everyone" || word === "secret-key") ||
    words.some((word) => excluded.includes(`-${word}`)) || may(sees, words);
  return who === "secret-key" ? 401 : !words.includes("everyone") || known ? 403 : 404;
}
