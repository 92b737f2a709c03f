import { html } from "hono/html";

/** What stands on the page. */
export interface PrintedCertificate {
  number: string;
  holder: string;
  course: { name: string };
  provider: string | null;
  edition: number;
  completed_on: string;
  expires_on: string | null;
  score: number | null;
  skills: { skill: { name: string }; level: number }[];
}

/** A certificate as a page of its own, to be printed or kept: every text escaped, names in the direction of their writing. */
export const certificatePage = (
  { number, holder, course, provider, edition, completed_on, expires_on, score, skills }: PrintedCertificate,
) =>
  html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Certificate ${number}</title>
        <style>
    @page { size: A4 landscape; margin: 15mm }
    body { font: 16px/1.5 system-ui, "Noto Sans", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 2rem; border: 3px double; text-align: center }
    h1 { font-size: 1.2rem; letter-spacing: .2em; text-transform: uppercase }
    .name { font-size: 2.2rem; font-weight: 600; margin: .5rem }
    .course { font-size: 1.5rem; margin: .5rem }
    dl { display: grid; grid-template-columns: 1fr 1fr; gap: .2rem 1rem; text-align: start }
    dt { text-align: end; opacity: .7 }
    dd { margin: 0 }
    </style>
      </head>
      <body>
        <h1>Certificate</h1>
        <p class="name" dir="auto">${holder}</p>
        <p>completed</p>
        <p class="course" dir="auto">${course.name}</p>
        <dl>
    <dt>Completed on</dt><dd>${completed_on}</dd>
    <dt>Valid until</dt><dd>${expires_on ?? "without limit"}</dd>
    ${provider === null ? "" : html`<dt>Provider</dt><dd dir="auto">${provider}</dd>\n`}${score === null
      ? ""
      : html`<dt>Score</dt><dd>${score} of 100</dd>\n`}${skills.length === 0
      ? ""
      : html`<dt>Skills</dt><dd>${
        skills.map(({ skill, level }, i) =>
          html`${i === 0 ? "" : ", "}<bdi>${skill.name}</bdi> (to level ${level})`
        )
      }</dd>\n`}<dt>Edition</dt><dd>${edition}</dd>
    <dt>Number, to be checked</dt><dd>${number}</dd>
        </dl>
      </body>
    </html>
  `;
