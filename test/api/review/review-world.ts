import { SettableClock } from '#platform';
import { startApi, type TestApi } from '../../support/app.js';
import { call, signIn, type Answer } from '../../support/client.js';
import { openCorrection } from '../../support/corrections.js';
import { addPerson, PASSWORD } from '../../support/people.js';
import {
  addReportingUnit,
  CORE_CELLS,
  cellsBody,
  generateSlots,
  loadReferenceData,
  slotOf,
} from '../../support/reporting.js';

/** Thursday noon in Islamabad; October's report is due on 11 November at 18:00 there. */
export const NOW = '2026-11-05T08:00:00.000Z';

const PEOPLE = {
  coordinator: { role: 'COORDINATOR', scope: 'PK' },
  otherCoordinator: { role: 'COORDINATOR', scope: 'PK' },
  entry: { role: 'DATA_ENTRY', scope: 'PK' },
  deputy: { role: 'DATA_ENTRY', scope: 'PK' },
  supervisor: { role: 'PARTNER_SUPERVISOR', scope: 'PK' },
  foreign: { role: 'COORDINATOR', scope: 'ET' },
  reviewer: { role: 'HQ_REVIEWER', scope: 'HQ' },
  secondReviewer: { role: 'HQ_REVIEWER', scope: 'HQ' },
  director: { role: 'DIRECTOR', scope: 'HQ' },
  desk: { role: 'HQ_DESK', scope: 'HQ' },
  auditor: { role: 'AUDITOR', scope: 'HQ' },
} as const;
export type Person = keyof typeof PEOPLE;

export const QUESTION = { cell: 'VISITORS', reason: 'IMPLAUSIBLE', text: 'Is this the whole month?' };
/** With no service for a month of visitors the rules ask for a reason. */
export const REMARKABLE = { ...CORE_CELLS, SERVICES_RENDERED: '0' };

/** One country whose reports go through the hands of two sides; everybody signs in anew after the clock moved. */
export class ReviewWorld {
  private units = 0;
  private tokens = new Map<Person, string>();

  private constructor(
    readonly api: TestApi,
    private readonly emails: ReadonlyMap<Person, string>,
    readonly ids: ReadonlyMap<Person, string>,
  ) {}

  static async open(): Promise<ReviewWorld> {
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
    return new ReviewWorld(api, emails, ids);
  }

  at(instant: string): void {
    (this.api.clock as SettableClock).set(instant);
    this.tokens.clear();
  }

  email(person: Person): string {
    return this.emails.get(person) ?? '';
  }

  id(person: Person): string {
    return this.ids.get(person) ?? '';
  }

  async token(person: Person): Promise<string> {
    const known = this.tokens.get(person);
    if (known) return known;
    const token = await signIn(this.api.url, this.email(person), PASSWORD);
    this.tokens.set(person, token);
    return token;
  }

  async get(person: Person, path: string): Promise<Answer> {
    return call(this.api.url, `/api/v1/${path}`, { token: await this.token(person) });
  }

  /** @param rev absent: without a precondition */
  async post(person: Person, path: string, body: unknown = {}, rev?: number): Promise<Answer> {
    const headers: Record<string, string> = rev === undefined ? {} : { 'if-match': `"r${rev}"` };
    return call(this.api.url, `/api/v1/${path}`, {
      method: 'POST',
      token: await this.token(person),
      body,
      headers,
    });
  }

  /** October's report of a unit of its own. */
  async newSlot(): Promise<any> {
    const unit = `CTR-PK-R${(this.units += 1)}`;
    await addReportingUnit(this.api, { partner: 'PK', unit });
    await generateSlots(this.api, 'PK');
    return slotOf(this.api, await this.token('coordinator'), unit, '2026-10');
  }

  /** A draft that somebody filled in. */
  async filled(person: Person = 'entry', cells: Record<string, string> = CORE_CELLS): Promise<Report> {
    const slot = await this.newSlot();
    const { body } = await this.post(person, `report-slots/${slot.id}/submissions`);
    expect((await this.save(person, body.id, cellsBody(cells))).status).toBe(200);
    return { slot: slot.id, id: body.id, unit: slot.unit };
  }

  async save(person: Person, id: string, body: object): Promise<Answer> {
    const token = await this.token(person);
    return call(this.api.url, `/api/v1/submissions/${id}/cells`, { method: 'PATCH', token, body });
  }

  /** Takes a step on the report as it stands. */
  async step(person: Person, id: string, name: string, along: object = {}): Promise<Answer> {
    const { body } = await this.get('auditor', `submissions/${id}`);
    return this.post(person, `submissions/${id}/transitions`, { name, ...along }, body.rev);
  }

  async submitted(cells?: Record<string, string>): Promise<Report> {
    const report = await this.filled('entry', cells);
    const answer = await this.step('coordinator', report.id, 'submit', { attestation: true });
    expect(answer.body.state).toBe('SUBMITTED');
    return report;
  }

  async inReview(cells?: Record<string, string>): Promise<Report> {
    const report = await this.submitted(cells);
    expect((await this.step('reviewer', report.id, 'startReview')).status).toBe(200);
    return report;
  }

  /** Sent back with one question; `next` is the draft to correct. */
  async returned(): Promise<Report & { next: string; query: any }> {
    const report = await this.inReview();
    const { status, body } = await this.step('reviewer', report.id, 'return', { queries: [QUESTION] });
    expect(status).toBe(200);
    const [query] = (await this.get('coordinator', `submissions/${report.id}/queries`)).body.data;
    return { ...report, next: body.nextRevision, query };
  }

  /** The draft of a correction that one side asked for and the other granted. */
  async correcting(accepted: string): Promise<string> {
    const hands = { coordinator: await this.token('coordinator'), reviewer: await this.token('reviewer') };
    return openCorrection(this.api, hands, accepted);
  }

  async answer(query: { id: string; rev: number }, person: Person = 'coordinator'): Promise<Answer> {
    return this.post(person, `queries/${query.id}/answers`, { answer: 'Yes, all 22 days.' }, query.rev);
  }

  async stateOf(id: string): Promise<string> {
    return (await this.get('auditor', `submissions/${id}`)).body.state;
  }

  async auditOf(entityId: string): Promise<Array<{ action: string; before: any; after: any }>> {
    return this.rows('select action, before, after from app.audit_event where entity_id = $1 order by id', [
      entityId,
    ]);
  }

  /** The news that were promised about a slot, by kind. */
  async newsOf(slotId: string): Promise<Array<{ kind: string; event: string; to: string }>> {
    return this.rows(
      `select payload->>'kind' as kind, payload->>'event' as event, payload->>'to' as to
         from app.outbox where job_name = 'tell-review-news' and payload->>'id' = $1 order by id`,
      [slotId],
    );
  }

  async rows(question: string, values: unknown[] = []): Promise<any[]> {
    return (await this.api.database.admin.query(question, values)).rows;
  }
}

export interface Report {
  slot: string;
  id: string;
  unit: string;
}

export const codesOf = (answer: Answer): string[] => answer.body.errors.map((fault: any) => fault.code);
