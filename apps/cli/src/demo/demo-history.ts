import { Injectable } from '@nestjs/common';
import { parseAlignedMonth } from '#calendars';
import { SettableClock, Transactions, type OperationContext } from '#platform';
import { SlotsReadModel, type ListedSlot } from '#reporting';
import { DemoAccounts } from './demo-accounts.js';
import { inventedMonth } from './demo-figures.js';
import { DEMO_MONTH, sampleReports } from './demo-samples.js';
import { DemoSteps } from './demo-steps.js';

const DAY_MS = 86_400_000;
/** The country that is late every month, by so many days. */
const LATE_PARTNER = 'UG';
const LATE_DAYS = 6;
const EARLY_DAYS = 2;
const RETURNED = { unit: 'CTR-PK-ISB', month: '2026-08' };
const CORRECTED = { unit: 'CTR-ID-BWI', month: '2026-07' };

export type Progress = (done: number, total: number) => void;

/**
 * Files 24 invented months through the ordinary services, on a clock that runs through them: one
 * country is always late, one report is returned with a question, one is corrected after acceptance.
 */
@Injectable()
export class DemoHistory {
  constructor(
    private readonly accounts: DemoAccounts,
    private readonly transactions: Transactions,
    private readonly slots: SlotsReadModel,
    private readonly steps: DemoSteps,
  ) {}

  async load(clock: SettableClock, ctx: OperationContext, progress: Progress): Promise<void> {
    const samples = new Map(sampleReports().flatMap((report) => Object.entries(report.units)));
    const slots = (await this.listPast(ctx)).sort((a, b) => a.dueAt.localeCompare(b.dueAt));
    for (const [index, slot] of slots.entries()) {
      const sample = samples.get(slot.unit);
      if (sample)
        await this.file(clock, slot, inventedMonth(slot.unit, monthsBefore(slot.period.alignedTo), sample));
      progress(index + 1, slots.length);
    }
  }

  private async listPast(ctx: OperationContext): Promise<ListedSlot[]> {
    const question = {
      partners: ctx.scopes,
      months: null,
      periodId: null,
      state: null,
      now: DEMO_MONTH,
      limit: 10_000,
      after: null,
    };
    const all = await this.transactions.read(ctx, (tx) =>
      this.slots.list(tx, { ...question, now: '2026-11-01T00:00:00Z' }),
    );
    return all.filter((slot) => slot.period.alignedTo < DEMO_MONTH);
  }

  private async file(
    clock: SettableClock,
    slot: ListedSlot,
    cells: ReturnType<typeof inventedMonth>,
  ): Promise<void> {
    const partner = slot.partner.toLowerCase();
    const entry = await this.accounts.actAs(`entry.${partner}@partner.example`, slot.partner);
    const coordinator = await this.accounts.actAs(`coordinator.${partner}@partner.example`, slot.partner);
    const reviewer = await this.accounts.actAs('reviewer@hq.example', slot.partner);
    const people = { entry, coordinator, reviewer };
    clock.set(instantAfter(slot.dueAt, slot.partner === LATE_PARTNER ? LATE_DAYS : -EARLY_DAYS));
    let submission = await this.steps.fill(people, slot.id, cells);
    await this.steps.submit(people, submission);
    clock.set(instantAfter(slot.dueAt, LATE_DAYS + 1));
    if (is(slot, RETURNED)) submission = await this.steps.returnAndResubmit(people, submission);
    await this.steps.accept(people, submission);
    if (is(slot, CORRECTED)) await this.steps.correct(people, submission, clock);
  }
}

function monthsBefore(month: string): number {
  const count = (text: string) => Number(parseAlignedMonth(text).slice(0, 4)) * 12 + Number(text.slice(5));
  return count(DEMO_MONTH) - count(month);
}

function instantAfter(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * DAY_MS).toISOString();
}

function is(slot: ListedSlot, one: { unit: string; month: string }): boolean {
  return slot.unit === one.unit && slot.period.alignedTo === one.month;
}
