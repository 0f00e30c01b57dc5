import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
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
import { CentresRepository } from '../centres/centres.repository.js';
import { CentresService } from '../centres/centres.service.js';
import type { NewInterval, Unit } from './unit.js';
import { UnitsReadModel } from './units.read-model.js';
import { UnitsRepository } from './units.repository.js';
import { UnitsService } from './units.service.js';

/** Long enough for a second writer that does not wait to be done first. */
const HELD_MS = 300;

const context = (...scopes: string[]): OperationContext =>
  programContext('OPERATOR', 'test', scopes, 'request-1');

const unit = (code: string, type: Unit['type'] = 'CENTRE'): Unit => ({
  partner: 'PK',
  code,
  type,
  name: code,
  timeZone: 'Asia/Karachi',
});

const operating = (
  from: string | null,
  until: string | null = null,
  more: Partial<NewInterval> = {},
): NewInterval => ({
  status: 'OPERATING',
  from: documentedDate(from),
  until: documentedDate(until),
  knownBy: null,
  note: null,
  ...more,
});

describe(UnitsService.name, () => {
  let database: TestDatabase;
  let source: DataSource;
  let withoutPolicies: DataSource;
  let transactions: Transactions;
  let units: UnitsService;

  beforeAll(async () => {
    database = await cloneDatabase();
    source = await runtimeDataSource(
      databaseAddress(database.url('asan_api')),
      API_LIMITS,
      'test',
    ).initialize();
    withoutPolicies = await runtimeDataSource(database.adminAddress, API_LIMITS, 'test').initialize();
    transactions = new Transactions(source);
    units = serviceOn(transactions);
    await database.admin.query("insert into app.scope_code values ('PK'), ('ET')");
    await register(unit('NET-PK', 'NETWORK'));
  });

  afterAll(async () => {
    await source?.destroy();
    await withoutPolicies?.destroy();
    await database?.drop();
  });

  const clock = new SettableClock('2026-11-22T08:00:00Z');
  const serviceOn = (on: Transactions) =>
    new UnitsService(on, new UnitsRepository(), new UnitsReadModel(), new Audit(clock), clock);
  const centresOn = (on: Transactions) =>
    new CentresService(on, new CentresRepository(), serviceOn(on), clock);
  const network = { parent: 'NET-PK', validFrom: null, validUntil: null };
  const details = {
    localBrand: 'Markaz',
    city: 'Islamabad',
    admin1: null,
    replicationClass: 'SUPPORTED' as const,
    openingHours: null,
    operator: null,
    firstInNetwork: true,
    note: null,
  };
  const register = (given: Unit, parents: (typeof network)[] = []) =>
    transactions.run(context('PK', 'ET'), (tx) => units.register(tx, given, parents));
  const add = (code: string, interval: NewInterval) =>
    transactions.run(context('PK'), (tx) => units.addInterval(tx, { partner: 'PK', code }, interval));

  const operates = (from: string, until: string) =>
    units.operatesDuring(context('PK'), 'CTR-PK-D', from, until);

  it('gives a unit back with its intervals in order and its parent', async () => {
    await register(unit('CTR-PK-A'), [network]);
    await add('CTR-PK-A', operating('2026-01-14'));
    await add('CTR-PK-A', operating('2025-01-01', '2025-06', { status: 'UNDER_CONSTRUCTION' }));

    const kept = (await units.listUnits(context('PK'))).find(({ code }) => code === 'CTR-PK-A');

    expect(kept).toMatchObject({ ...unit('CTR-PK-A'), parents: [network] });
    expect(
      kept?.intervals.map(({ status, validFrom, validUntil }) => [status, validFrom, validUntil]),
    ).toEqual([
      ['UNDER_CONSTRUCTION', '2025-01-01', '2025-06-01'],
      ['OPERATING', '2026-01-14', null],
    ]);
  });

  it('refuses an interval that shares a day with a recorded one', async () => {
    await register(unit('CTR-PK-B'));
    await add('CTR-PK-B', operating('2025-01-01', '2025-06-01'));
    await expect(add('CTR-PK-B', operating('2025-05-31'))).rejects.toMatchObject({
      code: 'interval-overlap',
    });
    await expect(add('CTR-PK-B', operating('2025-06-01'))).resolves.toBeUndefined();
  });

  it('makes a second writer of one unit wait and see the interval of the first', async () => {
    await register(unit('CTR-PK-C'));
    const steps = new EventEmitter();
    const written = once(steps, 'written');
    const first = transactions.run(context('PK'), async (tx) => {
      await units.addInterval(tx, { partner: 'PK', code: 'CTR-PK-C' }, operating('2025-01-01'));
      steps.emit('written');
      await pause(HELD_MS);
    });
    await written;

    const second = add('CTR-PK-C', operating('2025-02-01'));

    await expect(second).rejects.toMatchObject({ code: 'interval-overlap' });
    await first;
  });

  it('knows whether a unit operates during a period', async () => {
    await register(unit('CTR-PK-D'));
    await add('CTR-PK-D', operating('2026-10-31'));
    expect(await operates('2026-10-01', '2026-11-01')).toBe(true);
    expect(await operates('2026-09-01', '2026-10-01')).toBe(false);
  });

  it('gives a centre back with its details and its status on a day', async () => {
    const centres = centresOn(transactions);
    await transactions.run(context('PK'), (tx) => centres.register(tx, unit('CTR-PK-E'), [network], details));
    await add('CTR-PK-E', operating('2026-01-14'));
    expect(await centres.get(context('PK'), 'CTR-PK-E', '2026-01-13')).toMatchObject({
      ...details,
      status: null,
    });
    expect((await centres.get(context('PK'), 'CTR-PK-E')).status).toBe('OPERATING');
  });

  it('leaves an audit record of a unit and of its interval', async () => {
    await register(unit('CTR-PK-F'));
    await add('CTR-PK-F', operating('2026-01-14'));
    const { rows } = await database.admin.query<{ action: string }>(
      "select action from app.audit_event where entity_id = 'CTR-PK-F' order by id",
    );
    expect(rows.map(({ action }) => action)).toEqual(['unit.register', 'unit.add-interval']);
  });

  it('shows no unit and no centre to another partner', async () => {
    expect(await units.listUnits(context('ET'))).toEqual([]);
    await expect(units.listUnits(context('ET'), 'PK')).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      units.operatesDuring(context('ET'), 'NET-PK', '2026-01-01', '2026-02-01'),
    ).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(centresOn(transactions).get(context('ET'), 'CTR-PK-E')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('stays within the scopes also when the policies are off', async () => {
    const bare = new Transactions(withoutPolicies);
    expect(await serviceOn(bare).listUnits(context('ET'))).toEqual([]);
    expect(await centresOn(bare).listAll(context('ET'), {})).toEqual([]);
    await expect(
      bare.run(context('ET'), (tx) =>
        serviceOn(bare).addInterval(tx, { partner: 'PK', code: 'NET-PK' }, operating('2025-01-01')),
      ),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each(['unit', 'unit_parent', 'unit_status_interval', 'centre'])(
    'walls %s against reading from another scope',
    async (table) => {
      const read = (scope: string) =>
        transactions.read(context(scope), (tx) => tx.manager.query(`select 1 from app.${table}`));
      expect(((await read('PK')) as unknown[]).length).toBeGreaterThan(0);
      expect(await read('ET')).toEqual([]);
    },
  );

  it.each([
    [
      'unit',
      'partner, code, type, name, time_zone, created_at',
      "'PK', 'CTR-PK-X', 'CENTRE', 'X', 'UTC', now()",
    ],
    ['unit_parent', 'partner, unit, parent', "'PK', 'CTR-PK-A', 'NET-PK'"],
    [
      'unit_status_interval',
      'id, partner, unit, status, from_precision, until_precision',
      "gen_random_uuid(), 'PK', 'NET-PK', 'OPERATING', 'UNKNOWN', 'UNKNOWN'",
    ],
    ['centre', 'partner, unit', "'PK', 'NET-PK'"],
  ])('refuses to insert into %s of a foreign scope', async (table, columns, values) => {
    const insert = transactions.run(context('ET'), (tx) =>
      tx.manager.query(`insert into app.${table} (${columns}) values (${values})`),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
  });
});
