import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { RecipientsReadModel, type Recipient } from '#identity';
import type { NewNotice } from '#notifications';
import { Clock, Transactions, type OperationContext, type Transaction } from '#platform';
import { HQ_TIME_ZONE, programmeDay } from '../programme-day.js';
import { NoticeDeadlinesService } from '../terms/notice-deadlines.service.js';
import { AlertRecords } from './alert-records.js';
import { deadlineAlert, overdueAlert, type AgreementAlert } from './agreement-alert.js';

const WITHIN = 'P180D';
const PAGE = 500;

/** Tells people what lapses next and what is owed, once each, into their inbox and their daily mail. */
@Injectable()
export class AlertAgreements {
  constructor(
    private readonly transactions: Transactions,
    private readonly deadlines: NoticeDeadlinesService,
    private readonly recipients: RecipientsReadModel,
    private readonly records: AlertRecords,
    private readonly clock: Clock,
  ) {}

  /** @param ctx with every scope that shall be looked at; answers how many notices were new. */
  async run(ctx: OperationContext): Promise<number> {
    const alerts = [...(await this.deadlineAlerts(ctx)), ...(await this.overdueAlerts(ctx))];
    let told = 0;
    for (const partner of new Set(alerts.map((alert) => alert.partner))) {
      const own = alerts.filter((alert) => alert.partner === partner);
      told += await this.transactions.run(ctx, (tx) => this.tell(tx, partner, own));
    }
    return told;
  }

  private async deadlineAlerts(ctx: OperationContext): Promise<AgreementAlert[]> {
    const deadlines = await this.deadlines.list(ctx, { within: WITHIN });
    return deadlines.map(deadlineAlert).filter((alert) => alert !== null);
  }

  private async overdueAlerts(ctx: OperationContext): Promise<AgreementAlert[]> {
    const today = programmeDay(this.clock);
    const alerts: AgreementAlert[] = [];
    for (let after: string[] | null = null; ;) {
      const page = await this.transactions.read(ctx, (tx) =>
        this.records.occurrences.list(tx, today, { state: 'OVERDUE' }, after, PAGE),
      );
      alerts.push(...page.map(overdueAlert));
      const last = page.at(-1);
      if (!last || page.length < PAGE) return alerts;
      after = [last.dueOn, last.id];
    }
  }

  private async tell(tx: Transaction, partner: string, alerts: readonly AgreementAlert[]): Promise<number> {
    const today = programmeDay(this.clock);
    const roles = [...new Set(alerts.flatMap((alert) => alert.roles))];
    const people = await this.recipients.listOfPartner(tx, partner, roles, today);
    const notices = alerts.flatMap((alert) =>
      readersOf(alert, people).map((reader) => noticeOf(alert, reader)),
    );
    const told = await this.records.notices.tell(tx, notices);
    if (told > 0) {
      const record = { partner, action: 'agreements.alert', entity: 'partner', entityId: partner };
      this.records.audit.record(tx, { ...record, after: { told } });
    }
    return told;
  }
}

/** Each person once, however many of the roles are theirs; whoever looks after one unit answers for no agreement. */
function readersOf({ roles }: AgreementAlert, people: readonly Recipient[]): Recipient[] {
  const readers = people.filter(({ role, unit }) => unit === null && roles.includes(role));
  return [...new Map(readers.map((reader) => [reader.id, reader])).values()];
}

function noticeOf(alert: AgreementAlert, reader: Recipient): NewNotice {
  const { partner, event, rung, kind, urgent, subjectId, code, title, day } = alert;
  return {
    id: uuid(),
    deliveryId: uuid(),
    partner,
    recipient: reader.id,
    recipientScope: reader.scope,
    event,
    rung,
    kind,
    urgent,
    superseded: false,
    subjectId,
    // Noon in Baku lies on the same day in every zone in which somebody may read it.
    params: {
      unit: code,
      form: '',
      period: { en: title },
      dueAt: `${day}T08:00:00.000Z`,
      zone: HQ_TIME_ZONE,
      calendar: 'gregory',
    },
  };
}
