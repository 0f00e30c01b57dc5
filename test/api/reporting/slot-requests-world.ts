import { SettableClock } from '#platform';
import { startApi, type TestApi } from '../../support/app.js';
import { call, signIn, type Answer } from '../../support/client.js';
import { addPerson, PASSWORD } from '../../support/people.js';
import {
  addReportingUnit,
  CORE_CELLS,
  cellsBody,
  generateSlots,
  loadReferenceData,
  slotOf,
  step,
} from '../../support/reporting.js';

/** October's report of Pakistan is open, and due on 11 November at 18:00 there. */
export const NOW = '2026-11-05T08:00:00.000Z';
export const DUE = '2026-11-11T13:00:00.000Z';
export const LATER = '2026-11-18T13:00:00.000Z';
export const REASON = 'The servers of the ministry are being moved.';

const PEOPLE = {
  coordinator: { role: 'COORDINATOR', scope: 'PK' },
  supervisor: { role: 'PARTNER_SUPERVISOR', scope: 'PK' },
  entry: { role: 'DATA_ENTRY', scope: 'PK' },
  foreign: { role: 'COORDINATOR', scope: 'ET' },
  desk: { role: 'HQ_DESK', scope: 'HQ' },
  secondDesk: { role: 'HQ_DESK', scope: 'HQ' },
  director: { role: 'DIRECTOR', scope: 'HQ' },
  reviewer: { role: 'HQ_REVIEWER', scope: 'HQ' },
  auditor: { role: 'AUDITOR', scope: 'HQ' },
} as const;
export type Person = keyof typeof PEOPLE;

/** One country whose reports people ask things about; everybody signs in anew after the clock moved. */
export class SlotRequestsWorld {
  private units = 0;
  private tokens = new Map<Person, string>();

  private constructor(
    readonly api: TestApi,
    private readonly emails: ReadonlyMap<Person, string>,
    readonly ids: ReadonlyMap<Person, string>,
  ) {}

  static async open(): Promise<SlotRequestsWorld> {
    const api = await startApi({ now: NOW });
    await loadReferenceData(api);
    await addReportingUnit(api, { partner: 'ET', unit: 'CTR-ET-A' });
    await addReportingUnit(api, { partner: 'PK', unit: 'CTR-PK-A' });
    const emails = new Map<Person, string>();
    const ids = new Map<Person, string>();
    for (const name of Object.keys(PEOPLE) as Person[]) {
      const person = await addPerson(api.database, PEOPLE[name]);
      emails.set(name, person.email);
      ids.set(name, person.id);
    }
    return new SlotRequestsWorld(api, emails, ids);
  }

  at(instant: string): void {
    (this.api.clock as SettableClock).set(instant);
    this.tokens.clear();
  }

  async token(person: Person): Promise<string> {
    const known = this.tokens.get(person);
    if (known) return known;
    const token = await signIn(this.api.url, this.emails.get(person) ?? '', PASSWORD);
    this.tokens.set(person, token);
    return token;
  }

  async ask(person: Person, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
    const method = body === undefined ? 'GET' : 'POST';
    const token = await this.token(person);
    return call(this.api.url, `/api/v1/${path}`, { method, token, body, headers });
  }

  /** October's report of a unit of its own. */
  async newSlot(): Promise<any> {
    const unit = `CTR-PK-X${(this.units += 1)}`;
    await addReportingUnit(this.api, { partner: 'PK', unit });
    await generateSlots(this.api, 'PK');
    return slotOf(this.api, await this.token('coordinator'), unit, '2026-10');
  }

  async slot(id: string): Promise<any> {
    return (await this.ask('coordinator', `report-slots/${id}`)).body;
  }

  extend(slot: { id: string }, person: Person = 'coordinator', newDueAt = LATER): Promise<Answer> {
    return this.ask(person, `report-slots/${slot.id}/extensions`, { newDueAt, reason: REASON });
  }

  waive(slot: { id: string }, person: Person = 'coordinator'): Promise<Answer> {
    return this.ask(person, `report-slots/${slot.id}/waiver`, { code: 'DISASTER', reason: REASON });
  }

  revoke(slot: { id: string }, person: Person = 'coordinator'): Promise<Answer> {
    return this.ask(person, `report-slots/${slot.id}/waiver-revocation`, { reason: REASON });
  }

  reopen(slot: { id: string }, until: string, person: Person = 'coordinator'): Promise<Answer> {
    return this.ask(person, `report-slots/${slot.id}/reopening`, { until, reason: REASON });
  }

  decide(request: { id: string; rev: number }, person: Person = 'desk', body?: object): Promise<Answer> {
    const path = `slot-requests/${request.id}/decision`;
    return this.ask(person, path, body ?? { decision: 'GRANT' }, { 'if-match': `"r${request.rev}"` });
  }

  withdraw(request: { id: string; rev: number }, person: Person = 'coordinator'): Promise<Answer> {
    const headers = { 'if-match': `"r${request.rev}"` };
    return this.ask(person, `slot-requests/${request.id}/withdrawal`, {}, headers);
  }

  /** Grants what was just asked for. */
  async granted(asked: Promise<Answer>): Promise<any> {
    const request = await asked;
    expect(request.status).toBe(201);
    const answer = await this.decide(request.body);
    expect(answer.status).toBe(200);
    return answer.body;
  }

  openDraft(slot: { id: string }): Promise<Answer> {
    return this.ask('coordinator', `report-slots/${slot.id}/submissions`, {});
  }

  /** Hands the report in, filled; answers the submission's id. */
  async submit(slot: { id: string }): Promise<string> {
    const token = await this.token('coordinator');
    const { url } = this.api;
    const path = `/api/v1/report-slots/${slot.id}/submissions`;
    const { id } = (await call(url, path, { method: 'POST', token })).body;
    const body = cellsBody(CORE_CELLS);
    await call(url, `/api/v1/submissions/${id}/cells`, { method: 'PATCH', token, body });
    const answer = await step(this.api, token, id, { name: 'submit', attestation: true });
    expect(answer.body.state).toBe('SUBMITTED');
    return id;
  }

  async auditOf(
    entityId: string,
  ): Promise<Array<{ action: string; before: any; after: any; actor_id: string }>> {
    const { rows } = await this.api.database.admin.query(
      'select action, before, after, actor_id from app.audit_event where entity_id = $1 order by id',
      [entityId],
    );
    return rows;
  }

  async requestsOf(slot: { id: string }): Promise<any[]> {
    const { rows } = await this.api.database.admin.query(
      'select kind, state, rev from app.slot_request where slot_id = $1 order by id',
      [slot.id],
    );
    return rows;
  }
}
