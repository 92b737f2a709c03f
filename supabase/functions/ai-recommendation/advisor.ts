import type { Env } from "@shared/auth.ts";
import type { Context } from "hono";
import type { Question, Topic } from "./question.ts";
import {
  coursePlan,
  type Fact,
  findExperts,
  findMentors,
  leadershipReadiness,
  myCertificates,
  myGap,
  myQuarter,
  mySkills,
  recommendedRoles,
  routesTo,
} from "./tools.ts";

/** What the built-in advisor says, and what it rests on. */
export interface Advice {
  content: string;
  facts: Fact[];
}

type Answer = (c: Context<Env>, subject: string | null) => Promise<Advice>;

const LEVELS = ["", "beginner", "basic", "intermediate", "proficient", "advanced"];
const READY: Record<string, string> = {
  ready: "you are ready for it",
  near: "you are near",
  develop: "there is something to develop",
};

const list = (words: string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
const some = <T>(things: T[], most: number, say: (thing: T) => string) =>
  list(things.slice(0, most).map(say));
const lines = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join("\n");
const plural = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
const noRole = (subject: string | null) =>
  subject
    ? `I find no role called “${subject}” here. Ask with the name that your company gives it.`
    : "Tell me which role you mean: you have no active goal, and your job title means no role here.";

/** An answer to each topic, in words from what the tools found; every number in it is one of theirs. */
const ANSWERS: Record<Topic, Answer> = {
  strengths: async (c) => {
    const { data: { skills, total }, facts } = await mySkills(c);
    const best = skills.filter(({ level }) => level !== null && level >= 3).slice(0, 5);
    if (best.length === 0) {
      return {
        content: total === 0
          ? "Your profile has no skills yet. Add what you do at work, and I can say where you are strong."
          : `You have ${
            plural(total, "skill")
          } on your profile, none of them rated 3 or more. Rate them, or ask a colleague to.`,
        facts: [],
      };
    }
    return {
      content: lines(
        `You are strongest in ${list(best.map(({ skill }) => skill.name))}.`,
        ...best.map(({ skill, level, source }) =>
          `- ${skill.name}: level ${level} (${LEVELS[level ?? 0]}), ${
            source === "self" ? "as you rated it" : `confirmed by ${source}`
          }`
        ),
        best.every(({ source }) => source === "self") && "Ask for validation, and they count for more.",
      ),
      facts: facts.slice(0, best.length),
    };
  },

  next_role: async (c) => {
    const { data: { roles }, facts } = await recommendedRoles(c);
    const [first, ...others] = roles;
    if (!first) {
      return {
        content: "No role here shares a skill with your profile yet. Add your skills first.",
        facts: [],
      };
    }
    return {
      content: lines(
        `The role that fits you best is ${first.role.name}: you cover ${first.coverage_percent} % of it, and ${
          READY[first.readiness] ?? first.readiness
        }.`,
        first.missing.length > 0 &&
          `What you miss most for it: ${some(first.missing, 3, ({ skill }) => skill.name)}.`,
        others.length > 0 &&
          `Others: ${
            some(others, 4, ({ role, coverage_percent }) => `${role.name} (${coverage_percent} %)`)
          }.`,
      ),
      facts,
    };
  },

  gap_for: async (c, subject) => {
    const { data, facts } = await myGap(c, { role: subject ?? undefined });
    if (!data) return { content: noRole(subject), facts };
    const { role, coverage_percent, readiness, missing } = data;
    if (missing.length === 0) {
      return {
        content: coverage_percent === null
          ? `${role.name} asks for no skills yet, so there is nothing to compare.`
          : `You meet all that ${role.name} asks for.`,
        facts,
      };
    }
    return {
      content: lines(
        `For ${role.name} you cover ${coverage_percent} %: ${
          READY[readiness ?? ""] ?? readiness
        }. What is missing, the most important first:`,
        ...missing.slice(0, 6).map(({ skill, current, required, mandatory }) =>
          `- ${skill.name}: ${
            current === null ? "not rated" : current === 0 ? "you lack it" : `you have level ${current}`
          }, it asks for ${required}${mandatory ? " (mandatory)" : ""}`
        ),
        missing.length > 6 && `And ${plural(missing.length - 6, "more")}.`.replace("mores", "more"),
      ),
      facts: facts.slice(0, 7),
    };
  },

  first_course: async (c) => {
    const goal = await coursePlan(c, {});
    const [best] = goal.data ? [] : (await recommendedRoles(c)).data.roles;
    const { data, facts } = best ? await coursePlan(c, { id: best.role.id }) : goal;
    if (!data) {
      return { content: "Set a career goal first, and I can say which courses close the gap to it.", facts };
    }
    const { role, courses, total_hours, coverage_percent_before, coverage_percent_after, open } = data;
    const [first, ...then] = courses;
    if (!first) return { content: `No course closes more of your gap to ${role.name}.`, facts };
    return {
      content: lines(
        best && `You have no active goal, so I look at the role that fits you best, ${role.name}.`,
        `Take ${first.course.name} first (${first.hours} hours)${
          first.closes.length > 0
            ? `: it teaches ${some(first.closes, 3, ({ skill }) => skill.name)}`
            : first.needed_for.length > 0
            ? `: ${first.needed_for[0]?.name} needs it`
            : ""
        }.`,
        then.length > 0 && `Then ${some(then, 4, ({ course }) => course.name)}.`,
        `In all ${total_hours} hours take you from ${coverage_percent_before} % to ${coverage_percent_after} % of ${role.name}.`,
        open.length > 0 && `No course closes: ${some(open, 3, ({ skill }) => skill.name)}.`,
      ),
      facts,
    };
  },

  mentors: async (c) => {
    const { data: { my_mentor, mentors }, facts } = await findMentors(c, {});
    if (my_mentor) {
      return {
        content: lines(
          `${my_mentor.name} is your mentor. You can ask somebody else when that has ended.`,
          mentors.length > 0 && `Who would fit you then: ${some(mentors, 4, ({ person }) => person.name)}.`,
        ),
        facts,
      };
    }
    const [best, ...others] = mentors;
    if (!best) {
      return { content: "Nobody who mentors has a place for you now. Look again in some days.", facts };
    }
    return {
      content: lines(
        `${best.person.name}${best.person.title ? `, ${best.person.title},` : ""} fits you best${
          best.covers.length > 0 ? `: they offer ${some(best.covers, 3, ({ name }) => name)}` : ""
        }.`,
        others.length > 0 && `Others with a place: ${some(others, 4, ({ person }) => person.name)}.`,
        "Send a request, and say what you want to learn.",
      ),
      facts,
    };
  },

  become: async (c, subject) => {
    if (!subject) return { content: "Which role do you want to become? Ask with its name.", facts: [] };
    const { data, facts } = await routesTo(c, { role: subject });
    if (!data) return { content: noRole(subject), facts };
    const [way, other] = data.ways;
    if (!data.from) {
      return {
        content: `Your job title means no role here, so I see no way to ${data.to.name}. HR can map it.`,
        facts,
      };
    }
    if (!way) {
      return {
        content: data.from.id === data.to.id
          ? `You are ${data.to.name} already.`
          : `I find no way of at most three moves from ${data.from.name} to ${data.to.name}.`,
        facts,
      };
    }
    return {
      content: lines(
        `From ${data.from.name} to ${data.to.name}: ${list(way.map(({ to }) => to.name))}, in ${
          plural(way.length, "move")
        }.`,
        ...way.map(({ to, overlap_percent, missing, people_who_did_it }) =>
          `- ${to.name}: ${overlap_percent} % is there already${
            missing.length > 0 ? `, missing most: ${some(missing, 3, ({ skill }) => skill.name)}` : ""
          }${people_who_did_it ? `; ${people_who_did_it} people did this` : ""}`
        ),
        other && `Another way goes over ${list(other.map(({ to }) => to.name))}.`,
      ),
      facts,
    };
  },

  quarter: async (c) => {
    const { data, facts } = await myQuarter(c);
    const { since, completions, levels, goals, meetings } = data;
    if (completions.length + levels.length + goals.length + meetings === 0) {
      return {
        content: `I see no change since ${since}: no course, no new level, no goal, no mentoring.`,
        facts,
      };
    }
    return {
      content: lines(
        `Since ${since}:`,
        completions.length > 0 &&
          `- You completed ${plural(completions.length, "course")}${
            completions.length > 5 ? ", among them" : ""
          }: ${some(completions, 5, ({ course }) => course.name)}.`,
        levels.length > 0 &&
          `- ${plural(levels.length, "skill")} got a level${levels.length > 5 ? ", among them" : ""}: ${
            some(levels, 5, ({ skill, level }) => `${skill.name} (${level})`)
          }.`,
        goals.length > 0 &&
          `- Goals that moved: ${
            some(goals, 3, ({ pathway, status }) => `${pathway?.name ?? "a goal"} (${status})`)
          }.`,
        meetings > 0 && `- You had ${plural(meetings, "mentoring meeting")}.`,
      ),
      facts,
    };
  },

  certificates: async (c) => {
    const { data: { today, certificates, training }, facts } = await myCertificates(c);
    const dated = certificates.filter(({ expires_on }) => expires_on);
    const [past, next] = [
      dated.filter(({ expires_on }) => (expires_on ?? "") < today),
      dated.filter(({ expires_on }) => (expires_on ?? "") >= today),
    ];
    const [soonest] = next;
    return {
      content: lines(
        soonest
          ? `${soonest.name} expires next, on ${soonest.expires_on}.`
          : certificates.length > 0
          ? "None of your certificates will expire."
          : "You have no certificates on your profile.",
        next.length > 1 &&
          `Then: ${some(next.slice(1), 4, ({ name, expires_on }) => `${name} (${expires_on})`)}.`,
        past.length > 0 && `Expired: ${some(past, 4, ({ name, expires_on }) => `${name} (${expires_on})`)}.`,
        training.length > 0 &&
          `Mandatory training to do: ${
            some(training, 4, ({ course, state, due_on }) =>
              `${course.name} (${state}${due_on ? `, ${due_on}` : ""})`)
          }.`,
      ),
      facts,
    };
  },

  leadership: async (c) => {
    const { data } = await leadershipReadiness(c);
    if (!data) {
      return {
        content: "Leadership readiness is not switched on in your company, so nothing is computed.",
        facts: [],
      };
    }
    const { score, coverage, parts, missing } = data;
    return {
      content: lines(
        score === null
          ? `There is not enough evidence for a number: ${coverage} % of what counts has any.`
          : `Your leadership readiness is ${score} of 100, with evidence for ${coverage} % of what counts.`,
        ...parts.filter(({ points }) => points !== null).map(({ component, value, points }) =>
          `- ${component}: ${value} of 100, which gives ${points} points`
        ),
        missing.length > 0 && "What is missing:",
        ...missing.slice(0, 3).map(({ message }) => `- ${message}`),
        "It is no prediction, decides nothing, and you may contest it.",
      ),
      facts: [],
    };
  },

  experts: async (c, subject) => {
    if (!subject) return { content: "Which skill do you need help with? Ask with its name.", facts: [] };
    const { data, facts } = await findExperts(c, { skill: subject });
    if (!data) return { content: `I find no skill called “${subject}” here.`, facts };
    if (data.people.length === 0) {
      return {
        content: `Nobody shows ${data.skill.name} as a validated skill. Look among the mentors.`,
        facts,
      };
    }
    return {
      content: lines(
        `Ask about ${data.skill.name}:`,
        ...data.people.slice(0, 5).map(({ name, title, unit }) =>
          `- ${[name, title, unit].filter(Boolean).join(", ")}`
        ),
      ),
      facts,
    };
  },
};

/** What somebody gets who asks for something else. */
export const UNKNOWN = lines(
  "That is not something I can answer. I can tell you, from your own data:",
  "- where you are strong, and what changed this quarter",
  "- which role fits you next, what you miss for one, and how to become it",
  "- which course to take first, and which certificate expires",
  "- who can mentor you, whom to ask about a skill, and how ready you are to lead",
);

/** Answers a question that was understood from the caller's own data, by fixed rules; null: says what it can answer. */
export async function advise(c: Context<Env>, question: Question | null): Promise<Advice> {
  return question ? await ANSWERS[question.topic](c, question.subject) : { content: UNKNOWN, facts: [] };
}
