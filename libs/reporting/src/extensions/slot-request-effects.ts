import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import type { Transaction } from '#platform';
import { ReviewNews } from '../review-news/review-news.js';
import type { Slot } from '../slots/slot.js';
import { SlotsRepository, type SlotTerms } from '../slots/slots.repository.js';
import type { RequestKind, SlotRequest } from './slot-request.js';
import { SlotRequestsRepository } from './slot-requests.repository.js';

const SLOT_ACTIONS: Record<RequestKind, string> = {
  EXTENSION: 'slot.extend',
  WAIVER: 'slot.waive',
  WAIVER_REVOCATION: 'slot.revoke-waiver',
  REOPENING: 'slot.reopen',
};

/** What a granted request changes about its slot, and what every step of a request leaves behind. */
@Injectable()
export class SlotRequestEffects {
  constructor(
    private readonly slots: SlotsRepository,
    private readonly requests: SlotRequestsRepository,
    private readonly audit: Audit,
    private readonly news: ReviewNews,
  ) {}

  /** Changes the locked slot as a request that was just granted says. */
  async grant(tx: Transaction, slot: Slot, request: SlotRequest, at: string): Promise<void> {
    const terms = termsOf(request, slot, tx.actor.id, at);
    if (request.kind === 'WAIVER_REVOCATION') await this.requests.endWaiver(tx, slot.id, at);
    await this.slots.changeTerms(tx, slot.id, terms);
    const names = Object.keys(terms) as Array<keyof SlotTerms>;
    this.audit.record(tx, {
      partner: slot.partner,
      action: SLOT_ACTIONS[request.kind],
      entity: 'report_slot',
      entityId: slot.id,
      before: Object.fromEntries(names.map((name) => [name, slot[name]])),
      after: { ...terms, request: request.id },
    });
  }

  /** Remembers a step of a request; the slot's readers see that its requests changed. */
  async record(tx: Transaction, request: SlotRequest, step: string, before: object | null): Promise<void> {
    const { id, partner, slotId, kind, state, until, code, reason, decisionReason, rev } = request;
    const after =
      before === null
        ? { slot: slotId, kind, state, until, code, reason }
        : { state, rev, ...(decisionReason === null ? {} : { reason: decisionReason }) };
    const action = `slot-request.${step}`;
    this.audit.record(tx, { partner, action, entity: 'slot_request', entityId: id, before, after });
  }

  /** Whoever asked learns of the decision of somebody else. */
  async tell(tx: Transaction, { id, partner, slotId, requestedBy, state }: SlotRequest): Promise<void> {
    if (requestedBy === tx.actor.id) return;
    const event = `request:${id}:${state}`;
    await this.news.promise(tx, { slotId, partner }, { kind: 'REQUEST', event, to: { person: requestedBy } });
  }

  /** Moves the slot's revision counter, which is its entity tag. */
  touch(tx: Transaction, slot: Slot): Promise<void> {
    return this.slots.changeTerms(tx, slot.id, {});
  }
}

function termsOf(
  { kind, until, code, reason }: SlotRequest,
  slot: Slot,
  decider: string,
  at: string,
): SlotTerms {
  switch (kind) {
    case 'EXTENSION':
      // Entry must not close before the report is due.
      return { extendedDueAt: until, lockAt: until !== null && until > slot.lockAt ? until : slot.lockAt };
    case 'REOPENING':
      return { reopenedUntil: until };
    case 'WAIVER':
      return { waivedAt: at, waivedBy: decider, waiverCode: code, waiverReason: reason };
    case 'WAIVER_REVOCATION':
      return { waivedAt: null, waivedBy: null, waiverCode: null, waiverReason: null };
  }
}
