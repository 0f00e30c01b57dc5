import { Test } from '@nestjs/testing';
import { Global, Module } from '@nestjs/common';

import { DataSource } from 'typeorm';
import { AuditModule } from '#audit/wiring';
import { documentedDate } from '#calendars';
import {
  API_LIMITS,
  Clock,
  databaseAddress,
  runtimeDataSource,
  SettableClock,
  Transactions,
} from '#platform';
import { cloneDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { readFacts, type FactsFile } from './facts-file.js';
import { FactsLoader, type FactsLoaded } from './facts-loader.js';
import { FactsModule } from './facts.module.js';
import { COVERING_WORDINGS } from './licence-facts.js';

let source: DataSource;

@Global()
@Module({
  providers: [
    { provide: DataSource, useFactory: () => source },
    { provide: Clock, useValue: new SettableClock('2026-11-22T08:00:00Z') },
    Transactions,
  ],
  exports: [Transactions, Clock],
})
class PlatformStandIn {}

describe(FactsLoader.name, () => {
  let database: TestDatabase;
  let loader: FactsLoader;
  let facts: FactsFile;
  let loaded: FactsLoaded;

  beforeAll(async () => {
    database = await cloneDatabase();
    const address = databaseAddress(database.url('asan_worker'));
    source = await runtimeDataSource(address, API_LIMITS, 'test').initialize();
    const app = await Test.createTestingModule({
      imports: [PlatformStandIn, AuditModule, FactsModule],
    }).compile();
    loader = app.get(FactsLoader);
    facts = await readFacts();
    loaded = await loader.load(facts);
  });

  afterAll(async () => {
    await source?.destroy();
    await database?.drop();
  });

  const rows = async <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
    (await database.admin.query(sql, parameters)).rows as Row[];
  const count = async (table: string): Promise<number> =>
    (await rows<{ n: number }>(`select count(*)::int as n from app.${table}`))[0].n;

  it('puts all documented partners, instruments, networks and centres on the register', async () => {
    expect(loaded).toMatchObject({ partners: 24, instruments: 22, licences: 10, networks: 6, centres: 19 });
    expect(await Promise.all(['partner', 'instrument', 'unit', 'centre'].map(count))).toEqual([
      24, 22, 25, 19,
    ]);
  });

  it('changes nothing when it runs a second time', async () => {
    const tables = [
      'partner',
      'counterpart_authority',
      'instrument',
      'instrument_party',
      'instrument_act',
      'licence_grant',
      'unit',
    ];
    const more = [
      'unit_parent',
      'unit_status_interval',
      'centre',
      'claim',
      'claim_source',
      'public_source',
      'engagement',
      'rollout',
      'rollout_milestone',
      'audit_event',
    ];
    const before = await Promise.all([...tables, ...more].map(count));

    const again = await loader.load(facts);

    expect(again).toEqual({
      partners: 0,
      instruments: 0,
      licences: 0,
      networks: 0,
      centres: 0,
      claims: 0,
      engagements: 0,
      rollouts: 0,
    });
    expect(await Promise.all([...tables, ...more].map(count))).toEqual(before);
  });

  it('takes a visit, ceremony or delegation from a milestone with its own date and sources', async () => {
    const kept = await rows<{ origin: string; partner: string; title: string; text: string; urls: string[] }>(
      `select origin, partner, title, date_text as text,
              array(select s->>'url' from jsonb_array_elements(sources) s) as urls from app.engagement`,
    );
    const documented = facts.milestones
      .filter(({ id }) => kept.some(({ origin }) => origin === `facts:milestones/${id}`))
      .map(({ id, partnerId, event, date, sources }) => ({
        origin: `facts:milestones/${id}`,
        partner: partnerId,
        title: event,
        text: date,
        urls: expect.arrayContaining(sources.map(({ url }) => url)),
      }));
    expect(kept).toHaveLength(19);
    expect(kept).toEqual(expect.arrayContaining(documented));
  });

  it('tells the rollout of each of the six countries by its own milestones, with date, precision and sources', async () => {
    const kept = await rows<Record<string, unknown>>(
      `select m.partner, m.origin, m.step, m.event, m.date_text as text, m.date_precision as precision,
              m.date_earliest as earliest, m.date_latest as latest, m.sources
         from app.rollout_milestone m`,
    );
    const six = ['AF', 'ET', 'ID', 'PK', 'UG', 'UZ'];
    const documented = facts.milestones
      .filter(({ partnerId }) => six.includes(partnerId))
      .map(({ id, partnerId, stage, event, date, datePrecision, sources }) => ({
        partner: partnerId,
        origin: `facts:milestones/${id}`,
        step: stage,
        event,
        ...documentedDate(date, datePrecision),
        sources,
      }));
    expect(kept).toHaveLength(documented.length);
    expect(kept).toEqual(expect.arrayContaining(documented));
  });

  it('makes up no stage, plan or day for a documented rollout, and calls none of them synthetic', async () => {
    const kept = await rows<Record<string, unknown>>(
      `select partner, status, stage, template_code as template, planned_opening as planned, synthetic,
              opened_text as opened, opened_precision as precision, opened_earliest as earliest
         from app.rollout order by partner`,
    );
    const known = { status: 'DOCUMENTED', stage: null, template: null, planned: null, synthetic: false };
    expect(kept).toEqual([
      // The president's statement proves that it was open by then, not since when.
      { partner: 'AF', ...known, opened: '2019-11-26', precision: 'RANGE', earliest: null },
      { partner: 'ET', ...known, opened: '2025-04', precision: 'MONTH', earliest: '2025-04-01' },
      { partner: 'ID', ...known, opened: '2017-10-06', precision: 'DAY', earliest: '2017-10-06' },
      { partner: 'PK', ...known, opened: '2026-01-14', precision: 'DAY', earliest: '2026-01-14' },
      { partner: 'UG', ...known, opened: '2023-07-28', precision: 'DAY', earliest: '2023-07-28' },
      { partner: 'UZ', ...known, opened: '2018-01-01', precision: 'DAY', earliest: '2018-01-01' },
    ]);
  });

  it('keeps the code, name, kind word and note of every partner', async () => {
    const kept = await rows<Record<string, unknown>>(
      'select partner as id, name, iso3166 as iso2, iso3, relation_kind as "relationKind", cooperation_status as "cooperationStatus", note from app.partner order by partner',
    );
    const documented = facts.partners
      .map(({ id, name, iso2, iso3, relationKind, cooperationStatus, note }) => ({
        id,
        name,
        iso2,
        iso3,
        relationKind,
        cooperationStatus,
        note,
      }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(kept).toEqual(documented);
  });

  it('keeps every counterpart body with its documented years', async () => {
    const kept = await rows<Record<string, unknown>>(
      'select partner, name, role, from_text as "from", until_text as "to" from app.counterpart_authority',
    );
    const documented = facts.partners.flatMap(({ id, counterpartBodies }) =>
      counterpartBodies.map(({ name, role, from, to }) => ({ partner: id, name, role, from, to })),
    );
    expect(kept).toHaveLength(documented.length);
    expect(kept).toEqual(expect.arrayContaining(documented));
  });

  it('keeps the date of every signature as documented, unknown ones without a day', async () => {
    const kept = await rows<Record<string, unknown>>(
      `select distinct i.code, a.date_text as text, a.date_precision as precision, a.date_earliest as earliest, a.date_latest as latest
         from app.instrument i join app.instrument_act a on a.instrument_id = i.id where a.act = 'SIGNED'`,
    );
    const documented = facts.agreements.map(({ id, date, datePrecision }) => ({
      code: id,
      ...documentedDate(date, datePrecision),
    }));
    expect(kept).toHaveLength(22);
    expect(kept).toEqual(expect.arrayContaining(documented));
  });

  it('records every documented approval as an act of the Azerbaijani side', async () => {
    const kept = await rows<Record<string, unknown>>(
      `select i.code, a.party, a.note as act, a.date_text as date
         from app.instrument i join app.instrument_act a on a.instrument_id = i.id where a.act = 'APPROVED'`,
    );
    const documented = facts.agreements
      .filter(({ approval }) => approval)
      .map(({ id, approval }) => ({ code: id, party: 'HQ', ...approval }));
    expect(kept).toHaveLength(4);
    expect(kept).toEqual(expect.arrayContaining(documented));
  });

  it('keeps an instrument of several partners under HQ with one party row for each', async () => {
    const [instrument] = await rows<{ partner: string; parties: string[] }>(
      `select i.partner, array_agg(p.partner order by p.partner) as parties
         from app.instrument i join app.instrument_party p on p.instrument_id = i.id
        where i.code = 'AGR-ASSOC-2019' group by i.partner`,
    );
    expect(instrument).toEqual({ partner: 'HQ', parties: ['AE', 'AF', 'ID', 'MA', 'ME', 'TR', 'UG'] });
  });

  it('keeps every documented signatory with the side for which the office speaks', async () => {
    const kept = await rows<{ code: string; name: string | null; role: string }>(
      `select i.code, s->>'name' as name, s->>'role' as role from app.instrument i,
              jsonb_array_elements(i.hq_signatories) s where s->>'role' like '%State Agency%'
       union all
       select i.code, s->>'name', s->>'role' from app.instrument i
         join app.instrument_party p on p.instrument_id = i.id, jsonb_array_elements(p.signatories) s`,
    );
    const documented = facts.agreements.flatMap(({ id, signatories }) =>
      (signatories ?? []).map(({ name, role }) => ({ code: id, name, role })),
    );
    expect(kept).toHaveLength(documented.length);
    expect(kept).toEqual(expect.arrayContaining(documented));
  });

  it('finds in the facts every wording that grants a component, and grants it to the party', async () => {
    const stated = facts.agreements.flatMap(({ title, scope }) => [title, ...scope]);
    expect(COVERING_WORDINGS.filter((wording) => !stated.includes(wording))).toEqual([]);
    const kept = await rows<{ partner: string; component: string }>(
      'select partner, component from app.licence_grant order by partner, component',
    );
    expect(kept.map(({ partner, component }) => `${partner} ${component}`)).toEqual([
      'AF ASAN',
      'AF SOLUTIONS',
      'CO ASAN',
      'ET ASAN',
      'ME ASAN',
      'PK ASAN',
      'RO ASAN',
      'RW ASAN',
      'SN ASAN',
      'UG ASAN',
    ]);
  });

  it('leaves the end, the renewal and the entry into force unknown where no source says them', async () => {
    const kept = await rows<Record<string, unknown>>(
      `select distinct term_until_precision as until, renewal_mode as renewal, notice_period as notice,
              entry_into_force_rule as rule from app.instrument`,
    );
    expect(facts.agreements.filter(({ expiresOn, entryIntoForce }) => expiresOn ?? entryIntoForce)).toEqual(
      [],
    );
    expect(kept).toEqual([{ until: 'UNKNOWN', renewal: 'UNKNOWN', notice: null, rule: 'UNKNOWN' }]);
  });

  it('links the renewal of a memorandum to the one that it renews', async () => {
    const [renewal] = await rows<{ earlier: string }>(
      `select e.code as earlier from app.instrument i join app.instrument e on e.id = i.supersedes where i.code = 'AGR-ID-2024-RENEWAL'`,
    );
    expect(renewal.earlier).toBe('AGR-ID-2017');
  });

  it('opens every centre on its documented date and none on a made-up one', async () => {
    const kept = await rows<Record<string, unknown>>(
      `select s.unit, s.status, s.from_text as text, s.from_precision as precision, s.from_earliest as earliest, s.from_latest as latest
         from app.unit_status_interval s join app.centre c on c.unit = s.unit`,
    );
    const documented = facts.centres.map(({ id, openingDate, openingDatePrecision }) => ({
      unit: id,
      status: 'OPERATING',
      ...documentedDate(openingDate, openingDatePrecision),
    }));
    expect(kept).toHaveLength(19);
    expect(kept).toEqual(expect.arrayContaining(documented));
  });

  it('finds every milestone again with its date and wording', async () => {
    const kept = await rows<Record<string, unknown>>(
      `select partner, property, value_text as event, as_of_text as date from app.claim where origin like 'facts:milestones/%'`,
    );
    const documented = facts.milestones.map(({ partnerId, stage, event, date }) => ({
      partner: partnerId,
      property: `milestone.${stage}`,
      event,
      date,
    }));
    expect(kept).toHaveLength(50);
    expect(kept).toEqual(expect.arrayContaining(documented));
  });

  it('finds every published figure again, those about Azerbaijan and the programme under HQ', async () => {
    const kept = await rows<Record<string, unknown>>(
      `select partner, property, value_text as value, unit, as_of_text as at, note from app.claim where origin like 'facts:publishedKpis/%'`,
    );
    const documented = facts.publishedKpis.map((kpi) => ({
      partner: kpi.partnerId ?? 'HQ',
      property: `published.${kpi.indicator}`,
      value: String(kpi.value),
      unit: kpi.unit,
      at: kpi.asOfOrPeriod,
      note: kpi.note,
    }));
    expect(kept).toHaveLength(61);
    expect(kept).toEqual(expect.arrayContaining(documented));
  });

  it('sets the two versions of each of the ten contradictions side by side and accepts neither', async () => {
    const kept = await rows<{ versions: string[]; statuses: string[] }>(
      `select array_agg(value_text order by origin) as versions, array_agg(distinct status) as statuses
         from app.claim where conflict_group is not null group by conflict_group`,
    );
    expect(kept.map(({ versions }) => versions)).toEqual(
      expect.arrayContaining(facts.conflicts.map(({ versionA, versionB }) => [versionA, versionB])),
    );
    expect(kept).toHaveLength(10);
    expect(kept.flatMap(({ statuses }) => statuses)).toEqual(Array(10).fill('DISPUTED'));
  });

  it('gives every claim at least one source', async () => {
    const bare = await rows(
      'select origin from app.claim c where not exists (select 1 from app.claim_source s where s.claim_id = c.id)',
    );
    expect(bare).toEqual([]);
  });

  it.each([
    'partners',
    'agreements',
    'centres',
    'milestones',
    'publishedKpis',
    'legalActs',
    'programmes',
    'conflicts',
  ] as const)('finds every source of the %s again', async (section) => {
    const kept = await rows<{ url: string; publishedOn: string | null; title: string; publisher: string }>(
      `select distinct s.url, s.title, s.publisher, s.published_on as "publishedOn"
         from app.claim c join app.claim_source cs on cs.claim_id = c.id join app.public_source s on s.partner = cs.partner and s.url = cs.url
        where c.origin like $1`,
      [`facts:${section}/%`],
    );
    const documented = new Map(
      facts[section].flatMap(({ sources }) => sources).map((each) => [each.url, each]),
    );
    expect(kept).toHaveLength(documented.size);
    expect(kept).toEqual(expect.arrayContaining([...documented.values()]));
  });

  it('keeps legal acts and programmes', async () => {
    const kept = await rows<{ property: string; n: number }>(
      `select property, count(*)::int as n from app.claim where property in ('legalAct', 'programme') group by property order by property`,
    );
    expect(kept).toEqual([
      { property: 'legalAct', n: 13 },
      { property: 'programme', n: 14 },
    ]);
  });

  it('leaves an audit record in the scope of each partner', async () => {
    const kept = await rows<{ partner: string }>(
      "select partner from app.audit_event where action = 'partner.register' order by partner",
    );
    expect(kept.map(({ partner }) => partner)).toEqual(facts.partners.map(({ id }) => id).toSorted());
  });
});
