import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { InvalidReferenceDataError } from '#calendars';
import { projectRoot } from '#platform';
import type { RolloutTemplate, TemplateContent } from './template.js';
import { templatesFrom } from './templates-from.js';

/** A connection of the schema's owner: the seed belongs to `migrate`, before anybody serves. */
interface OwnerConnection {
  query(sql: string, parameters?: unknown[]): Promise<unknown>;
}

/**
 * Publishes the versions of `config/reference/rollout-templates.yaml` that are not published yet; run at every
 * `migrate`, as often as wanted.
 *
 * @throws InvalidReferenceDataError for a file that cannot be used, or one that changes a published version.
 */
export async function seedRolloutTemplates(
  connection: OwnerConnection,
  templates: readonly RolloutTemplate[] = readTemplates(),
): Promise<void> {
  for (const { code, version, ...content } of templates) {
    const rows = (await connection.query(
      `insert into app.rollout_template_version as t (code, version, document) values ($1, $2, $3)
       on conflict (code, version) do update set document = t.document returning document`,
      [code, version, JSON.stringify(content)],
    )) as { document: TemplateContent }[];
    if (isDeepStrictEqual(rows[0].document, JSON.parse(JSON.stringify(content)))) continue;
    const advice = `version ${version} was published with another content; add version ${version + 1}`;
    throw new InvalidReferenceDataError(`rollout-templates.yaml: ${code}`, advice);
  }
}

function readTemplates(): RolloutTemplate[] {
  const file = join(projectRoot(), 'config', 'reference', 'rollout-templates.yaml');
  return templatesFrom(parse(readFileSync(file, 'utf8')));
}
