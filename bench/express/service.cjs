// The peer: what one would write with Express and supabase-js after their documentation, answering as our functions do.
const { createClient } = require("@supabase/supabase-js");
const express = require("express");

const { SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, PORT } = process.env;
const app = express();
app.use(express.json());

app.get("/health", (_req, res) => res.json({ status: "ok" }));

app.use(async (req, res, next) => {
  const token = req.headers.authorization?.replace(/^Bearer /, "") ?? "";
  const supabase = createClient(SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { headers: { Authorization: `Bearer ${token}` } },
  });
  const { data, error } = await supabase.auth.getClaims(token);
  if (error || !data) return res.status(401).json({ message: "Sign in." });
  req.claims = data.claims;
  req.supabase = supabase;
  next();
});

const read = async (query) => {
  const { data, error } = await query;
  if (error) throw new Error(error.message);
  return data;
};
const tagged = ({ version, ...row }) => ({ ...row, etag: String(version) });
const person = (row) =>
  row && {
    id: row.id,
    name: row.preferred_name ?? row.full_name,
    title: row.job_title,
    unit: row.unit,
    photo_url: row.photo_url,
  };
const PERSON = "id, full_name, preferred_name, job_title, photo_url, unit:org_units(id, name)";

app.get("/me", async ({ supabase, claims }, res) => {
  const { user_id, phone, bio, interests, locale, time_zone, accessibility, version } = await read(
    supabase.from("user_personal_info").select("*").single(),
  );
  const [user, employment, languages, education, positions, roles] = await Promise.all([
    read(
      supabase.from("users").select(`${PERSON}, office_location, status`).eq("id", user_id).single(),
    ),
    read(
      supabase.from("employment_info").select(
        `employment_type, status, job_title, grade, line_manager, hire_date, in_role_since, last_day,
        unit:org_units(id, name, parent:parent_id(id, name)),
        manager:users!employment_info_manager_id_fkey(${PERSON})`,
      ).eq("user_id", user_id).maybeSingle(),
    ),
    read(
      supabase.from("user_languages").select("id, language, proficiency, version").eq("user_id", user_id)
        .order("language"),
    ),
    read(
      supabase.from("education").select("id, degree, institution, started_on, ended_on, version")
        .eq("user_id", user_id).order("ended_on", { ascending: false, nullsFirst: true }).order("id"),
    ),
    read(
      supabase.from("position_history").select(
        "id, role_title, organization, started_on, ended_on, focus_areas, key_skills, source, version",
      ).eq("user_id", user_id).order("ended_on", { ascending: false, nullsFirst: true })
        .order("started_on", { ascending: false }).order("id"),
    ),
    read(supabase.from("user_roles").select("role").eq("user_id", user_id).order("role")),
  ]);
  const unit = employment?.unit && { id: employment.unit.id, name: employment.unit.name };
  res.json({
    ...user,
    email: claims.email,
    phone,
    bio,
    interests,
    preferences: { locale, time_zone, accessibility },
    languages: languages.map(tagged),
    education: education.map(tagged),
    employment: employment && {
      ...employment,
      unit,
      department: employment.unit?.parent ?? unit,
      manager: person(employment.manager),
    },
    positions: positions.map(tagged),
    roles: roles.map(({ role }) => role),
    etag: String(version),
  });
});

const TRUST = { assessment: 1, manager: 0.85, peer: 0.6, self: 0.4 };
const MONTH = 2629746000;

function confidence(skill, halfLife) {
  if (!skill?.source) return null;
  const age = Math.max(Date.now() - Date.parse(skill.assessed_at), 0);
  return Math.round(1000 * TRUST[skill.source] * 0.5 ** (age / (halfLife * MONTH))) / 1000;
}

app.get("/pathways/:id/gap", async ({ supabase, params: { id } }, res) => {
  const [{ user_id }, pathway, requirements, wanted] = await Promise.all([
    read(supabase.from("user_personal_info").select("user_id").single()),
    read(supabase.from("career_pathways").select("id, name, level").eq("id", id).single()),
    read(
      supabase.from("pathway_requirements").select(
        "level, weight, mandatory, skill:skills(id, name, half_life_months)",
      ).eq("pathway_id", id),
    ),
    read(
      supabase.from("pathway_competencies").select("level, mandatory, competency:competencies(id, name)")
        .eq("pathway_id", id),
    ),
  ]);
  const [user, skills, competencies] = await Promise.all([
    read(supabase.from("users").select(PERSON).eq("id", user_id).single()),
    read(
      supabase.from("user_skills").select("skill_id, level, source, assessed_at").eq("user_id", user_id)
        .in("skill_id", requirements.map(({ skill }) => skill.id)),
    ),
    read(supabase.from("user_competencies").select("competency_id, level").eq("user_id", user_id)),
  ]);
  const own = new Map(skills.map((skill) => [skill.skill_id, skill]));
  const levels = new Map(competencies.map(({ competency_id, level }) => [competency_id, level]));
  const total = requirements.reduce((sum, { weight }) => sum + weight, 0);
  let earned = 0;
  let unmet = 0;
  const gaps = requirements.map(({ skill: { half_life_months, ...skill }, level, weight, mandatory }) => {
    const mine = own.get(skill.id);
    const current = mine ? mine.level : 0;
    const attainment = Math.min((current ?? 2) / level, 1);
    earned += weight * attainment;
    if (mandatory && (current ?? 0) < level) unmet += 1;
    return {
      skill,
      required: level,
      current,
      ...(current === null ? { assumed: 2 } : {}),
      weight,
      mandatory,
      share: (weight * (1 - attainment)) / total,
      confidence: confidence(mine, half_life_months),
    };
  }).sort((a, b) => b.share - a.share || a.skill.name.localeCompare(b.skill.name));
  const asked = wanted.map(({ competency, level, mandatory }) => {
    const current = levels.get(competency.id) ?? 0;
    if (mandatory && current < level) unmet += 1;
    return { competency, required: level, current, mandatory, met: current >= level };
  }).sort((a, b) => a.competency.name.localeCompare(b.competency.name));
  const coverage = total > 0 ? earned / total : null;
  res.json({
    pathway,
    person: person(user),
    coverage,
    readiness: coverage === null
      ? null
      : unmet === 0 && coverage >= 0.9
      ? "ready"
      : unmet <= 1 && coverage >= 0.7
      ? "near"
      : "develop",
    unrated: gaps.filter(({ current }) => current === null).map(({ skill }) => skill)
      .sort((a, b) => a.name.localeCompare(b.name)),
    gaps,
    competencies: asked,
  });
});

app.listen(Number(PORT), "127.0.0.1");
