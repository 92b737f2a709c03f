/** A small generator of random numbers in [0, 1), the same for the same seed (mulberry32, public domain). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const words = (text: string) => text.split(" ");
const FIRST = words("Amara Bao Chandra Dewi Elif Farid Grace Hana Ivo Jun Kofi Leila Mei Noor");
const LAST = words("Abdullah Bakker Chen Diaz Evans Fernando Goh Haddad Ito Jansen Kumar Lim");
const CITIES = words("Singapore Rotterdam Antwerp Busan Mumbai");
const LEVELS = words("Beginner Intermediate Advanced");
const AREAS = ["Operations", "Engineering", "Information Technology", "Finance", "Human Resources", "Safety"];

/** `count` employee profiles in the import format, each of them about as long as a real one. */
export function profiles(count: number, seed = 1) {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T; // never empty
  const many = <T>(most: number, make: () => T) =>
    Array.from({ length: 1 + Math.floor(next() * most) }, make);
  const day = (from: number, years: number) =>
    `${from + Math.floor(next() * years)}-${String(1 + Math.floor(next() * 12)).padStart(2, "0")}-15`;
  const period = () => ({ start: day(2005, 10), end: next() < 0.3 ? null : day(2015, 10) });
  // Nobody has a namesake, in another seed neither: a manager is found by name.
  const name = (n: number) => `${FIRST[n % FIRST.length]} ${LAST[n % LAST.length]} ${seed}-${n}`;

  return Array.from({ length: count }, (_, n) => ({
    employee_id: `GEN-${seed}-${n}`,
    personal_info: {
      name: name(n),
      email: `gen${seed}.${n}@port.example`,
      office_location: pick(CITIES),
      languages: [
        { language: "English", proficiency: "Fluent" },
        { language: "Malay", proficiency: "Beginner" },
      ],
    },
    employment_info: {
      job_title: `${pick(["Junior", "Senior", "Lead"])} ${pick(AREAS)} Specialist`,
      department: pick(AREAS),
      unit: `Unit ${Math.floor(next() * 8)}`,
      line_manager: n === 0 ? "Head of the Port" : name(Math.floor((n - 1) / 8)),
      in_role_since: day(2018, 6),
      hire_date: day(2005, 12),
      last_updated: "2026-09-30",
    },
    skills: many(14, () => {
      const area = pick(AREAS);
      const group = Math.floor(next() * 4);
      return {
        function_area: area,
        specialization: `${area}: Group ${group}`,
        skill_name: `Skill ${area[0]}${group}${Math.floor(next() * 6)}`,
      };
    }),
    competencies: many(4, () => ({ name: `Competency ${Math.floor(next() * 12)}`, level: pick(LEVELS) })),
    experiences: many(3, () => ({
      type: pick(["Program", "Rotation", "Secondment"]),
      organization: "Harbour Group",
      program: `Program ${Math.floor(next() * 30)}`,
      period: period(),
      focus: "Planning and running a terminal in changing conditions.",
    })),
    positions_history: many(4, () => ({
      role_title: `${pick(["Junior", "Mid", "Senior"])} ${pick(AREAS)} Officer`,
      organization: "Harbour Group",
      period: period(),
      focus_areas: ["Yard planning", "Berth allocation"],
      key_skills_used: ["Scheduling"],
    })),
    projects: many(3, () => ({
      project_name: `Project ${Math.floor(next() * 500)}`,
      role: "Member",
      period: period(),
      description: "Moved a planning process from paper to a shared system, with training for all shifts.",
      outcomes: ["Shorter waiting time", "Fewer errors"],
    })),
    education: many(
      2,
      () => ({
        degree: `B.Eng. ${pick(AREAS)}`,
        institution: `University ${Math.floor(next() * 40)}`,
        period: period(),
      }),
    ),
  }));
}
