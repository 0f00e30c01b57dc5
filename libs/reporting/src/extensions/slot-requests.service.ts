import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  Clock,
  ForbiddenError,
  holds,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { slotStateAt, type Slot } from '../slots/slot.js';
import { SlotsRepository } from '../slots/slots.repository.js';
import { SlotRequestEffects } from './slot-request-effects.js';
import { actsFrom, requestStep, type RequestAct } from './slot-request.lifecycle.js';
import type { NewSlotRequest, RequestState, SlotRequest } from './slot-request.js';
import { kindsTaken, liesWithin, takes, untilBounds, type SlotFacts } from './slot-request-terms.js';
import {
  AlreadyRequestedError,
  RequestClosedError,
  RequestOutOfTurnError,
  SecondPersonNeededError,
  UntilOutOfRangeError,
} from './slot-requests.errors.js';
import { SlotRequestsRepository } from './slot-requests.repository.js';

/** A step of a request; only a decline has to give a reason. */
export interface RequestCommand {
  act: RequestAct;
  reason: string | null;
}

/** More time, no report, entry once more: asked for by one person, decided by another. */
@Injectable()
export class SlotRequestsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly slots: SlotsRepository,
    private readonly requests: SlotRequestsRepository,
    private readonly effects: SlotRequestEffects,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for something about one slot.
   *
   * @throws NotFoundError, RequestOutOfTurnError, AlreadyRequestedError, UntilOutOfRangeError.
   */
  async request(ctx: OperationContext, wanted: NewSlotRequest): Promise<SlotRequest> {
    return this.transactions.run(ctx, async (tx) => {
      const slot = await this.slots.lock(tx, wanted.slotId);
      if (!slot) throw new NotFoundError('report slot');
      await this.assertTaken(tx, slot, wanted);
      const request = this.newRequest(tx, slot, wanted);
      await this.requests.insert(tx, request);
      await this.effects.record(tx, request, 'request', null);
      await this.effects.touch(tx, slot);
      return request;
    });
  }

  /**
   * Grants, declines or takes back a request.
   *
   * @param rev the revision counter that the caller read (If-Match).
   * @throws NotFoundError, PreconditionFailedError, RequestClosedError, ForbiddenError,
   *   SecondPersonNeededError, RequestOutOfTurnError when the slot has changed since it was asked for.
   */
  async take(ctx: OperationContext, id: string, rev: number, command: RequestCommand): Promise<SlotRequest> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.requests.find(tx, id);
      const slot = found && (await this.slots.lock(tx, found.slotId));
      const request = slot && (await this.requests.lock(tx, id));
      if (!request) throw new NotFoundError('request');
      if (request.rev !== rev) throw new PreconditionFailedError(request.rev);
      return this.close(tx, slot, request, command);
    });
  }

  private async close(
    tx: Transaction,
    slot: Slot,
    request: SlotRequest,
    { act, reason }: RequestCommand,
  ): Promise<SlotRequest> {
    const to = this.stateAfter(tx, request, act);
    const at = this.clock.instant();
    if (act === 'grant') await this.assertGrantable(tx, slot, request, at);
    const rev = await this.requests.close(tx, request.id, { to, at, reason });
    const closing = { state: to, closedBy: tx.actor.id, closedAt: at, decisionReason: reason, rev };
    const closed = { ...request, ...closing };
    await this.effects.record(tx, closed, act, { state: request.state, rev: request.rev });
    await this.effects.tell(tx, closed);
    await (act === 'grant' ? this.effects.grant(tx, slot, closed, at) : this.effects.touch(tx, slot));
    return closed;
  }

  private stateAfter(tx: Transaction, request: SlotRequest, act: RequestAct): RequestState {
    const step = requestStep(request, act, {
      id: tx.actor.id,
      holds: (permission) => holds(tx, permission, request.partner),
    });
    if ('to' in step) return step.to;
    switch (step.refusal) {
      case 'NOT_POSSIBLE':
        throw new RequestClosedError(request, act, actsFrom(request.state));
      case 'NOT_PERMITTED':
        throw new ForbiddenError(`“${act}” is not among your rights.`);
      case 'SECOND_PERSON_NEEDED':
        throw new SecondPersonNeededError();
      case 'NOT_THE_REQUESTER':
        throw new ForbiddenError('Only who asked for something takes it back.');
    }
  }

  private async assertTaken(tx: Transaction, slot: Slot, { kind, until }: NewSlotRequest): Promise<void> {
    const now = this.clock.instant();
    const facts = await this.factsOf(tx, slot);
    if (!takes(kind, facts, now, 'REQUEST'))
      throw new RequestOutOfTurnError(kind, slotStateAt(slot, now), kindsTaken(facts, now));
    const open = await this.requests.findOpenOfSlot(tx, slot.id, kind);
    if (open) throw new AlreadyRequestedError(open);
    const bounds = untilBounds(kind, slot, now);
    const pointer = kind === 'EXTENSION' ? '/newDueAt' : '/until';
    if (bounds && until !== null && !liesWithin(until, bounds))
      throw new UntilOutOfRangeError(pointer, bounds);
  }

  /** The slot may have changed while nobody decided, and the time of a re-opening may have run out. */
  private async assertGrantable(
    tx: Transaction,
    slot: Slot,
    request: SlotRequest,
    now: string,
  ): Promise<void> {
    const { kind, until } = request;
    const facts = await this.factsOf(tx, slot);
    const isOver = kind === 'REOPENING' && until !== null && until <= now;
    if (isOver || !takes(kind, facts, now, 'GRANT'))
      throw new RequestOutOfTurnError(kind, slotStateAt(slot, now), kindsTaken(facts, now));
  }

  private async factsOf(tx: Transaction, slot: Slot): Promise<SlotFacts> {
    return { slot, isHandedIn: await this.requests.isHandedIn(tx, slot.id) };
  }

  private newRequest(tx: Transaction, { partner, unit }: Slot, wanted: NewSlotRequest): SlotRequest {
    return {
      ...wanted,
      id: uuid(),
      partner,
      unit,
      state: 'REQUESTED',
      requestedBy: tx.actor.id,
      requestedAt: this.clock.instant(),
      closedBy: null,
      closedAt: null,
      decisionReason: null,
      revokedAt: null,
      rev: 1,
    };
  }
}
