import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { RuleBook } from '#indicators';
import { programContext, Transactions } from '#platform';
import { SeedModule } from '../../../apps/cli/src/seed.module.js';
import { testConfig } from '../../support/app.js';
import { signedIn } from '../../support/people.js';
import { CORE_CELLS, step } from '../../support/reporting.js';
import { LONG_WAIT, publishRule, rulesWorld, type RulesWorld } from './rules-world.js';

describe('validation rules as data', () => {
  let world: RulesWorld;
  let ask: RulesWorld['ask'];

  beforeAll(async () => {
    world = await rulesWorld();
    ask = world.ask;
  });
  afterAll(() => world.close());

  async function draft(document: object = LONG_WAIT): Promise<{ path: string; code: string; body: any }> {
    const code = world.newCode();
    const { status, body } = await ask('POST', '/validation-rules', world.author, { code, document });
    expect([status, body.errors]).toEqual([201, undefined]);
    return { path: `/validation-rules/${code}/versions/1`, code, body };
  }

  async function inCheck(document?: object): Promise<{ path: string; code: string; rev: number }> {
    const { path, code, body } = await draft(document);
    const checked = await ask('POST', `${path}/transitions`, world.author, { name: 'check' }, body.rev);
    expect(checked.body.state).toBe('IN_CHECK');
    return { path, code, rev: checked.body.rev };
  }

  it('are there as they ship, in force as version 1', async () => {
    const { body } = await ask('GET', '/validation-rules', world.coordinator);
    const shipped = body.data.filter(({ code }: any) => !code.startsWith('R-TEST'));
    expect(shipped).toHaveLength(10);
    expect(shipped.find(({ code }: any) => code === 'R-SATISFIED')).toMatchObject({
      published: 1,
      drafts: [],
      document: { kind: 'COMPARE', severity: 'BLOCK', part: 'SATISFIED_ANSWERS', whole: 'SURVEY_ANSWERS' },
    });
  });

  it('begin as a draft that changes nothing yet', async () => {
    const { code, path, body } = await draft();
    expect(body).toMatchObject({
      code,
      version: 1,
      state: 'DRAFT',
      draftRev: 1,
      steps: ['check', 'retire'],
    });
    const { id } = await world.openDraft({ ...CORE_CELLS, WAIT_MINUTES_MEAN: '61' });
    const report = await ask('GET', `/submissions/${id}`, world.coordinator);
    expect(report.body.summary.blocking).toBe(0);
    expect((await ask('GET', path, world.coordinator)).body.document).toEqual(LONG_WAIT);
  });

  it('are refused with every fault and the place within an expression', async () => {
    const document = {
      kind: 'COMPARE',
      severity: 'BLOCK',
      cell: 'VISITORS',
      left: 'VISITORS +\n NOBODY',
      op: '<',
      right: '1 <',
    };
    const answer = await ask('POST', '/validation-rules', world.author, { code: world.newCode(), document });
    expect(answer).toMatchObject({ status: 422, body: { code: 'expression-invalid' } });
    expect(answer.body.errors).toMatchObject([
      { pointer: '/document/left', params: { reason: 'unknown-cell', line: 2, column: 2, offset: 12 } },
      { pointer: '/document/right', params: { reason: 'unexpected_token', line: 1, column: 4, offset: 3 } },
    ]);
  });

  it('are refused under a code that is taken', async () => {
    const body = { code: 'R-TYPE', document: LONG_WAIT };
    expect(await ask('POST', '/validation-rules', world.author, body)).toMatchObject({
      status: 409,
      body: { code: 'name-taken' },
    });
  });

  it.each([
    ['COORDINATOR', 'PK'],
    ['HQ_REVIEWER', 'HQ'],
    ['DIRECTOR', 'HQ'],
    ['HQ_ADMIN', 'PK'],
  ])('are not written by a %s of %s', async (role, scope) => {
    const token = await signedIn(world.api, { role, scope });
    const body = { code: world.newCode(), document: LONG_WAIT };
    expect((await ask('POST', '/validation-rules', token, body)).status).toBe(403);
  });

  it('are edited as drafts, each edit counted', async () => {
    const { path, body } = await draft();
    const document = { ...LONG_WAIT, max: '90' };
    const edited = await ask('PATCH', path, world.author, { document }, body.rev);
    expect(edited).toMatchObject({ status: 200, body: { draftRev: 2, document } });
  });

  it('are not edited over a change that was not seen', async () => {
    const { path, body } = await draft();
    await ask('PATCH', path, world.author, { document: { ...LONG_WAIT, max: '90' } }, body.rev);
    const late = await ask('PATCH', path, world.second, { document: LONG_WAIT }, body.rev);
    expect(late).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
  });

  it('are not edited while they are in check', async () => {
    const { path, rev } = await inCheck();
    const answer = await ask('PATCH', path, world.author, { document: LONG_WAIT }, rev);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'invalid-transition', allowed: ['revise', 'publish', 'retire'] },
    });
  });

  it('are not published without a back-test', async () => {
    const { path, rev } = await inCheck();
    const answer = await ask('POST', `${path}/transitions`, world.second, { name: 'publish' }, rev);
    expect(answer).toMatchObject({ status: 422, body: { code: 'backtest-missing' } });
  });

  it('are not published on the back-test of an earlier draft', async () => {
    const { path, body } = await draft();
    await ask('POST', `${path}/backtest`, world.author);
    const document = { ...LONG_WAIT, max: '1' };
    const edited = await ask('PATCH', path, world.author, { document }, body.rev);
    const checked = await ask(
      'POST',
      `${path}/transitions`,
      world.author,
      { name: 'check' },
      edited.body.rev,
    );
    const answer = await ask(
      'POST',
      `${path}/transitions`,
      world.second,
      { name: 'publish' },
      checked.body.rev,
    );
    expect(answer).toMatchObject({ status: 422, body: { code: 'backtest-missing' } });
  });

  it('are not published by who wrote them', async () => {
    const { path, rev } = await inCheck();
    await ask('POST', `${path}/backtest`, world.author);
    const answer = await ask('POST', `${path}/transitions`, world.author, { name: 'publish' }, rev);
    expect(answer).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
  });

  it('are not published by who edited them either', async () => {
    const { path, body } = await draft();
    const edited = await ask(
      'PATCH',
      path,
      world.second,
      { document: { ...LONG_WAIT, max: '90' } },
      body.rev,
    );
    const checked = await ask(
      'POST',
      `${path}/transitions`,
      world.author,
      { name: 'check' },
      edited.body.rev,
    );
    await ask('POST', `${path}/backtest`, world.author);
    const answer = await ask(
      'POST',
      `${path}/transitions`,
      world.second,
      { name: 'publish' },
      checked.body.rev,
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
  });

  it('hold at once for reports that are not submitted', async () => {
    const { id } = await world.openDraft({ ...CORE_CELLS, SERVICE_MINUTES_MEAN: '5000' });
    const before = await ask('GET', `/submissions/${id}`, world.coordinator);
    const code = world.newCode();
    await publishRule(world, code, {
      kind: 'RANGE',
      severity: 'BLOCK',
      cell: 'SERVICE_MINUTES_MEAN',
      max: '480',
    });
    const after = await ask('GET', `/submissions/${id}`, world.coordinator);
    expect([before.body.summary.blocking, after.body.summary.blocking]).toEqual([0, 1]);
    const submit = await step(world.api, world.coordinator, id, { name: 'submit', attestation: true });
    expect(submit).toMatchObject({ status: 422, body: { code: 'guard-failed' } });
    expect(submit.body.errors.map(({ code: fault }: any) => fault)).toContain('rule.above-range');
  });

  it('retire the version before in the same step', async () => {
    const code = world.newCode();
    const document = { ...LONG_WAIT, max: '100000' };
    await publishRule(world, code, document);
    await publishRule(world, code, { ...document, max: '200000' });
    const { body } = await ask('GET', `/validation-rules/${code}/versions`, world.author);
    expect(body.data.map(({ version, state }: any) => [version, state])).toEqual([
      [1, 'RETIRED'],
      [2, 'PUBLISHED'],
    ]);
  });

  it('are kept by the database as they were published', async () => {
    const change = `update app.rule_version set document = '{"kind": "TYPE"}' where code = 'R-TYPE'`;
    await expect(world.api.database.admin.query(change)).rejects.toThrow('only a draft');
  });

  it('say nothing any more once they are retired', async () => {
    const code = world.newCode();
    const document = { kind: 'RANGE', severity: 'BLOCK', cell: 'VOLUNTEER_HOURS', max: '1' };
    const published = await publishRule(world, code, document);
    const { id } = await world.openDraft({ ...CORE_CELLS, VOLUNTEER_HOURS: '2' });
    const before = await ask('GET', `/submissions/${id}`, world.coordinator);
    const path = `/validation-rules/${code}/versions/1/transitions`;
    await ask('POST', path, world.author, { name: 'retire' }, published.rev);
    const after = await ask('GET', `/submissions/${id}`, world.coordinator);
    expect([before.body.summary.blocking, after.body.summary.blocking]).toEqual([1, 0]);
  });

  it('leave an audit record of every change', async () => {
    const code = world.newCode();
    await publishRule(world, code, { ...LONG_WAIT, max: '100000' });
    const { rows } = await world.api.database.admin.query(
      "select action from app.audit_event where entity = 'rule' and entity_id = $1 order by id",
      [`${code}@1`],
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'rule.draft',
      'rule.check',
      'rule.backtest',
      'rule.publish',
    ]);
  });

  it('refuse a submission in words of their own and in the language of the caller', async () => {
    const code = world.newCode();
    const message = { en: '{{value}} windows are too many.', az: '{{value}} pəncərə həddən çoxdur.' };
    await publishRule(world, code, {
      kind: 'RANGE',
      severity: 'BLOCK',
      cell: 'WINDOWS_OPEN',
      max: '9',
      message,
    });
    const { id } = await world.openDraft({ ...CORE_CELLS, WINDOWS_OPEN: '10' });
    const { headers } = await ask('GET', `/submissions/${id}`, world.coordinator);
    const rev = Number(/\d+/.exec(headers.get('etag') ?? '')?.[0]);
    const body = { name: 'submit', attestation: true };
    const answer = await ask('POST', `/submissions/${id}/transitions?lang=az`, world.coordinator, body, rev);
    const said = answer.body.errors.map((fault: any) => [fault.code, fault.message]);
    expect(said).toContainEqual(['rule.own-words', '10 pəncərə həddən çoxdur.']);
  });

  it('speak in words of their own and in the language of the reader', async () => {
    const code = world.newCode();
    const message = { en: '{{value}} staff is too many.', az: '{{value}} işçi həddən çoxdur.' };
    await publishRule(world, code, {
      kind: 'RANGE',
      severity: 'INFO',
      cell: 'STAFF_MONTH_END',
      max: '9',
      message,
    });
    const { id } = await world.openDraft({ ...CORE_CELLS, STAFF_MONTH_END: '10' });
    const words = async (lang: string) => {
      const { body } = await ask('GET', `/submissions/${id}?lang=${lang}`, world.coordinator);
      return body.cells
        .flatMap((cell: any) => cell.findings)
        .filter((finding: any) => finding.rule === code)
        .map((finding: any) => finding.message);
    };
    expect([await words('en'), await words('az'), await words('ru')]).toEqual([
      ['10 staff is too many.'],
      ['10 işçi həddən çoxdur.'],
      ['10 staff is too many.'],
    ]);
  });
});

describe('a publication seen by another instance', () => {
  let world: RulesWorld;
  let other: INestApplicationContext;

  beforeAll(async () => {
    world = await rulesWorld();
    const config = testConfig(world.api.database, {}, 'asan_worker');
    const module = SeedModule.for(config, world.api.clock);
    other = await NestFactory.createApplicationContext(module, { logger: false });
  });
  afterAll(async () => {
    await other.close();
    await world.close();
  });

  const inForce = () =>
    other
      .get(Transactions)
      .read(programContext('OPERATOR', 'test', ['HQ'], 'test'), (tx) => other.get(RuleBook).inForce(tx));

  it('is in force there in the next transaction', async () => {
    const code = world.newCode();
    const before = await inForce();
    await publishRule(world, code, LONG_WAIT);
    const after = await inForce();
    expect([before, after].map((rules) => rules.some((rule) => rule.code === code))).toEqual([false, true]);
  });

  it('is read once, not for every report', async () => {
    expect(await inForce()).toBe(await inForce());
  });
});
