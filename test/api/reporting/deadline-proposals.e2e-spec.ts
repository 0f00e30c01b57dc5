import type { TestApi } from '../../support/app.js';
import { call } from '../../support/client.js';
import { holiday, startCalendarWorld } from './calendar-world.js';
import { signedIn } from '../../support/people.js';
import { generateSlots } from '../../support/reporting.js';

/** Pakistan on 5 November 2026: October waits for its report when a day off becomes known. */
describe('deadline proposals', () => {
  let api: TestApi;
  let desk: string;
  let coordinator: string;

  beforeEach(async () => {
    ({ api, desk, coordinator } = await startCalendarWorld());
  });
  afterEach(() => api.close());

  const get = (path: string, token = coordinator) => call(api.url, `/api/v1${path}`, { token });
  const post = (path: string, body: unknown, token = desk, headers = {}) =>
    call(api.url, `/api/v1${path}`, { method: 'POST', token, body, headers });
  const sql = async (text: string) => (await api.database.admin.query(text)).rows;
  const dueAt = async () =>
    (
      await sql("select due_at from app.report_slot where unit = 'CTR-PK-S1' and aligned_to = '2026-10'")
    )[0].due_at.toISOString();
  const proposals = async () => (await get('/deadline-proposals?partner=PK')).body.data;
  const proposed = async () => {
    await post('/working-calendars/PK/overrides', holiday());
    await generateSlots(api, 'PK');
    return (await proposals()).find((one: any) => one.unit === 'CTR-PK-S1');
  };
  const decide = (id: string, decision: string, token: string, rev = 1) =>
    post(`/deadline-proposals/${id}/decision`, { decision }, token, { 'if-match': `"r${rev}"` });

  it('show the due instant of a report in the language of the reader', async () => {
    const { body } = await call(api.url, '/api/v1/report-slots?partner=PK&period=2026-10', {
      token: coordinator,
      headers: { 'accept-language': 'ru' },
    });
    expect(body.data[0].dueExplanation.explanation).toContain('рабочий день после 31 окт. 2026');
  });

  it('leave the due instant of an open report alone until somebody decides', async () => {
    const before = await dueAt();
    const proposal = await proposed();
    expect(proposal).toMatchObject({
      state: 'PROPOSED',
      period: 'GREGORIAN_MONTH:2026-10',
      oldDueAt: before,
      newDueAt: '2026-11-12T13:00:00.000Z',
      cause: 'Day of mourning, 2026-11-10 (Cabinet Division, notification 12)',
    });
    expect(await dueAt()).toBe(before);
  });

  it('are made once for each report, however often a round runs', async () => {
    await proposed();
    await generateSlots(api, 'PK');
    expect(await sql('select count(*)::int as count from app.deadline_proposal')).toEqual([{ count: 2 }]);
  });

  it('never move a due instant to an earlier day', async () => {
    await post('/working-calendars/PK/overrides', holiday({ date: '2026-11-07', kind: 'WORKING' }));
    await generateSlots(api, 'PK');
    expect(await proposals()).toEqual([]);
  });

  it('move it when a second person applies them, and record it', async () => {
    const reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
    const proposal = await proposed();
    const answer = await decide(proposal.id, 'APPLY', reviewer);
    expect([answer.status, answer.body.state, await dueAt()]).toEqual([
      200,
      'APPLIED',
      '2026-11-12T13:00:00.000Z',
    ]);
    expect(
      await sql("select after ->> 'dueAt' as due from app.audit_event where action = 'deadline.apply'"),
    ).toEqual([{ due: '2026-11-12T13:00:00.000Z' }]);
  });

  it('stay with the old instant when they are declined, and are not made again', async () => {
    const reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
    const before = await dueAt();
    await decide((await proposed()).id, 'DECLINE', reviewer);
    await generateSlots(api, 'PK');
    expect(await dueAt()).toBe(before);
    expect(
      await sql('select state, count(*)::int as count from app.deadline_proposal group by 1 order by 1'),
    ).toEqual([
      { state: 'DECLINED', count: 1 },
      { state: 'PROPOSED', count: 1 },
    ]);
  });

  it('cannot be decided by the person who recorded the day', async () => {
    const answer = await decide((await proposed()).id, 'APPLY', desk);
    expect([answer.status, answer.body.code]).toEqual([403, 'four-eyes']);
  });

  it('cannot be decided twice, nor on an old revision', async () => {
    const reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
    const { id } = await proposed();
    expect((await decide(id, 'APPLY', reviewer, 2)).status).toBe(412);
    await decide(id, 'APPLY', reviewer);
    const again = await decide(id, 'DECLINE', reviewer, 2);
    expect([again.status, again.body.code]).toEqual([409, 'invalid-transition']);
  });

  it('cannot be applied to a report that is not expected any more', async () => {
    const reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
    const { id } = await proposed();
    await api.database.admin.query('update app.report_slot set waived_at = now()');
    const answer = await decide(id, 'APPLY', reviewer);
    expect([answer.status, answer.body.code]).toEqual([409, 'proposal-outdated']);
  });

  it('are not decided by partners, nor seen by other countries', async () => {
    const other = await signedIn(api, { role: 'COORDINATOR', scope: 'UG' });
    const { id } = await proposed();
    expect((await decide(id, 'APPLY', coordinator)).status).toBe(403);
    expect((await get('/deadline-proposals', other)).body.data).toEqual([]);
  });
});
