import type { INestApplicationContext } from '@nestjs/common';
import { ReconcilePartner, RemindHeadquarters } from '#collection';
import { addDays, localDateIn } from '#calendars';
import { JobWorkers, programContext, Transactions, type SettableClock } from '#platform';
import {
  CalendarReference,
  SlotsReadModel,
  type CalendarBook,
  type ListedSlot,
  type SlotState,
} from '#reporting';
import { startApi, type TestApi } from './app.js';
import { call, signIn } from './client.js';
import { addPerson, addScopes, PASSWORD } from './people.js';
import { addReportingUnit, cellsBody, CORE_CELLS, loadReferenceData, step } from './reporting.js';
import { startWorker } from './worker.js';

export const PARTNERS = ['AF', 'ET', 'ID', 'PK', 'UG', 'UZ'];
/** A unit of Pakistan in a country that changes its clocks. */
export const ABROAD = { partner: 'PK', unit: 'CTR-PK-BER', zone: 'Europe/Berlin' };
/** A unit of Indonesia that closes on the way. */
export const CLOSING = { partner: 'ID', unit: 'CTR-ID-Z' };
/** Every office of the test is open at this time of day, from Berlin's winter morning to Jakarta's afternoon. */
const TICK_TIME = 'T08:00:00.000Z';
const HAND_IN_TIME = 'T08:30:00.000Z';

/** Fewer open days than the month has that a change of calendar made short. */
const CELLS = { ...CORE_CELLS, OPEN_DAYS: '15' };

/** A stretch of virtual time and what happens in it; days 'YYYY-MM-DD'. */
export interface Span {
  name: string;
  from: string;
  until: string;
  reportsFrom: string;
  /** The one country that changes its calendar in the middle of a year. */
  change: { partner: string; orderedOn: string; from: string; scheme: string };
  closesOn: string;
  /** A day off of a country that becomes known when it is over, while the report that it would delay is open. */
  lateHoliday: { calendar: string; date: string; recordedOn: string };
}

export interface Person {
  id: string;
  email: string;
  role: 'COORDINATOR' | 'PARTNER_SUPERVISOR' | 'HQ_DESK' | 'DIRECTOR';
  scope: string;
  unit: string | null;
}

/** A report that was seen in a state, and the ticks at which it came to it. */
type Sightings = Map<string, { state: SlotState; at: string }[]>;

/** Six partners, their people and two schedulers, through which the days of a span go by. */
export class VirtualWorld {
  readonly people: Person[] = [];
  readonly seen: Sightings = new Map();
  readonly dueWhenOpened = new Map<string, string>();
  /** When which report was handed in. */
  readonly handedIn = new Map<string, string>();
  slotsAdded = 0;
  noticesAdded = 0;
  book!: CalendarBook;

  private constructor(
    readonly span: Span,
    readonly api: TestApi,
    private readonly workers: INestApplicationContext[],
  ) {}

  static async start(span: Span): Promise<VirtualWorld> {
    const api = await startApi({ now: tickOn(span.from) });
    await loadReferenceData(api);
    await addScopes(api.database, 'HQ', ...PARTNERS);
    // The mails are promised and counted; nobody takes them up, so no server is needed.
    const environment = { SMTP_URL: 'smtp://127.0.0.1:9', PUBLIC_URL: 'https://asan.example' };
    const workers = [await startWorker(api, environment), await startWorker(api, environment)];
    for (const worker of workers) await worker.get(JobWorkers).pause();
    const world = new VirtualWorld(span, api, workers);
    await world.populate();
    return world;
  }

  async close(): Promise<void> {
    for (const worker of this.workers) await worker.close();
    await this.api.close();
  }

  /** Lets every day of the span go by. */
  async live(): Promise<void> {
    for (let day = this.span.from; day <= this.span.until; day = addDays(day, 1)) await this.live1(day);
    this.book = await this.readBook();
  }

  rows<Row>(sql: string, ...values: unknown[]): Promise<Row[]> {
    return this.api.database.admin.query(sql, values).then(({ rows }) => rows as Row[]);
  }

  private async populate(): Promise<void> {
    const { reportsFrom, change } = this.span;
    const units = PARTNERS.map((partner) => ({ partner, unit: `CTR-${partner}-A` }));
    for (const unit of [...units, ABROAD, CLOSING])
      await addReportingUnit(this.api, { ...unit, reportsFrom });
    // The country as a whole: its calendar is that of everybody; it reports nothing itself.
    const network = { partner: change.partner, unit: `NET-${change.partner}`, type: 'NETWORK' };
    await addReportingUnit(this.api, { ...network, reportsFrom: '2099-01-01' });
    for (const scope of PARTNERS) {
      await this.employ('COORDINATOR', scope);
      await this.employ('PARTNER_SUPERVISOR', scope);
    }
    await this.employ('COORDINATOR', ABROAD.partner, ABROAD.unit);
    await this.employ('HQ_DESK', 'HQ');
    await this.employ('DIRECTOR', 'HQ');
    const abroad = { scheme: 'GREGORIAN_MONTH', zone: ABROAD.zone, workingCalendar: ABROAD.partner };
    await this.assign(ABROAD.unit, { ...abroad, from: reportsFrom, source: 'lease of the office abroad' });
  }

  private async employ(role: Person['role'], scope: string, unit?: string): Promise<void> {
    const { id, email } = await addPerson(this.api.database, { role, scope, unit });
    this.people.push({ id, email, role, scope, unit: unit ?? null });
  }

  /** Changes a calendar as the desk does. */
  private async assign(unit: string, order: object): Promise<void> {
    await this.order(`/api/v1/units/${unit}/calendar-assignments`, order);
  }

