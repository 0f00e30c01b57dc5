import type { DataSource } from 'typeorm';
import { Audit } from '#audit';
import { documentedDate } from '#calendars';
import {
  API_LIMITS,
  databaseAddress,
  programContext,
  runtimeDataSource,
  SettableClock,
  Transactions,
  type OperationContext,
} from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import type { NewClaim } from './claim.js';
import { ClaimsReadModel } from './claims.read-model.js';
import { ClaimsRepository } from './claims.repository.js';
import { ClaimsService } from './claims.service.js';

const serviceOn = (on: Transactions) =>
  new ClaimsService(
    on,
    new ClaimsRepository(),
    new ClaimsReadModel(),
    new Audit(new SettableClock('2026-11-22T08:00:00Z')),
  );

const context = (...scopes: string[]): OperationContext =>
  programContext('OPERATOR', 'test', scopes, 'request-1');

const claim = (origin: string, more: Partial<NewClaim> = {}): NewClaim => ({
  partner: 'PK',
  origin,
  subjectType: 'CENTRE',
  subjectCode: `CTR-${origin}`,
  property: 'servicesAtOpening',
  value: '64',
  valueText: '64',
  unit: 'services',
  asOf: documentedDate('2026-01-14'),
  note: null,
  status: 'CLAIMED',
  conflictGroup: null,
  sources: [
    { url: `https://news.example/${origin}`, title: 'Opening', publisher: 'News', publishedOn: '2026-01' },
  ],
  ...more,
});

describe(ClaimsService.name, () => {
  let database: TestDatabase;
  let source: DataSource;
  let withoutPolicies: DataSource;
  let transactions: Transactions;
  let service: ClaimsService;

  beforeAll(async () => {
    database = await cloneDatabase();
    source = await runtimeDataSource(
      databaseAddress(database.url('asan_api')),
      API_LIMITS,
      'test',
    ).initialize();
    withoutPolicies = await runtimeDataSource(database.adminAddress, API_LIMITS, 'test').initialize();
    transactions = new Transactions(source);
    service = serviceOn(transactions);
    await database.admin.query("insert into app.scope_code values ('PK'), ('ET')");
  });

  afterAll(async () => {
    await source?.destroy();
    await withoutPolicies?.destroy();
    await database?.drop();
  });

  const record = (...claims: NewClaim[]) =>
    transactions.run(context('PK', 'ET', 'HQ'), (tx) => service.record(tx, claims));
  const one = async (subject: string) => (await service.listAll(context('PK', 'ET'), { subject }))[0];

  it('gives a claim back as it was recorded, with its source and documented date', async () => {
    await record(claim('A'));
    const { id, rev, ...kept } = await one('CTR-A');
    expect(kept).toEqual(claim('A'));
    expect([id.length, rev]).toEqual([36, 1]);
  });

  it('records one origin once', async () => {
    await record(claim('B'));
    expect(await record(claim('B'))).toBe(0);
    expect(await service.listAll(context('PK'), { subject: 'CTR-B' })).toHaveLength(1);
  });

  it('makes the accepted claim a mere claim again when another one is accepted', async () => {
    const subject = { subjectCode: 'CTR-C', conflictGroup: 'c' };
    await record(claim('C1', subject), claim('C2', { ...subject, value: '60' }));
    const [first, second] = await service.listAll(context('PK'), { subject: 'CTR-C' });

    await service.accept(context('PK'), first.id, 1);
    await service.accept(context('PK'), second.id, 1);

    const after = await service.listAll(context('PK'), { subject: 'CTR-C' });
    expect(after.map(({ status, rev }) => [status, rev])).toEqual([
      ['CLAIMED', 3],
      ['ACCEPTED', 2],
    ]);
  });

  it('leaves an audit record of what was accepted and what it superseded', async () => {
    const subject = { subjectCode: 'CTR-D' };
    await record(
      claim('D1', { ...subject, status: 'ACCEPTED' }),
      claim('D2', { ...subject, status: 'DISPUTED' }),
    );
    const [first, second] = await service.listAll(context('PK'), { subject: 'CTR-D' });

    await service.accept(context('PK'), second.id, 1);

    const { rows } = await database.admin.query(
      "select action, entity_id, before, after from app.audit_event where entity = 'claim' and entity_id = any ($1) order by id",
      [[first.id, second.id]],
    );
    expect(rows).toEqual([
      {
        action: 'claim.supersede',
        entity_id: first.id,
        before: { status: 'ACCEPTED' },
        after: { status: 'CLAIMED' },
      },
      {
        action: 'claim.accept',
        entity_id: second.id,
        before: { status: 'DISPUTED' },
        after: { status: 'ACCEPTED' },
      },
    ]);
  });

  it('refuses to accept a claim that changed since it was read', async () => {
    await record(claim('E'));
    const { id } = await one('CTR-E');
    await expect(service.accept(context('PK'), id, 2)).rejects.toMatchObject({ code: 'precondition-failed' });
  });

  it('keeps two accepted claims of one property out of the table itself', async () => {
    const subject = { subjectCode: 'CTR-F', status: 'ACCEPTED' } as const;
    await record(claim('F1', subject));
    await expect(record(claim('F2', subject))).rejects.toThrow(/claim_one_accepted/);
  });

  it('lets nobody rewrite what a source said', async () => {
    await record(claim('G'));
    const rewrite = transactions.run(context('PK'), (tx) =>
      tx.manager.query("update app.claim set value_text = '65' where origin = 'G'"),
    );
    await expect(rewrite).rejects.toThrow(/permission denied/);
  });

  it('shows another partner nothing, neither the claim nor its source', async () => {
    await record(claim('H'));
    const { id } = await one('CTR-H');
    expect(await service.listAll(context('ET'), { subject: 'CTR-H' })).toEqual([]);
    await expect(service.get(context('ET'), id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(service.accept(context('ET'), id, 1)).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each(['claim', 'claim_source', 'public_source'])(
    'walls %s against reading from another scope',
    async (table) => {
      await record(claim(`I-${table}`));
      const read = (scope: string) =>
        transactions.read(context(scope), (tx) => tx.manager.query(`select 1 from app.${table}`));
      expect(((await read('PK')) as unknown[]).length).toBeGreaterThan(0);
      expect(await read('ET')).toEqual([]);
    },
  );

  it('refuses to insert into a foreign scope', async () => {
    const foreign = transactions.run(context('ET'), (tx) => service.record(tx, [claim('J')]));
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  it('stays within the scopes also when the policies are off', async () => {
    await record(claim('K'));
    const { id } = await one('CTR-K');
    const bare = serviceOn(new Transactions(withoutPolicies));
    expect(await bare.listAll(context('ET'), { subject: 'CTR-K' })).toEqual([]);
    await expect(bare.accept(context('ET'), id, 1)).rejects.toMatchObject({ code: 'not-found' });
  });
});
