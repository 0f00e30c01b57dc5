import type { TestApi } from '../../support/app.js';
import { askerWith, signedAgreement, startRegisterApi, type Asker } from '../register/register-api.js';

describe('obligations among everything that waits for me', () => {
  let api: TestApi;
  let coordinator: Asker;
  let desk: Asker;

  beforeAll(async () => {
    api = await startRegisterApi();
    coordinator = await askerWith(api, 'COORDINATOR', 'PK');
    desk = await askerWith(api, 'HQ_DESK', 'HQ');
    const legal = await askerWith(api, 'HQ_LEGAL', 'HQ');
    const { id } = await signedAgreement(legal);
    const duty = { clauseRef: '4.1', obliged: 'PK', kind: 'REPORTING', title: 'Report', frequency: 'ONCE' };
    const { status } = await legal.post(`/instruments/${id}/obligations`, {
      ...duty,
      firstDueOn: '2026-12-10',
    });
    expect(status).toBe(201);
  });
  afterAll(() => api?.close());

  const obligationsOf = async (who: Asker): Promise<string[]> =>
    (await who.get('/me/work')).body.data
      .filter(({ kind }: any) => kind.endsWith('_OBLIGATION'))
      .map(({ kind }: any) => kind);

  it('wait first for the side that has to fulfil them, and then for the other one', async () => {
    expect([await obligationsOf(coordinator), await obligationsOf(desk)]).toEqual([
      ['FULFIL_OBLIGATION'],
      [],
    ]);
    const { body } = await coordinator.get('/me/work');
    const [item] = body.data.filter(({ kind }: any) => kind === 'FULFIL_OBLIGATION');
    expect(item.dueAt.slice(0, 10)).toBe('2026-12-10');
    const evidence = [{ kind: 'URL', reference: 'https://example.org/report' }];
    const step = { name: 'submitEvidence', evidence };
    const path = `${item.link.replace('/api/v1', '')}/transitions`;
    expect((await coordinator.post(path, step, 1)).status).toBe(200);
    expect([await obligationsOf(coordinator), await obligationsOf(desk)]).toEqual([
      [],
      ['ACCEPT_OBLIGATION'],
    ]);
  });
});
