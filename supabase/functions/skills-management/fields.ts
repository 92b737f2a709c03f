import { z } from "zod";

export const STATUSES = ["proposed", "active", "retired"] as const;
export const SOURCES = ["self", "peer", "manager", "assessment"] as const;

export const level = z.int().min(1).max(5);

/** A list in which each thing stands once, of at most 100. */
export const once = <T extends z.ZodType>(item: T, key: (item: z.output<T>) => string, least = 1) =>
  z.array(item).min(least).max(100).superRefine((items, context) => {
    const seen = new Set<string>();
    items.forEach((item, index) => {
      if (seen.has(key(item))) {
        context.addIssue({ code: "custom", path: [index], message: "This stands twice." });
      }
      seen.add(key(item));
    });
  });

/** The path of every route about a skill of one's own. */
export const BySkill = z.strictObject({ skill_id: z.uuid() });
