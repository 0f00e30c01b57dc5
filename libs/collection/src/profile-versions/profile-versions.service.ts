import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import {
  Clock,
  HQ_SCOPE,
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { SourceProfileError } from '../profiles/profile-fields.js';
import { sourceProfileFrom } from '../profiles/source-profile-from.js';
import type { SourceProfile } from '../profiles/source-profile.js';
import type { ProfileVersion } from './profile-version.js';
import { mayPublish, stateAfter, type ProfileStep } from './profile-version.lifecycle.js';
import { ProfileStepError, SecondPersonError, UnusableProfileError } from './profile-versions.errors.js';
import { ProfileVersionsRepository } from './profile-versions.repository.js';
import { ShippedProfiles } from './shipped-profiles.js';

/** What begins the code of a layout that every partner may use. */
const OPEN_PREFIX = 'ASAN';

/** Layouts as headquarters keeps them: written by one person, put into force by another, never edited afterwards. */
@Injectable()
export class ProfileVersionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ProfileVersionsRepository,
    private readonly shipped: ShippedProfiles,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  /** Every version of the layouts of a partner, or of all partners in scope, with the open ones. */
  async list(ctx: OperationContext, partner: string | null): Promise<ProfileVersion[]> {
    const partners = partner === null ? ctx.scopes : [partner];
    return this.transactions.read(ctx, async (tx) =>
      this.withShipped(await this.repository.listReadable(tx, partners), partners, tx),
    );
  }

  /** @throws NotFoundError for a code that is unknown or another country's. */
  async versionsOf(ctx: OperationContext, code: string): Promise<ProfileVersion[]> {
    const found = (await this.list(ctx, null)).filter((version) => version.code === code);
    if (found.length === 0) throw new NotFoundError('source profile');
    return found;
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, code: string, version: number): Promise<ProfileVersion> {
    const found = (await this.versionsOf(ctx, code)).find((candidate) => candidate.version === version);
    if (!found) throw new NotFoundError('version of the source profile');
    return found;
  }

  /**
   * Adds a draft. Code and version are the platform's business: what the document says about them has to agree or
   * to be absent.
   *
   * @throws UnusableProfileError with every fault; NotFoundError for a partner out of scope.
   */
  async draft(
    ctx: OperationContext,
    code: string,
    document: Record<string, unknown>,
  ): Promise<ProfileVersion> {
    return this.transactions.run(ctx, async (tx) => {
      const partner = partnerOf(code, document);
      if (!tx.scopes.includes(partner)) throw new NotFoundError('partner');
      await this.repository.lockCode(tx, code);
      await this.seedCode(tx, code);
      const newest = (await this.repository.listByCode(tx, code)).at(-1);
      const version = (newest?.version ?? 0) + 1;
      const owner = partner === HQ_SCOPE ? null : partner;
      const completed = { ...document, code, partner: owner, version };
      readableProfile(completed);
      const { id: createdBy, name: createdByName } = tx.actor;
      const row = {
        partner,
        code,
        version,
        state: 'DRAFT' as const,
        document: completed,
        createdBy,
        createdByName,
      };
      await this.repository.insert(tx, row, this.clock.instant());
      await this.record(tx, partner, code, version, 'source-profile.draft', null, { document: completed });
      return this.require(tx, code, version);
    });
  }

  /**
   * Puts a draft into force or takes a version out of it. Whatever was in force before is retired in the same
   * transaction; hand-ins that began under it are still read by it.
   *
   * @throws NotFoundError, PreconditionFailedError, ProfileStepError, SecondPersonError.
   */
  async take(ctx: OperationContext, code: string, version: number, step: ProfileStep, rev: number) {
    return this.transactions.run(ctx, async (tx) => {
      await this.repository.lockCode(tx, code);
      await this.seedCode(tx, code);
      const found = await this.require(tx, code, version);
      if (found.rev !== rev) throw new PreconditionFailedError(found.rev);
      const state = stateAfter(found.state, step);
      if (state === null) throw new ProfileStepError(found.state);
      if (step === 'publish' && !mayPublish(found, tx.actor.id))
        throw new SecondPersonError('You wrote this version; somebody else must publish it.');
      if (step === 'publish') await this.retireForerunner(tx, code);
      await this.move(tx, found, state);
      return this.require(tx, code, version);
    });
  }

  /** Writes down the shipped layouts of a partner that the database does not have yet; answers how many. */
  async seed(tx: Transaction, partner: string): Promise<number> {
    const own = this.shipped.all.filter(({ row }) => row.partner === partner);
    let added = 0;
    for (const { row } of own) if (await this.seedCode(tx, row.code)) added += 1;
    return added;
  }

  /** A layout that a later release changed arrives as a draft: two persons here decide on it, not the release. */
  private async seedCode(tx: Transaction, code: string): Promise<boolean> {
    const row = this.shipped.all.find((candidate) => candidate.row.code === code)?.row;
    if (!row || !tx.scopes.includes(row.partner)) return false;
    const known = await this.repository.listByCode(tx, code);
    if (known.some(({ version, partner }) => version === row.version && partner === row.partner))
      return false;
    const state = known.length > 0 ? 'DRAFT' : 'PUBLISHED';
    return this.repository.insert(tx, { ...row, state }, this.clock.instant());
  }

  private async retireForerunner(tx: Transaction, code: string): Promise<void> {
    const versions = await this.repository.listByCode(tx, code);
    const forerunner = versions.find(({ state }) => state === 'PUBLISHED');
    if (forerunner) await this.move(tx, forerunner, 'RETIRED');
  }

  private async move(tx: Transaction, found: ProfileVersion, state: ProfileVersion['state']): Promise<void> {
    const { partner, code, version } = found;
    await this.repository.setState(tx, found, state, this.clock.instant());
    const action = state === 'PUBLISHED' ? 'source-profile.publish' : 'source-profile.retire';
    await this.record(tx, partner, code, version, action, { state: found.state }, { state });
  }

  private async require(tx: Transaction, code: string, version: number): Promise<ProfileVersion> {
    const found = await this.repository.lock(tx, code, version);
    if (!found) throw new NotFoundError('version of the source profile');
    return found;
  }

  private async record(
    tx: Transaction,
    partner: string,
    code: string,
    version: number,
    action: string,
    before: object | null,
    after: object,
  ): Promise<void> {
    const entityId = `${code}/${version}`;
    this.audit.record(tx, {
      partner,
      action,
      entity: 'source_profile_version',
      entityId,
      before,
      after,
    });
  }

  /** What ships and was not written down yet counts as published; it is, in every installation. */
  private withShipped(
    rows: ProfileVersion[],
    partners: readonly string[],
    tx: Transaction,
  ): ProfileVersion[] {
    const isOpen = (partner: string) =>
      partner === HQ_SCOPE || (partners.includes(partner) && tx.scopes.includes(partner));
    const known = new Set(rows.map(({ code }) => code));
    const unwritten = this.shipped.all
      .filter(({ row }) => isOpen(row.partner) && !known.has(row.code))
      .map(({ row }): ProfileVersion => {
        const published = { publishedBy: row.createdBy, publishedAt: null, retiredAt: null };
        return { ...row, ...published, createdAt: null, rev: 1 };
      });
    return [...rows, ...unwritten];
  }
}

/** What the reader makes of a stored or handed-in document. @throws UnusableProfileError */
export function readableProfile(document: unknown): SourceProfile {
  try {
    return sourceProfileFrom(document);
  } catch (error) {
    throw error instanceof SourceProfileError ? new UnusableProfileError(error) : error;
  }
}

/**
 * Whose layout it is. The code begins with it, so that two countries never use one code and nobody learns from a
 * refusal what another country calls its layouts.
 */
function partnerOf(code: string, { partner }: Record<string, unknown>): string {
  const [prefix] = code.split('-');
  const owner = prefix === OPEN_PREFIX ? null : prefix;
  if (partner !== undefined && partner !== owner) {
    throw new InvalidValueError('validation-failed', '/document/partner', `The code ${code} says ${owner}.`);
  }
  return owner ?? HQ_SCOPE;
}
