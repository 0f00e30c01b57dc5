import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { seedRolloutTemplates } from './seed-templates.repository.js';
import type { RolloutTemplate } from './template.js';
import { templatesFrom } from './templates-from.js';

const shipped = (): RolloutTemplate[] =>
  templatesFrom(
    parse(readFileSync(join(projectRoot(), 'config', 'reference', 'rollout-templates.yaml'), 'utf8')),
  );

describe(seedRolloutTemplates.name, () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await cloneDatabase();
  });

  afterEach(() => database?.drop());

  const seed = (templates?: RolloutTemplate[]) =>
    seedRolloutTemplates(
      { query: async (sql, parameters) => (await database.admin.query(sql, parameters)).rows },
      templates,
    );
  const kept = async () =>
    (
      await database.admin.query<{ code: string; version: number; title: string; at: string }>(
        `select code, version, document->>'title' as title, published_at::text as at
           from app.rollout_template_version order by code, version`,
      )
    ).rows;

  it('has published every shipped version with the schema, and changes nothing when it runs again', async () => {
    const before = await kept();
    expect(before).toHaveLength(5);
    await seed();
    expect(await kept()).toEqual(before);
  });

  it('publishes a further version beside the ones that stand', async () => {
    const [first] = shipped();
    await seed([first, { ...first, version: 2, title: 'Better' }]);
    const versions = (await kept()).filter(({ code }) => code === first.code);
    expect(versions.map(({ version, title }) => `${version} ${title}`)).toEqual([
      '1 First centre in a new country',
      '2 Better',
    ]);
  });

  it('refuses to change a version that was published, and leaves it as it was', async () => {
    const before = await kept();
    const [first] = shipped();
    await expect(seed([{ ...first, title: 'Changed behind the back of a rollout' }])).rejects.toThrow(
      'version 1 was published with another content; add version 2',
    );
    expect(await kept()).toEqual(before);
  });
});