  private async recordHoliday(): Promise<void> {
    const { calendar, date } = this.span.lateHoliday;
    const holiday = {
      date,
      kind: 'HOLIDAY',
      name: 'Day of mourning',
      source: 'decree, published afterwards',
    };
    await this.order(`/api/v1/working-calendars/${calendar}/overrides`, holiday);
  }

  private async order(path: string, body: object): Promise<void> {
    const { email } = this.people.find(({ role }) => role === 'HQ_DESK') as Person;
    const token = await signIn(this.api.url, email, PASSWORD);
    const answer = await call(this.api.url, path, { method: 'POST', token, body });
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  }

  private async live1(day: string): Promise<void> {
    this.setClock(tickOn(day));
    if (day === this.span.change.orderedOn) await this.orderChange();
    if (day === this.span.closesOn) await this.closeUnit();
    if (day === this.span.lateHoliday.recordedOn) await this.recordHoliday();
    // Both schedulers look at every partner at the same instant, as they do after a missed beat of one of them.
    const rounds = this.workers.flatMap((worker) =>
      PARTNERS.map((partner) => worker.get(ReconcilePartner).run(partner)),
    );
    for (const { slotsAdded, noticesAdded } of await Promise.all(rounds)) {
      this.slotsAdded += slotsAdded;
      this.noticesAdded += noticesAdded;
    }
    await Promise.all(this.workers.map((worker) => worker.get(RemindHeadquarters).run()));
    await this.look(tickOn(day), day);
  }

  private async orderChange(): Promise<void> {
    const { partner, from, scheme } = this.span.change;
    const { zone, workingCalendar } = (await this.readBook()).assignment(partner, from);
    const source = 'decree on the calendar of the administration';
    await this.assign(`NET-${partner}`, { scheme, zone, workingCalendar, from, source });
  }

  private async closeUnit(): Promise<void> {
    await this.rows(
      `update app.unit_status_interval set until_earliest = $2, until_latest = $2, until_precision = 'DAY' where unit = $1`,
      CLOSING.unit,
      this.span.closesOn,
    );
  }

  /** Looks at what is open as people see it, and at what is closed whenever something is open no more. */
  private async look(now: string, day: string): Promise<void> {
    const open = await this.list('OPEN', now);
    const isOpen = new Set(open.map(({ id }) => id));
    const hasClosed = [...this.seen].some(([id, list]) => list.at(-1)?.state === 'OPEN' && !isOpen.has(id));
    for (const { id, dueAt } of open) this.sight(id, 'OPEN', dueAt, now);
    const closed = hasClosed || day === this.span.from ? await this.list('CLOSED_FOR_ENTRY', now) : [];
    for (const { id, dueAt } of closed) this.sight(id, 'CLOSED_FOR_ENTRY', dueAt, now);
    for (const slot of open) if (handInDay(slot) === day) await this.handIn(slot, day);
  }

  private list(state: SlotState, now: string): Promise<ListedSlot[]> {
    const ctx = programContext('SCHEDULER', 'test', PARTNERS, 'test');
    const list = this.workers[0].get(SlotsReadModel, { strict: false });
    const question = { partners: PARTNERS, months: null, periodId: null, limit: 2_000, after: null };
    const transactions = this.workers[0].get(Transactions);
    return transactions.read(ctx, (tx) => list.list(tx, { ...question, now, state }));
  }

  private sight(id: string, state: SlotState, dueAt: string, at: string): void {
    const sightings = this.seen.get(id) ?? [];
    if (sightings.at(-1)?.state !== state) sightings.push({ state, at });
    this.seen.set(id, sightings);
    if (state === 'OPEN' && !this.dueWhenOpened.has(id)) this.dueWhenOpened.set(id, dueAt);
  }

  /** Hands a complete report in through the API, half an hour after the tick. */
  private async handIn({ id, partner }: { id: string; partner: string }, day: string): Promise<void> {
    const { url } = this.api;
    this.setClock(`${day}${HAND_IN_TIME}`);
    const { email } = this.people.find(({ scope, unit }) => scope === partner && unit === null) as Person;
    const token = await signIn(url, email, PASSWORD);
    const draft = await call(url, `/api/v1/report-slots/${id}/submissions`, { method: 'POST', token });
    const cells = `/api/v1/submissions/${draft.body.id}/cells`;
    await call(url, cells, { method: 'PATCH', token, body: cellsBody(CELLS) });
    const answer = await step(this.api, token, draft.body.id, { name: 'submit', attestation: true });
    if (answer.status !== 200) throw new Error(`hand-in of ${id}: ${JSON.stringify(answer.body)}`);
    this.handedIn.set(id, `${day}${HAND_IN_TIME}`);
  }

  private readBook(): Promise<CalendarBook> {
    const ctx = programContext('SCHEDULER', 'test', PARTNERS, 'test');
    const reference = this.workers[0].get(CalendarReference, { strict: false });
    return this.workers[0].get(Transactions).read(ctx, (tx) => reference.book(tx));
  }

  private setClock(instant: string): void {
    (this.api.clock as SettableClock).set(instant);
  }
}

export function tickOn(day: string): string {
  return `${day}${TICK_TIME}`;
}

/** Every third month comes on the eve of its deadline, every sixth some days late; the others never come. */
function handInDay(slot: { dueAt: string; unit: string; period: { alignedTo: string } }): string | null {
  const month = Number(slot.period.alignedTo.slice(5));
  const dueDay = localDateIn('UTC', slot.dueAt);
  if (month % 3 === 1) return addDays(dueDay, -1);
  return month % 6 === 5 ? addDays(dueDay, 5) : null;
}
