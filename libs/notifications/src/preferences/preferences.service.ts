import { Injectable } from '@nestjs/common';
import {
  Clock,
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  programContext,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { InvalidLinkError } from './preferences.errors.js';
import type { NotificationPreference } from './preference.js';
import { PreferenceLinks, type LinkHolder } from './preference-links.js';
import { PreferenceRecords } from './preference-records.js';

/** A pause is for a holiday or a secondment, not for ever; for that there is unsubscribing. */
export const MAX_SNOOZE_DAYS = 90;
const DAY_MS = 86_400_000;

export interface PreferenceWish {
  /** Absent: as it is; null: no pause. */
  snoozedUntil?: string | null;
  unsubscribed?: boolean;
}

/** What people wish about their own mails, signed in or by the link in a mail. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: PreferenceRecords,
    private readonly links: PreferenceLinks,
    private readonly clock: Clock,
  ) {}

  async own(ctx: OperationContext): Promise<NotificationPreference> {
    return this.transactions.read(ctx, (tx) => this.records.preferences.find(tx, ctx.actor.id));
  }

  /** @throws PreconditionFailedError when somebody changed it since it was read. */
  async changeOwn(ctx: OperationContext, rev: number, wish: PreferenceWish): Promise<NotificationPreference> {
    return this.transactions.run(ctx, async (tx) => {
      const user = await this.records.users.findById(tx, ctx.actor.id);
      if (!user) throw new NotFoundError('account');
      const known = await this.records.preferences.find(tx, user.id);
      if (known.rev !== rev) throw new PreconditionFailedError(known.rev);
      return this.change(tx, { recipient: user.id, scope: user.scope }, known, wish);
    });
  }

  /** @throws InvalidLinkError for a token that we did not make. */
  async changeByLink(
    token: string,
    wish: PreferenceWish,
    requestId: string,
  ): Promise<NotificationPreference> {
    const holder = this.links.read(token);
    if (!holder) throw new InvalidLinkError();
    const ctx = programContext('AUTHENTICATION', 'mail-link', [holder.scope], requestId);
    return this.transactions.run(ctx, async (tx) => {
      const user = await this.records.users.findById(tx, holder.recipient);
      if (!user || user.disabled) throw new InvalidLinkError();
      return this.change(tx, holder, await this.records.preferences.find(tx, user.id), wish);
    });
  }

  private async change(
    tx: Transaction,
    holder: LinkHolder,
    before: NotificationPreference,
    wish: PreferenceWish,
  ): Promise<NotificationPreference> {
    const { snoozedUntil = before.snoozedUntil, unsubscribed = before.unsubscribed } = wish;
    if (wish.snoozedUntil) this.assertReasonable(wish.snoozedUntil);
    await this.records.preferences.save(tx, holder, { snoozedUntil, unsubscribed }, this.clock.instant());
    const after = await this.records.preferences.find(tx, holder.recipient);
    this.records.audit.record(tx, {
      partner: holder.scope,
      action: 'notification-preference.change',
      entity: 'user',
      entityId: holder.recipient,
      before,
      after,
    });
    return after;
  }

  private assertReasonable(until: string): void {
    const now = this.clock.now().getTime();
    const end = Date.parse(until);
    if (end > now && end <= now + MAX_SNOOZE_DAYS * DAY_MS) return;
    throw new InvalidValueError(
      'invalid-timestamp',
      '/snoozedUntil',
      `A pause ends within ${MAX_SNOOZE_DAYS} days from now.`,
      { days: MAX_SNOOZE_DAYS },
    );
  }
}
