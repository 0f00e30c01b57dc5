import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  BusinessError,
  Clock,
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import type { RegisteredAuthority } from '../partners/partner.js';
import type { FocalPoint, NewAuthority, NewFocalPoint, NewPartnerName, PartnerName } from './contact.js';
import { ContactsRepository } from './contacts.repository.js';

/** The same authority with the same role stands on the register. */
export class DuplicateAuthorityError extends BusinessError {
  constructor(name: string) {
    super('CONFLICT', 'duplicate', { detail: `${name} is registered with this role.`, params: { name } });
  }
}

/** What a partner is called, which of its bodies is responsible and whom to turn to, each with its time. */
@Injectable()
export class ContactsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ContactsRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope; so do all other methods. */
  async names(ctx: OperationContext, partner: string): Promise<PartnerName[]> {
    return this.read(ctx, partner, (tx) => this.repository.listNames(tx, partner));
  }

  async authorities(ctx: OperationContext, partner: string): Promise<RegisteredAuthority[]> {
    return this.read(ctx, partner, (tx) => this.repository.listAuthorities(tx, partner));
  }

  async focalPoints(ctx: OperationContext, partner: string, asOf?: string): Promise<FocalPoint[]> {
    return this.read(ctx, partner, (tx) => this.repository.listFocalPoints(tx, partner, asOf ?? null));
  }

  /**
   * Adds a name; the one of the same kind and language that was in use ends where it begins.
   *
   * @throws InvalidValueError `rule-violated` when it would not begin after the name that is in use.
   */
  async rename(ctx: OperationContext, partner: string, name: NewPartnerName): Promise<PartnerName[]> {
    return this.write(ctx, partner, async (tx) => {
      const names = await this.repository.listNames(tx, partner);
      const same = names.filter(({ kind, language }) => kind === name.kind && language === name.language);
      const last = same.findLast(({ validUntil }) => validUntil === null);
      if (last) await this.repository.endName(tx, last.id, followingDay(name.validFrom, last.validFrom));
      const id = uuid();
      await this.repository.insertName(tx, id, partner, name, this.clock.instant());
      await this.remember(tx, partner, 'partner.rename', last ?? null, { id, ...name });
      return this.repository.listNames(tx, partner);
    });
  }

  /** @throws NotFoundError for an unknown predecessor, DuplicateAuthorityError (409). */
  async addAuthority(
    ctx: OperationContext,
    partner: string,
    authority: NewAuthority,
  ): Promise<RegisteredAuthority[]> {
    return this.write(ctx, partner, async (tx) => {
      const known = await this.repository.listAuthorities(tx, partner);
      if (known.some(({ name, role }) => name === authority.name && role === authority.role)) {
        throw new DuplicateAuthorityError(authority.name);
      }
      const { successorOf } = authority;
      if (successorOf !== null) {
        if (!known.some(({ id }) => id === successorOf)) throw new NotFoundError('authority');
        await this.repository.endAuthority(tx, successorOf, authority);
      }
      const id = await this.repository.insertAuthority(tx, partner, authority);
      await this.remember(tx, partner, 'partner.add-authority', null, { id, ...authority });
      return this.repository.listAuthorities(tx, partner);
    });
  }

  /** @throws NotFoundError for an unknown authority. */
  async addFocalPoint(ctx: OperationContext, partner: string, point: NewFocalPoint): Promise<FocalPoint> {
    return this.write(ctx, partner, async (tx) => {
      const known = await this.repository.listAuthorities(tx, partner);
      if (point.authority !== null && !known.some(({ id }) => id === point.authority)) {
        throw new NotFoundError('authority');
      }
      const id = uuid();
      await this.repository.insertFocalPoint(tx, id, partner, point, this.clock.instant());
      await this.remember(tx, partner, 'partner.add-focal-point', null, { id, ...point });
      return { ...point, id, rev: 1 };
    });
  }

  /** @throws NotFoundError, PreconditionFailedError, InvalidValueError `rule-violated` for an end before the beginning. */
  async endFocalPoint(
    ctx: OperationContext,
    partner: string,
    id: string,
    rev: number,
    until: string,
  ): Promise<FocalPoint> {
    return this.write(ctx, partner, async (tx) => {
      const point = (await this.repository.listFocalPoints(tx, partner, null)).find((each) => each.id === id);
      if (!point) throw new NotFoundError('focal point');
      if (point.validFrom !== null && until <= point.validFrom) throw tooEarly('/validUntil');
      if (!(await this.repository.endFocalPoint(tx, id, rev, until)))
        throw new PreconditionFailedError(point.rev);
      const before = { id, validUntil: point.validUntil };
      await this.remember(tx, partner, 'partner.end-focal-point', before, { id, validUntil: until });
      return { ...point, validUntil: until, rev: rev + 1 };
    });
  }

  private async read<T>(
    ctx: OperationContext,
    partner: string,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    if (!ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    return this.transactions.read(ctx, work);
  }

  private async write<T>(
    ctx: OperationContext,
    partner: string,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    return this.transactions.run(ctx, async (tx) => {
      if (!(await this.repository.lockPartner(tx, partner))) throw new NotFoundError('partner');
      return work(tx);
    });
  }

  private async remember(
    tx: Transaction,
    partner: string,
    action: string,
    before: object | null,
    after: object,
  ): Promise<void> {
    this.audit.record(tx, { partner, action, entity: 'partner', entityId: partner, before, after });
  }
}

/** Where a name that follows begins; it cannot follow before, or at, the beginning of the one in use. */
function followingDay(from: string | null, former: string | null): string {
  if (from === null || (former !== null && from <= former)) throw tooEarly('/validFrom');
  return from;
}

function tooEarly(pointer: string): InvalidValueError {
  return new InvalidValueError(
    'rule-violated',
    pointer,
    'This must lie after the beginning of what it ends.',
  );
}
