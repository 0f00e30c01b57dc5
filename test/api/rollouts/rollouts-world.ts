import type { TestApi } from '../../support/app.js';
import { askerWith, startRegisterApi, type Asker } from '../register/register-api.js';

/** Everybody who has something to do with rollouts of Pakistan, and somebody of another country. */
export interface RolloutsWorld {
  api: TestApi;
  desk: Asker;
  director: Asker;
  coordinator: Asker;
  ethiopia: Asker;
}

export async function rolloutsWorld(): Promise<RolloutsWorld> {
  const api = await startRegisterApi();
  return {
    api,
    desk: await askerWith(api, 'HQ_DESK', 'HQ'),
    director: await askerWith(api, 'DIRECTOR', 'HQ'),
    coordinator: await askerWith(api, 'COORDINATOR', 'PK'),
    ethiopia: await askerWith(api, 'COORDINATOR', 'ET'),
  };
}

export const proposal = (more: object = {}): object => ({
  partner: 'PK',
  title: 'Second centre, Lahore',
  template: 'NEW_COUNTRY',
  desk: 'Desk South Asia',
  agreementInForce: '2026-12-01',
  plannedOpening: '2027-09-01',
  ...more,
});

/** A rollout that was proposed and started; answers it as it stands then. */
export async function started(desk: Asker, more: object = {}): Promise<any> {
  const { body } = await desk.post('/rollouts', proposal(more));
  return (await desk.post(`/rollouts/${body.id}/transitions`, { name: 'start' }, body.rev)).body;
}

export const PROOF = [{ kind: 'URL', reference: 'https://example.org/minutes' }];

export async function criteriaOf(asker: Asker, id: string, gate: string): Promise<any[]> {
  const { body } = await asker.get(`/rollouts/${id}/gates`);
  return body.criteria.filter((each: any) => each.gate === gate);
}

/** Meets everything that a gate asks for. */
export async function meetAll(desk: Asker, id: string, gate: string): Promise<void> {
  for (const { id: criterion, rev } of await criteriaOf(desk, id, gate))
    await desk.post(`/rollout-criteria/${criterion}/transitions`, { name: 'meet', evidence: PROOF }, rev);
}

/** Prepares the gate that the rollout stands before; answers the rollout. */
export async function prepared(desk: Asker, { id, gate, rev }: any): Promise<any> {
  const body = { recommendation: 'GO', summary: 'Everything that was asked for is there.' };
  return (await desk.post(`/rollouts/${id}/gates/${gate}/preparation`, body, rev)).body;
}

/** Takes a rollout through the gate that it stands before. */
export async function passed(
  { desk, director }: RolloutsWorld,
  rollout: any,
  decision: object = { decision: 'GO' },
): Promise<any> {
  await meetAll(desk, rollout.id, rollout.gate);
  const { rev } = await prepared(desk, rollout);
  return (await director.post(`/rollouts/${rollout.id}/gates/${rollout.gate}/decisions`, decision, rev)).body;
}

/** The number of rows of a table. */
export async function rowsOf(api: TestApi, table: string): Promise<number> {
  return (await api.database.admin.query(`select count(*)::int as n from app.${table}`)).rows[0].n;
}
