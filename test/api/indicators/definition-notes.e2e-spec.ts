import type { SettableClock } from '#platform';
import { signedIn } from '../../support/people.js';
import { indicatorsWorld, type IndicatorsWorld } from './indicators-world.js';

const NOTE = {
  partner: 'PK',
  indicator: 'VISITORS',
  from: '2026-10',
  text: 'Accompanying persons are counted as visitors too.',
};

describe('definition notes', () => {
  let world: IndicatorsWorld;
  let ask: IndicatorsWorld['ask'];

  beforeEach(async () => {
    world = await indicatorsWorld();
    ask = world.ask;
    await world.accepted();
  });
  afterEach(() => world.close());

  async function filed(change: object = {}): Promise<any> {
    const { status, body } = await ask('POST', '/definition-notes', world.coordinator, {
      ...NOTE,
      ...change,
    });
    expect([status, body.errors]).toEqual([201, undefined]);
    return body;
  }

  const take = (note: any, name: string, token = world.reviewer, rev = note.rev) =>
    ask('POST', `/definition-notes/${note.id}/transitions`, token, { name }, rev);

  async function figure(indicator: string, query = ''): Promise<any> {
    const path = `/analytics/aggregate?indicator=${indicator}&period=2026-10&partner=PK${query}`;
    const { body } = await ask('GET', path, world.coordinator);
    return [body.data[0].obsStatus, body.data[0].definitionNotes];
  }

  it('mark the figures from their month on once headquarters accepted them', async () => {
    const note = await filed();
    expect(await figure('VISITORS')).toEqual(['A', undefined]);
    const accepted = await take(note, 'accept');
    expect(accepted).toMatchObject({ status: 200, body: { state: 'ACCEPTED', steps: ['revoke'] } });
    expect(await figure('VISITORS')).toEqual(['D', [note.id]]);
  });

  it('mark what is computed from the indicator, and nothing else', async () => {
    const note = await filed();
    await take(note, 'accept');
    expect(await figure('WAIT_MINUTES_MEAN')).toEqual(['D', [note.id]]);
    expect(await figure('SATISFACTION')).toEqual(['A', undefined]);
  });

  it('leave the months before alone', async () => {
    const note = await filed({ from: '2026-11' });
    await take(note, 'accept');
    expect(await figure('VISITORS')).toEqual(['A', undefined]);
  });

  it('leave answers about the time before their acceptance as they were', async () => {
    const note = await filed();
    (world.api.clock as SettableClock).set('2026-11-05T10:00:00Z');
    await take(note, 'accept');
    expect(await figure('VISITORS', '&asOf=2026-11-05T09:00:00Z')).toEqual(['A', undefined]);
    expect(await figure('VISITORS', '&asOf=2026-11-05T10:00:00Z')).toEqual(['D', [note.id]]);
  });

  it('change nothing when they are declined', async () => {
    await take(await filed(), 'decline');
    expect(await figure('VISITORS')).toEqual(['A', undefined]);
  });

  it('mark nothing any more once they are revoked', async () => {
    const note = await filed();
    await take(note, 'accept');
    const revoked = await take(note, 'revoke', world.reviewer, 2);
    expect(revoked).toMatchObject({ status: 200, body: { state: 'REVOKED', steps: [] } });
    expect(await figure('VISITORS')).toEqual(['A', undefined]);
  });

  it('are decided on the state that was seen, in turn', async () => {
    const note = await filed();
    expect((await take(note, 'accept', world.reviewer, 7)).status).toBe(412);
    const early = await take(note, 'revoke');
    expect(early).toMatchObject({
      status: 409,
      body: { code: 'invalid-transition', allowed: ['accept', 'decline'] },
    });
  });

  it('are about an indicator that exists, in words', async () => {
    const unknown = await ask('POST', '/definition-notes', world.coordinator, {
      ...NOTE,
      indicator: 'NOBODY',
    });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'unknown-kpi' } });
    const short = await ask('POST', '/definition-notes', world.coordinator, { ...NOTE, text: 'short' });
    expect(short.status).toBe(422);
    const month = await ask('POST', '/definition-notes', world.coordinator, { ...NOTE, from: '2026-13' });
    expect(month.status).toBe(422);
  });

  it('are filed by the country and decided by headquarters', async () => {
    const note = await filed();
    expect((await take(note, 'accept', world.coordinator)).status).toBe(403);
    expect((await ask('POST', '/definition-notes', world.reviewer, NOTE)).status).toBe(403);
    const other = await signedIn(world.api, { role: 'COORDINATOR', scope: 'ET' });
    expect((await ask('POST', '/definition-notes', other, NOTE)).status).toBe(404);
    expect((await ask('GET', '/definition-notes', other)).body.data).toEqual([]);
  });

  it('leave an audit record of every act', async () => {
    const note = await filed();
    await take(note, 'accept');
    const { rows } = await world.api.database.admin.query(
      "select action, partner from app.audit_event where entity = 'definition-note' order by id",
    );
    expect(rows).toEqual([
      { action: 'definition-note.file', partner: 'PK' },
      { action: 'definition-note.accept', partner: 'PK' },
    ]);
  });

  it('give way to the break of a series only where nothing differs', async () => {
    const { data } = (await ask('GET', '/indicators/VISITORS/versions', world.author)).body;
    const document = { ...data[0].document, comparability: 'BREAK', appliesFrom: '2026-10' };
    await world.published('indicators', 'VISITORS', document);
    expect(await figure('VISITORS')).toEqual(['B', undefined]);
    await take(await filed(), 'accept');
    expect((await figure('VISITORS'))[0]).toBe('D');
  });
});
