import mustache from 'mustache';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import type { DigestView } from './digest-mail.js';

/** Made from `templates/digest.mjml` by `node test/mail/compile-template.mjs`. */
const TEMPLATE = readFileSync(join(projectRoot(), 'config', 'mail', 'digest.html'), 'utf8');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What HTML gives a meaning to; the library's own list spoils addresses for readers of the source. */
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (found) => ESCAPES[found] ?? '');

/** Isolates a piece of foreign writing inside a line of plain text, as `<bdi>` does in HTML. */
const isolated = (text: string): string => `\u2068${text}\u2069`;

/** The mail as HTML: readable without images and scripts, and far below the size at which mail readers cut. */
export function digestHtml(view: DigestView): string {
  return mustache.render(TEMPLATE, view, undefined, { escape });
}

/** The same in plain text. */
export function digestText(view: DigestView): string {
  const lines = view.lines.flatMap((line) => [
    `* ${line.badge}: ${isolated(line.unit)} (${isolated(line.partner)}), ${line.period}`,
    `  ${line.dueLabel}: ${line.dueLocal} = ${isolated(line.dueIso)}`,
    `  ${line.url}`,
    '',
  ]);
  const more = view.more ? [view.more, ''] : [];
  const attached = view.attached ? [view.attached, ''] : [];
  return [
    view.greeting,
    '',
    view.intro,
    '',
    ...lines,
    ...more,
    `${view.allTasks}: ${view.tasksUrl}`,
    '',
    ...attached,
    '-- ',
    view.footer,
    `${view.preferences}: ${view.preferencesUrl}`,
    '',
  ].join('\n');
}
