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
import { UNKNOWN_TERMS } from '../terms/instrument-terms.js';
import { InstrumentActs } from './instrument-acts.js';
import type { ActKind, NewAct, NewInstrument } from './instrument.js';
import { InstrumentsReadModel } from './instruments.read-model.js';
import { InstrumentsRepository } from './instruments.repository.js';
import { InstrumentsService } from './instruments.service.js';

const context = (...scopes: string[]): OperationContext =>
  programContext('OPERATOR', 'test', scopes, 'request-1');

const act = (kind: ActKind, party: string, date = '2026-01-01', future = false): Omit<NewAct, 'knownBy'> => ({
  act: kind,
  party,
  date: documentedDate(date),
  future,
  note: null,
  reservation: null,
  newUntil: documentedDate(null),
});

const hq = () => context('PK', 'ET', 'HQ');

describe(InstrumentActs.name, () => {
  let database: TestDatabase;
  let source: DataSource;
  let withoutPolicies: DataSource;
  let transactions: Transactions;
  let instruments: InstrumentsService;
  let acts: InstrumentActs;
  let codes = 0;

  beforeAll(async () => {
    database = await cloneDatabase();
    source = await runtimeDataSource(
      databaseAddress(database.url('asan_api')),
      API_LIMITS,
      'test',
    ).initialize();
    withoutPolicies = await runtimeDataSource(database.adminAddress, API_LIMITS, 'test').initialize();
    transactions = new Transactions(source);
    [instruments, acts] = [serviceOn(transactions), actsOn(transactions)];
    await database.admin.query("insert into app.scope_code values ('PK'), ('ET')");
    await database.admin.query(
      "insert into app.partner (partner, kind, name, status) values ('PK', 'COUNTRY', 'Pakistan', 'ACTIVE'), ('ET', 'COUNTRY', 'Ethiopia', 'ACTIVE')",
    );
  });

  afterAll(async () => {
    await source?.destroy();
    await withoutPolicies?.destroy();
    await database?.drop();
  });

  const clock = new SettableClock('2026-11-22T08:00:00Z');
  const serviceOn = (on: Transactions) =>
    new InstrumentsService(
      on,
      new InstrumentsRepository(),
      new InstrumentsReadModel(),
      new Audit(clock),
      clock,
    );
  const actsOn = (on: Transactions) =>
    new InstrumentActs(on, new InstrumentsRepository(), new InstrumentsReadModel(), new Audit(clock), clock);
  const newInstrument = (more: Partial<NewInstrument> = {}): NewInstrument => ({
    partner: 'PK',
    code: `AGR-PK-${(codes += 1)}`,
    kind: 'INTERGOVERNMENTAL_AGREEMENT',
    documentedType: null,
    title: 'Agreement',
    place: null,
    hqParty: null,
    counterpart: 'Government',
    covers: ['one-stop shops'],
    relationKind: null,
    entryIntoForceRule: 'ON_SIGNATURE',
    entryIntoForceOn: null,
    ratificationsNeeded: null,
    entryIntoForceDays: 0,
    titles: [],
    depositary: null,
    terms: UNKNOWN_TERMS,
    supersedes: null,
    amends: null,
    note: null,
    parties: ['PK'],
    partyDetails: [],
    ...more,
  });
  const draft = async (more: Partial<NewInstrument> = {}): Promise<string> =>
    (await instruments.register(hq(), newInstrument(more))).id;
  const sign = async (id: string): Promise<void> => {
    await acts.record(hq(), id, 1, act('SIGNED', 'HQ'));
    await acts.record(hq(), id, 2, act('SIGNED', 'PK'));
  };

  const change = (sql: string) => transactions.run(hq(), (tx) => tx.manager.query(sql));

  it('brings an instrument into force by the signatures of both sides', async () => {
    const id = await draft();
    await sign(id);
    const instrument = await instruments.get(context('PK'), id);
    expect(instrument).toMatchObject({ rev: 3, class: 'TREATY', standing: { status: 'IN_FORCE' } });
  });

  it('answers the status of an earlier day', async () => {
    const id = await draft();
    await sign(id);
    expect((await instruments.get(hq(), id, '2025-12-31')).standing.status).toBe('DRAFT');
  });

  it('refuses an act that is not open and names those that are', async () => {
    const id = await draft();
    await expect(acts.record(hq(), id, 1, act('RATIFIED', 'PK'))).rejects.toMatchObject({
      code: 'invalid-transition',
      extensions: { allowed: ['INITIALLED', 'SIGNED', 'ACCEDED'] },
    });
  });

  it('refuses an impossible act with the names of the broken rules and leaves the revision alone', async () => {
    const id = await draft();
    await sign(id);
    await expect(acts.record(hq(), id, 3, act('RATIFIED', 'PK', '2025-01-01'))).rejects.toMatchObject({
      kind: 'INVALID',
      code: 'guard-failed',
      faults: [{ pointer: '/date', code: 'act.before-signature' }],
    });
    expect((await instruments.get(hq(), id)).rev).toBe(3);
  });

  it('refuses an act on an instrument that changed since it was read', async () => {
    const id = await draft();
    await acts.record(hq(), id, 1, act('SIGNED', 'HQ'));
    await expect(acts.record(hq(), id, 1, act('SIGNED', 'PK'))).rejects.toMatchObject({
      code: 'precondition-failed',
    });
  });

  it('lets only one of two simultaneous acts through', async () => {
    const id = await draft();
    const both = await Promise.allSettled([
      acts.record(hq(), id, 1, act('SIGNED', 'HQ')),
      acts.record(hq(), id, 1, act('SIGNED', 'PK')),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await instruments.get(hq(), id)).acts).toHaveLength(1);
  });

  it('voids a wrong act, keeps it readable and takes it out of the status', async () => {
    const id = await draft();
    await sign(id);
    const [first] = (await instruments.get(hq(), id)).acts;

    await acts.voidAct(hq(), id, first.id, 3, 'wrong instrument');

    const after = await instruments.get(hq(), id);
    expect(after.standing.status).toBe('DRAFT');
    expect(after.acts[0]).toMatchObject({ id: first.id, voidReason: 'wrong instrument' });
    await expect(acts.voidAct(hq(), id, first.id, 4, 'again')).rejects.toMatchObject({
      code: 'act-already-voided',
    });
  });

  it('leaves an audit record of every act and of its voiding', async () => {
    const id = await draft();
    await acts.record(hq(), id, 1, act('SIGNED', 'HQ'));
    const [first] = (await instruments.get(hq(), id)).acts;
    await acts.voidAct(hq(), id, first.id, 2, 'wrong day');
    const { rows } = await database.admin.query<{ action: string; partner: string }>(
      'select action, partner from app.audit_event where entity_id = $1 order by id',
      [id],
    );
    expect(rows).toEqual([
      { action: 'instrument.register', partner: 'PK' },
      { action: 'instrument.record-act', partner: 'PK' },
      { action: 'instrument.void-act', partner: 'PK' },
    ]);
  });

  it('lets nobody change the date of a recorded act or remove it', async () => {
    const id = await draft();
    await sign(id);
    await expect(change("update app.instrument_act set date_text = '2020'")).rejects.toThrow(
      /permission denied/,
    );
    await expect(change('delete from app.instrument_act')).rejects.toThrow(/permission denied/);
  });

  it('shows an instrument to no other partner and lets none act on it', async () => {
    const id = await draft();
    await expect(instruments.get(context('ET'), id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(acts.record(context('ET'), id, 1, act('SIGNED', 'PK'))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(instruments.listAll(context('ET'), { partner: 'PK' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('keeps an instrument of several partners for the headquarters', async () => {
    const id = await draft({ partner: 'HQ', parties: ['ET', 'PK'] });
    expect((await instruments.get(hq(), id)).parties).toEqual(['ET', 'PK']);
    await expect(instruments.get(context('PK'), id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('stays within the scopes also when the policies are off', async () => {
    const id = await draft();
    const bare = new Transactions(withoutPolicies);
    expect(await serviceOn(bare).listAll(context('ET'))).toEqual([]);
    await expect(actsOn(bare).record(context('ET'), id, 1, act('SIGNED', 'PK'))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('registers nothing for a partner out of scope', async () => {
    const foreign = instruments.register(context('ET'), newInstrument({ code: 'AGR-FOREIGN' }));
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each(['instrument', 'instrument_party', 'instrument_act'])(
    'walls %s against reading from another scope',
    async (table) => {
      await sign(await draft());
      const read = (scope: string) =>
        transactions.read(context(scope), (tx) =>
          tx.manager.query(`select 1 from app.${table} where partner = 'PK'`),
        );
      expect(((await read('PK')) as unknown[]).length).toBeGreaterThan(0);
      expect(await read('ET')).toEqual([]);
    },
  );

  it.each([
    [
      'instrument',
      'id, partner, code, kind, class, title, counterpart',
      "gen_random_uuid(), 'PK', 'X', 'CHARTER', 'NON_TREATY', 'X', 'X'",
    ],
    ['instrument_party', 'partner, instrument_id', "'PK', gen_random_uuid()"],
    [
      'instrument_act',
      'id, partner, instrument_id, act, party, date_precision, recorded_at, recorded_by',
      "gen_random_uuid(), 'PK', gen_random_uuid(), 'SIGNED', 'PK', 'UNKNOWN', now(), 'x'",
    ],
  ])('refuses to insert into %s of a foreign scope', async (table, columns, values) => {
    const insert = transactions.run(context('ET'), (tx) =>
      tx.manager.query(`insert into app.${table} (${columns}) values (${values})`),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
  });
});
