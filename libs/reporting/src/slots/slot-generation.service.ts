import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { addDays, localDateIn, lockAt, type Period } from '#calendars';
import { operates, UnitsService, type RegisteredUnit } from '#centres';
import { FormsRepository, type FormVersion } from '#indicators';
import { Transactions, type OperationContext, type Transaction } from '#platform';
import { expectedPeriods, openingInstant } from './expected-slots.js';
import { SlotsRepository, type Assignment } from './slots.repository.js';
import { SlotReference } from './slot-reference.js';

/** Makes the expected reports of a partner: assignment × operating interval × period. */
@Injectable()
export class SlotGenerationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: SlotsRepository,
    private readonly units: UnitsService,
    private readonly forms: FormsRepository,
    private readonly reference: SlotReference,
  ) {}

  /** Adds the slots that are missing; repeating it adds none. Answers how many were added. */
  async generate(ctx: OperationContext, partner: string): Promise<number> {
    return this.transactions.run(ctx, async (tx) => {
      const assignments = await this.repository.listAssignments(tx, partner);
      if (assignments.length === 0) return 0;
      const units = new Map((await this.units.unitsOfPartner(tx, partner)).map((unit) => [unit.code, unit]));
      const forms = new Map((await this.forms.listCurrent(tx)).map((form) => [form.code, form]));
      let added = 0;
      for (const assignment of assignments) {
        added += await this.generateFor(
          tx,
          assignment,
          units.get(assignment.unit),
          forms.get(assignment.formCode),
        );
      }
      return added;
    });
  }

  private async generateFor(
    tx: Transaction,
    assignment: Assignment,
    unit: RegisteredUnit | undefined,
    form: FormVersion | undefined,
  ): Promise<number> {
    if (!unit || !form) return 0;
    const { clock, calendars } = this.reference;
    const { scheme, zone } = calendars.assignment(assignment.partner, clock.instant().slice(0, 10));
    const today = localDateIn(zone, clock.instant());
    let added = 0;
    for (const period of expectedPeriods(scheme, assignment, today)) {
      if (!isExpected(unit, period)) continue;
      await this.repository.freezePeriod(tx, period);
      if (await this.repository.insert(tx, this.slotFor(assignment, form, period, zone))) added += 1;
    }
    return added;
  }

  private slotFor(assignment: Assignment, form: FormVersion, period: Period, zone: string) {
    const { calendars } = this.reference;
    const deadline = calendars.deadline(
      assignment.partner,
      calendars.policy.reportDeadline,
      period,
      period.end,
    );
    const { explanation, localDueAt, ruleText, steps, tentative } = deadline;
    return {
      id: uuid(),
      assignment,
      formVersionId: form.id,
      period,
      opensAt: openingInstant(period, zone),
      dueAt: deadline.dueAt,
      dueExplanation: { explanation, localDueAt, ruleText, steps, tentative },
      lockAt: lockAt(deadline.dueAt, calendars.policy.lockAfterDays, zone),
    };
  }
}

/** A network as a whole reports whatever the state of its centres; the others report when they operate. */
function isExpected(unit: RegisteredUnit, period: Period): boolean {
  if (unit.type === 'NETWORK' || unit.type === 'REGION') return true;
  return operates(unit.intervals, period.start, addDays(period.end, 1));
}
