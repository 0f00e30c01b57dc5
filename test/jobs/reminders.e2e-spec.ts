import type { INestApplicationContext } from '@nestjs/common';
import { ReconcilePartner, RemindHeadquarters, RemindPartner } from '#collection';
import { SendDigest } from '#notifications';
import { JobWorkers, type SettableClock } from '#platform';
import { startApi, type TestApi } from '../support/app.js';
import { call, signIn } from '../support/client.js';
import { startMailServer, type TestMailServer } from '../support/mail-server.js';
import { addPerson, PASSWORD, signedIn } from '../support/people.js';
import { addReportingUnit, generateSlots, loadReferenceData, slotOf, step } from '../support/reporting.js';
import { startWorkerProcess } from '../support/worker-process.js';
import { eventually, startWorker } from '../support/worker.js';

/** October 2026 of Pakistan is due on Wednesday 11 November at 18:00 in Karachi, 13:00Z. */
const T_MINUS_1 = '2026-11-10T05:00:00.000Z';
const T_PLUS_1 = '2026-11-12T05:00:00.000Z';
const T_PLUS_3 = '2026-11-16T06:00:00.000Z';

describe('reminders', () => {
  let api: TestApi;
  let worker: INestApplicationContext;
  let server: TestMailServer;

  const at = (instant: string) => (api.clock as SettableClock).set(instant);
  const remind = (partner = 'PK') => worker.get(RemindPartner).run(partner);
  const rows = async (sql: string, ...values: unknown[]) =>
    (await api.database.admin.query(sql, values)).rows;
  const digests = () =>
    rows(
      'select id, scope, state, reason, answer, attempts, locale, address from app.notification_digest order by queued_at, id',
    );
  const deliveryStates = () =>
    rows(
      `select n.rung, d.state, d.reason from app.notification_delivery d join app.notification n on n.id = d.notification_id
        order by d.created_at, n.rung`,
    );
  const settled = async (state: string) =>
    eventually(async () => {
      const known = await digests();
      return known.length > 0 && known.every((digest) => digest.state === state) && known;
    });

  beforeEach(async () => {
    server = await startMailServer();
    api = await startApi({ now: T_MINUS_1 });
    worker = await startWorker(api, { SMTP_URL: server.url, PUBLIC_URL: 'https://asan.example' });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-ISB', reportsFrom: '2026-10-01' });
    await generateSlots(api, 'PK');
  });
  afterEach(async () => {
    await server.close();
    await worker?.close();
    await api.close();
  });

  it('mails a coordinator what is due, once, however often the round comes round', async () => {
    const { email } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    await remind();
    await settled('SENT');
    await remind();
    at('2026-11-10T06:00:00.000Z');
    await worker.get(ReconcilePartner).run('PK');
    await eventually(async () => (await rows('select 1 from app.outbox where sent_at is null')).length === 0);
    expect(server.mails.map(({ to }) => to)).toEqual([email]);
    const { parsed } = server.mails[0];
    expect(parsed.subject).toBe('1 due in 1 day');
    expect(parsed.text).toContain('2026-11-11 18:00 Asia/Karachi (UTC+05:00)');
    expect(parsed.html).toContain('<html lang="en" dir="ltr"');
    const unsubscribe = parsed.headers.find(({ key }) => key === 'list-unsubscribe');
    expect(unsubscribe?.value).toMatch(/^<https:\/\/asan\.example\/mail-preferences#[\w.-]+>/);
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual([
      'CTR-PK-ISB_GREGORIAN_MONTH-2026-10_en.xlsx',
    ]);
    expect(await deliveryStates()).toEqual([
      { rung: 'T-1', state: 'SENT', reason: null },
      { rung: 'T-5', state: 'SUPPRESSED', reason: 'superseded' },
    ]);
  });

  it('sends nothing twice when the job is run twice, even at the same time', async () => {
    await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    server.mode = 'greylist';
    await remind();
    const [{ id }] = await eventually(async () => {
      const known = await digests();
      return known[0]?.attempts > 0 && known[0].state === 'QUEUED' && known;
    });
    server.mode = 'accept';
    const send = () => worker.get(SendDigest).run({ id, scope: 'PK' });
    await Promise.all([send(), send(), send()]);
    await send();
    expect(server.mails).toHaveLength(1);
    expect(await digests()).toMatchObject([{ state: 'SENT' }]);
  });

  it('comes back to a server that said "later", under the same Message-ID', async () => {
    await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    server.mode = 'greylist';
    await remind();
    await eventually(async () => server.asked > 1);
    server.mode = 'accept';
    const [digest] = await settled('SENT');
    expect(digest.attempts).toBeGreaterThan(1);
    expect(server.mails[0].parsed.messageId).toBe(`<digest-${digest.id}@asan.example>`);
  });

  it('never sends a mail again whose sender was killed before the server answered', async () => {
    await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    await worker.close();
    server.mode = 'silent';
    const environment = { SMTP_URL: server.url, PUBLIC_URL: 'https://asan.example' };
    const killed = await startWorkerProcess(api, environment);
    worker = await startWorker(api, environment);
    await worker.get(JobWorkers).pause();
    await remind();
    await eventually(async () => server.mails.length === 1);
    await killed.kill();
    expect(await digests()).toMatchObject([{ state: 'SENDING', attempts: 1 }]);
    // Two minutes later its right to speak to the server has run out.
    await api.database.admin.query(
      "update app.notification_digest set lease_until = clock_timestamp() - interval '1 second'",
    );
    server.mode = 'accept';
    worker.get(JobWorkers).resume();
    await remind();
    const [digest] = await digests();
    expect(digest).toMatchObject({ state: 'UNCERTAIN', reason: 'sender-vanished' });
    await worker.get(SendDigest).run({ id: digest.id, scope: 'PK' });
    expect(server.mails).toHaveLength(1);
    expect(await deliveryStates()).toContainEqual({
      rung: 'T-1',
      state: 'UNCERTAIN',
      reason: 'sender-vanished',
    });
  });

  it('counts a mail as uncertain when the server hung up on it', async () => {
    await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    server.mode = 'hang-up';
    await remind();
    const known = await settled('UNCERTAIN');
    expect(known).toMatchObject([{ reason: 'no-answer', attempts: 1 }]);
    expect(server.mails).toHaveLength(1);
  });

  it('tells headquarters of somebody whose mail bounced twice, until one arrives', async () => {
    const { id } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    const desk = await addPerson(api.database, { role: 'HQ_DESK', scope: 'HQ' });
    const tasks = async () => {
      const token = await signIn(api.url, desk.email, PASSWORD);
      return (await call(api.url, '/api/v1/contact-tasks', { token })).body.data;
    };
    server.mode = 'reject';
    await remind();
    await settled('BOUNCED');
    expect(await tasks()).toEqual([]);
    at(T_PLUS_1);
    await remind();
    await eventually(async () => (await digests()).filter(({ state }) => state === 'BOUNCED').length === 2);
    expect(await tasks()).toMatchObject([{ recipient: { id }, reason: 'contact-unreachable', scope: 'PK' }]);
    server.mode = 'accept';
    at(T_PLUS_3);
    await remind();
    await eventually(async () => (await digests()).some(({ state }) => state === 'SENT'));
    expect(await tasks()).toEqual([]);
  });

  it('escalates to supervisor and desk, and tells the desk of two countries in one mail', async () => {
    await addReportingUnit(api, { partner: 'UG', unit: 'CTR-UG-KLA', reportsFrom: '2026-10-01' });
    await generateSlots(api, 'UG');
    const supervisor = await addPerson(api.database, { role: 'PARTNER_SUPERVISOR', scope: 'PK' });
    const desk = await addPerson(api.database, { role: 'HQ_DESK', scope: 'HQ' });
    at(T_PLUS_1);
    await remind('PK');
    await settled('SENT');
    expect(server.mails.map(({ to }) => to)).toEqual([supervisor.email]);
    at(T_PLUS_3);
    await remind('PK');
    await remind('UG');
    await worker.get(RemindHeadquarters).run();
    await worker.get(RemindHeadquarters).run();
    await eventually(async () => server.mails.length >= 3);
    await settled('SENT');
    const toDesk = server.mails.filter(({ to }) => to === desk.email);
    expect(toDesk.map(({ parsed }) => parsed.subject)).toEqual(['2 overdue']);
    expect(toDesk[0].parsed.text).toMatch(/CTR-UG-KLA[\s\S]*CTR-PK-ISB/);
  });

  it('leaves out what came in after it was decided', async () => {
    await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    server.mode = 'greylist';
    await remind();
    await eventually(async () => server.asked > 0);
    await api.database.admin.query('update app.report_slot set waived_at = now()');
    server.mode = 'accept';
    const known = await settled('SUPPRESSED');
    expect(known).toMatchObject([{ reason: 'settled' }]);
    expect(server.mails).toEqual([]);
  });

  it('writes to each reader in the reader’s language and direction', async () => {
    const people = await Promise.all(
      ['az', 'fa-AF', 'am'].map(async (locale) => {
        const { id, email } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
        await api.database.admin.query('update app.user_account set locale = $2 where id = $1', [id, locale]);
        return email;
      }),
    );
    await remind();
    await settled('SENT');
    const roots = people.map((email) => {
      const html = server.mails.find(({ to }) => to === email)?.parsed.html ?? '';
      return /<html lang="([^"]+)" dir="([^"]+)"/.exec(html)?.slice(1);
    });
    expect(roots).toEqual([
      ['az', 'ltr'],
      ['fa-AF', 'rtl'],
      ['am', 'ltr'],
    ]);
  });

  it('lets a name add no header', async () => {
    const { id } = await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    await api.database.admin.query('update app.user_account set name = $2 where id = $1', [
      id,
      'Ms X\r\nBcc: everybody@asan.example\r\n\r\nbody',
    ]);
    await remind();
    await settled('SENT');
    const [headers] = server.mails[0].raw.split('\r\n\r\n');
    expect(headers).not.toMatch(/^(Bcc|body)/im);
    expect(server.asked).toBe(1);
  });

  it('pauses for who asked for it by the link in a mail, but not for what cannot wait', async () => {
    await addPerson(api.database, { role: 'COORDINATOR', scope: 'PK' });
    await remind();
    await settled('SENT');
    const token = /mail-preferences#([\w.-]+)/.exec(server.mails[0].raw.replaceAll(/=\r\n/g, ''))?.[1];
    const answer = await call(api.url, '/api/v1/mail-preferences', {
      method: 'POST',
      body: { token, snoozedUntil: '2026-11-15T00:00:00Z' },
    });
    expect(answer.body).toEqual({ snoozedUntil: '2026-11-15T00:00:00.000Z', unsubscribed: false, rev: 1 });
    at('2026-11-11T05:00:00.000Z');
    await remind();
    await eventually(async () => server.mails.length === 2);
    expect(server.mails[1].parsed.subject).toBe('1 due today');
    at(T_PLUS_1);
    await remind();
    expect(await deliveryStates()).toContainEqual({ rung: 'T+1', state: 'SUPPRESSED', reason: 'snoozed' });
    expect(server.mails).toHaveLength(2);
  });
});

describe('reminders without a mail server', () => {
  let api: TestApi;
  let worker: INestApplicationContext;

  beforeAll(async () => {
    api = await startApi({ now: T_PLUS_1 });
    worker = await startWorker(api);
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-ISB', reportsFrom: '2026-10-01' });
    await generateSlots(api, 'PK');
  });
  afterAll(async () => {
    await worker.close();
    await api.close();
  });

  it('are recorded as not mailed and stand in the list all the same', async () => {
    const token = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    await worker.get(RemindPartner).run('PK');
    const { rows } = await api.database.admin.query(
      "select distinct state, reason from app.notification_delivery where reason <> 'superseded'",
    );
    expect(rows).toEqual([{ state: 'SUPPRESSED', reason: 'no-mail-server' }]);
    const list = await call(api.url, '/api/v1/me/notifications', { token });
    expect(list.body.data).toMatchObject([{ kind: 'OVERDUE', rung: 'T+1', unit: 'CTR-PK-ISB' }]);
  });

  it('tell of a return within the next round', async () => {
    const coordinator = await signedIn(api, { role: 'COORDINATOR', scope: 'PK' });
    const reviewer = await signedIn(api, { role: 'HQ_REVIEWER', scope: 'HQ' });
    const { cellsBody, CORE_CELLS } = await import('../support/reporting.js');
    const slot = await slotOf(api, coordinator, 'CTR-PK-ISB', '2026-10');
    const draft = await call(api.url, `/api/v1/report-slots/${slot.id}/submissions`, {
      method: 'POST',
      token: coordinator,
    });
    await call(api.url, `/api/v1/submissions/${draft.body.id}/cells`, {
      method: 'PATCH',
      token: coordinator,
      body: cellsBody(CORE_CELLS),
    });
    await step(api, coordinator, draft.body.id, { name: 'submit', attestation: true });
    await step(api, reviewer, draft.body.id, { name: 'startReview' });
    const queries = [
      { cell: 'VISITORS', reason: 'OTHER', text: 'Why so many?', replyBy: '2026-12-01T00:00:00Z' },
    ];
    const answer = await step(api, reviewer, draft.body.id, { name: 'return', queries });
    expect(answer.status).toBe(200);
    await worker.get(RemindPartner).run('PK');
    await worker.get(RemindPartner).run('PK');
    const list = await call(api.url, '/api/v1/me/notifications', { token: coordinator });
    const kinds = list.body.data.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(['RETURNED']);
  });
});
