import type { DataSource } from 'typeorm';
import {
  API_LIMITS,
  databaseAddress,
  programContext,
  runtimeDataSource,
  SettableClock,
  Transactions,
} from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { RuleVersionsRepository } from './rule-versions.repository.js';
import { ShippedRules, type ShippedRule } from './shipped-rules.js';

const ctx = programContext('OPERATOR', 'test', ['HQ'], 'test');

describe(ShippedRules.name, () => {
  const repository = new RuleVersionsRepository();
  const shipped = new ShippedRules(repository, new SettableClock('2026-11-05T08:00:00Z'));
  let database: TestDatabase;
  let source: DataSource;
  let rules = 0;

  beforeAll(async () => {
    database = await cloneDatabase();
    const address = databaseAddress(database.url('asan_api'));
    source = await runtimeDataSource(address, API_LIMITS, 'test').initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  /** Loads releases one after the other; answers state and document of each version. */
  async function loaded(...releases: Array<Partial<ShippedRule>>): Promise<unknown[]> {
    const code = `R-SHIPPED-${(rules += 1)}`;
    return new Transactions(source).run(ctx, async (tx) => {
      for (const release of releases) await shipped.load(tx, [{ ...release, code }]);
      return (await repository.listByCode(tx, code)).map(({ state, document }) => [state, document]);
    });
  }

  const first = { kind: 'TYPE', severity: 'BLOCK' };
  const second = { ...first, severity: 'EXPLAIN' };

  it('puts a rule into force that nobody has seen before', async () => {
    expect(await loaded(first)).toEqual([['PUBLISHED', first]]);
  });

  it('does nothing when it comes again with the same words', async () => {
    expect(await loaded(first, first)).toHaveLength(1);
  });

  it('brings what a later release changed as a draft for two persons to decide on', async () => {
    expect(await loaded(first, second)).toEqual([
      ['PUBLISHED', first],
      ['DRAFT', second],
    ]);
  });

  it('does not bring a change twice, nor the first words again', async () => {
    expect(await loaded(first, second, second, first)).toHaveLength(2);
  });
});
