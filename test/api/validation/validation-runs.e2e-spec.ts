import { RuleBook } from '#indicators';
import { programContext, Transactions } from '#platform';
import { hashOf, recompute } from '../../../libs/reporting/src/validation/snapshot.js';
import { CORE_CELLS, step } from '../../support/reporting.js';
import { signedIn } from '../../support/people.js';
import { rulesWorld, type RulesWorld } from './rules-world.js';

const NO_SERVICE = { ...CORE_CELLS, SERVICES_RENDERED: '0' };

describe('a run of the rules over a report', () => {
  let world: RulesWorld;
  let ask: RulesWorld['ask'];

  beforeAll(async () => {
    world = await rulesWorld();
    ask = world.ask;
  });
  afterAll(() => world.close());

  const run = (id: string, token = world.coordinator) => ask('POST', `/submissions/${id}/validation`, token);
  const last = (id: string, token = world.coordinator) => ask('GET', `/submissions/${id}/validation`, token);

  async function save(id: string, cell: object): Promise<void> {
    const answer = await ask('PATCH', `/submissions/${id}/cells`, world.coordinator, { cells: [cell] });
    expect(answer.status).toBe(200);
  }

  it('is kept with its rules, facts and findings', async () => {
    const { id } = await world.openDraft(NO_SERVICE);
    const { status, body } = await run(id);
    expect(status).toBe(201);
    expect(body).toMatchObject({ submission: id, trigger: 'REQUEST', exempted: [], fixed: [] });
    expect(body.rules).toContain('R-NO-SERVICE@1');
    expect(body.facts).toMatchObject({ periodDays: 31, month: 10, subject: { partner: 'PK' } });
    expect(body.findings).toMatchObject([
      {
        rule: 'R-NO-SERVICE',
        version: 1,
        cell: 'SERVICES_RENDERED',
        code: 'rule.zero-while-active',
        state: 'NEW',
      },
    ]);
    expect((await last(id)).body).toEqual(body);
  });

  it('does not exist before somebody ran the rules', async () => {
    const { id } = await world.openDraft();
    expect((await last(id)).status).toBe(404);
  });

  it('says the same with the same ids as the report itself', async () => {
    const { id } = await world.openDraft(NO_SERVICE);
    const { body } = await run(id);
    const report = await ask('GET', `/submissions/${id}`, world.coordinator);
    const shown = report.body.cells.flatMap((cell: any) => cell.findings);
    expect(body.findings.map((finding: any) => finding.id)).toEqual(shown.map((finding: any) => finding.id));
  });

  it('tells of a violation once, and again when it comes back', async () => {
    const { id } = await world.openDraft(NO_SERVICE);
    const first = (await run(id)).body;
    expect(first.announced).toEqual([first.findings[0].id]);
    expect((await run(id)).body.announced).toEqual([]);
    await save(id, { cell: 'SERVICES_RENDERED', baseRev: 1, value: '5' });
    const fixed = (await run(id)).body;
    expect([fixed.findings, fixed.fixed]).toMatchObject([
      [],
      [{ rule: 'R-NO-SERVICE', cell: 'SERVICES_RENDERED' }],
    ]);
    await save(id, { cell: 'SERVICES_RENDERED', baseRev: 2, value: '0' });
    expect((await run(id)).body.announced).toEqual(first.announced);
  });

  it.each([
    ['fifteen characters', 'the hall closed', 'EXPLAINED'],
    ['a reason code', 'SYSTEM_OUTAGE', 'EXPLAINED'],
    ['too few words', 'closed', 'NEW'],
  ])('calls a violation with %s by its state', async (_condition, explanation, state) => {
    const { id } = await world.openDraft(NO_SERVICE);
    await save(id, { cell: 'SERVICES_RENDERED', baseRev: 1, value: '0', explanation });
    expect((await run(id)).body.findings).toMatchObject([{ state, explanation }]);
  });

  it('never lets a reason answer what blocks', async () => {
    const { id } = await world.openDraft({ ...CORE_CELLS, SATISFIED_ANSWERS: '101' });
    const explanation = 'We know better, believe us.';
    await save(id, { cell: 'SATISFIED_ANSWERS', baseRev: 1, value: '101', explanation });
    expect((await run(id)).body.findings).toMatchObject([{ severity: 'BLOCK', state: 'NEW' }]);
    const answer = await step(world.api, world.coordinator, id, { name: 'submit', attestation: true });
    expect(answer.body).toMatchObject({
      code: 'guard-failed',
      errors: [{ code: 'rule.part-exceeds-whole' }],
    });
  });

  it('is made by submission and acceptance, and acceptance acknowledges', async () => {
    const { id } = await world.openDraft(NO_SERVICE);
    const explanation = 'Power was out for the whole month.';
    await save(id, { cell: 'SERVICES_RENDERED', baseRev: 1, value: '0', explanation });
    await step(world.api, world.coordinator, id, { name: 'submit', attestation: true });
    expect((await last(id)).body).toMatchObject({
      trigger: 'SUBMIT',
      findings: [{ state: 'EXPLAINED', explanation }],
    });
    await step(world.api, world.reviewer, id, { name: 'startReview' });
    const acknowledgements = [{ rule: 'R-NO-SERVICE', cell: 'SERVICES_RENDERED' }];
    const accepted = await step(world.api, world.reviewer, id, { name: 'accept', acknowledgements });
    expect([accepted.status, accepted.body.errors]).toEqual([200, undefined]);
    expect((await last(id)).body).toMatchObject({ trigger: 'ACCEPT', findings: [{ state: 'ACKNOWLEDGED' }] });
  });

  it('can be had again from its snapshot, as the database gives it back', async () => {
    const { id } = await world.openDraft({
      ...NO_SERVICE,
      SATISFIED_ANSWERS: '101',
      WAIT_MINUTES_MEAN: '12.50',
    });
    const { body } = await run(id);
    const { rows } = await world.api.database.admin.query(
      'select snapshot, findings, snapshot_hash from app.validation_run where id = $1',
      [body.id],
    );
    const rules = await world.api.app
      .get(Transactions, { strict: false })
      .read(programContext('OPERATOR', 'test', ['HQ'], 'test'), (tx) =>
        world.api.app.get(RuleBook, { strict: false }).inForce(tx),
      );
    expect(hashOf(rows[0].snapshot)).toBe(body.snapshotHash);
    expect(recompute(rows[0].snapshot, rules)).toEqual(rows[0].findings);
    expect(recompute(rows[0].snapshot, rules)).toHaveLength(2);
    const changed = structuredClone(rows[0].snapshot);
    changed.facts.previous.VISITORS = '1';
    expect(hashOf(changed)).not.toBe(body.snapshotHash);
  });

  it('is answered in the language of the reader', async () => {
    const { id } = await world.openDraft(NO_SERVICE);
    await run(id);
    const { body } = await ask('GET', `/submissions/${id}/validation?lang=ru`, world.coordinator);
    expect(body.findings[0].message).toContain('VISITORS');
    expect(body.findings[0].message).toMatch(/[а-я]/);
  });

  it('is recorded in the audit', async () => {
    const { id } = await world.openDraft();
    const { body } = await run(id);
    const { rows } = await world.api.database.admin.query(
      "select after from app.audit_event where entity_id = $1 and action = 'submission.validate'",
      [id],
    );
    expect(rows).toMatchObject([{ after: { run: body.id, snapshotHash: body.snapshotHash } }]);
  });

  it('is not found by another country', async () => {
    const { id } = await world.openDraft();
    await run(id);
    const foreign = await signedIn(world.api, { role: 'COORDINATOR', scope: 'ET' });
    expect([(await run(id, foreign)).status, (await last(id, foreign)).status]).toEqual([404, 404]);
  });

  it('is not made by who only reads', async () => {
    const { id } = await world.openDraft();
    const auditor = await signedIn(world.api, { role: 'AUDITOR', scope: 'HQ' });
    expect((await run(id, auditor)).status).toBe(403);
  });
});
