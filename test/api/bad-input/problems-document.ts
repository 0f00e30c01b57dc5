import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { PROBLEM_STATUSES } from './problem-statuses.js';

const LOCALES = join(projectRoot(), 'config', 'locales');
export const PROBLEMS_DOCUMENT = join(projectRoot(), 'docs', 'api', 'problems.md');

/** The titles of problems in one language, by code. */
export function problemTitles(locale: string): Record<string, string> {
  const catalogue = JSON.parse(readFileSync(join(LOCALES, `${locale}.json`), 'utf8')) as {
    problems: Record<string, string>;
  };
  return catalogue.problems;
}

/** The list of problem codes for people who write clients, aligned as the formatter wants it. */
export function problemsDocument(): string {
  const rows = Object.entries(problemTitles('en'))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, title]) => [`\`${code}\``, PROBLEM_STATUSES[code]?.join(', ') ?? '?', title]);
  return `${INTRODUCTION}\n${table([['Code', 'Status', 'Meaning'], ...rows])}\n`;
}

function table(rows: string[][]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])));
  const rule = widths.map((width) => '-'.repeat(width));
  return [lines[0], rule, ...lines.slice(1)].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const INTRODUCTION = `<!-- Generated from config/locales/en.json; run the problem catalogue test with UPDATE_GENERATED=true to write it again. -->

# Problems

Every fault is answered with a problem document (RFC 9457, \`application/problem+json\`). Act on \`code\`: it is stable, while \`title\` and \`detail\` are sentences for people in the language of the answer (\`lang=\` or \`Accept-Language\`: en, az, ru). \`errors\` names each fault by \`pointer\` (a JSON pointer into the body, or the name of a parameter), \`code\` and \`message\`. Quote \`traceId\` when asking for help.

400 means that a request could not be read, 422 that it could be read and breaks the schema or a rule, 404 that a thing does not exist or is not yours to see. A 503 or 429 carries \`Retry-After\` in seconds. A code with two statuses is found in a URL (400) and in a body (422).
`;
