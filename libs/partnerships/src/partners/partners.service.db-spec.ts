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
import type { CounterpartAuthority, Partner } from './partner.js';
import { PartnersReadModel } from './partners.read-model.js';
import { PartnersRepository } from './partners.repository.js';
import { PartnersService } from './partners.service.js';

const serviceOn = (on: Transactions) =>
  new PartnersService(
    on,
    new PartnersRepository(),
    new PartnersReadModel(),
    new Audit(new SettableClock('2026-11-22T08:00:00Z')),
  );

const context = (...scopes: string[]): OperationContext =>
  programContext('OPERATOR', 'test', scopes, 'request-1');

const partner = (code: string, more: Partial<Partner> = {}): Partner => ({
  code,
  kind: 'COUNTRY',
  iso3166: null,
  iso3: null,
  name: code,
  status: 'ACTIVE',
  relationKind: null,
  cooperationStatus: null,
  note: null,
  ...more,
});

const authority = (name: string): CounterpartAuthority => ({
  name,
  role: 'operator',
  from: documentedDate('2025'),
  until: documentedDate(null),
});

const everything = () => context('PK', 'ET', 'PK2', 'UN', 'HQ');

describe(PartnersService.name, () => {
  let database: TestDatabase;
  let source: DataSource;
  let withoutPolicies: DataSource;
  let transactions: Transactions;
  let service: PartnersService;

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
    await register(partner('PK', { iso3166: 'PK', name: 'Pakistan' }), [authority('Ministry of IT')]);
    await register(partner('ET', { iso3166: 'ET', name: 'Ethiopia' }));
  });

  afterAll(async () => {
    await source?.destroy();
    await withoutPolicies?.destroy();
    await database?.drop();
  });

  const register = (given: Partner, authorities: CounterpartAuthority[] = []) =>
    transactions.run(everything(), (tx) => service.register(tx, given, authorities));

  it('gives a partner back with its counterpart authorities and their documented years', async () => {
    const pakistan = await service.get(context('PK'), 'PK');
    expect(pakistan).toEqual({
      ...partner('PK', { iso3166: 'PK', name: 'Pakistan' }),
      rev: 1,
      statusReason: null,
      authorities: [{ ...authority('Ministry of IT'), id: expect.any(String), successorOf: null }],
    });
  });

  it('refuses a second partner of the same ISO code and kind while the first has not ended', async () => {
    await expect(register(partner('PK2', { iso3166: 'PK' }))).rejects.toMatchObject({
      code: 'duplicate-partner',
      kind: 'CONFLICT',
      params: { existing: 'PK' },
    });
  });

  it('takes a partner of the same ISO code and another kind', async () => {
    expect(await register(partner('PK2', { iso3166: 'PK', kind: 'SUBNATIONAL' }))).toBe(true);
  });

  it('leaves a registered partner as it is', async () => {
    expect(await register(partner('PK', { iso3166: 'PK', name: 'Other' }))).toBe(false);
    expect((await service.get(context('PK'), 'PK')).name).toBe('Pakistan');
  });

  it('does not show a partner to another one', async () => {
    expect((await service.listAll(context('ET'))).map(({ code }) => code)).toEqual(['ET']);
    await expect(service.get(context('ET'), 'PK')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('stays within the scopes also when the policies are off', async () => {
    const bare = serviceOn(new Transactions(withoutPolicies));
    expect((await bare.listAll(context('ET'))).map(({ code }) => code)).toEqual(['ET']);
  });

  it.each(['partner', 'counterpart_authority'])(
    'walls %s against reading from another scope',
    async (table) => {
      const read = (scope: string) =>
        transactions.read(context(scope), (tx) =>
          tx.manager.query(`select 1 from app.${table} where partner = 'PK'`),
        );
      expect(await read('PK')).toHaveLength(1);
      expect(await read('ET')).toEqual([]);
    },
  );

  it('refuses to register a partner of a foreign scope', async () => {
    const foreign = transactions.run(context('ET'), (tx) => service.register(tx, partner('UN'), []));
    await expect(foreign).rejects.toThrow(/row-level security/);
  });
});
