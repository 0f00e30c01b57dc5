import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Audit } from '#audit';
import {
  Clock,
  HQ_SCOPE,
  InvalidValueError,
  NotFoundError,
  Transactions,
  ValidationFailedError,
  type OperationContext,
  type Transaction,
} from '#platform';
import { checksumOf, differencesBetween } from './canonical-csv.js';
import { ReleaseFiguresReadModel } from './release-figures.read-model.js';
import type { Release, ReleaseScope, ReleaseVerification } from './release.js';
import { NothingToReleaseError, ReleaseMonthsError, ReleaseNameTakenError } from './releases.errors.js';
import { ReleasesRepository } from './releases.repository.js';

/** Ten years; a longer series is several releases. */
export const MAX_RELEASE_MONTHS = 120;
const MAX_DIFFERENCES = 50;
const MONTHS_PER_YEAR = 12;

/** What the director wants to publish; no partners or indicators means all that the director sees. */
export interface ReleaseOrder extends Omit<ReleaseScope, 'partners'> {
  name: string;
  title: string;
  partners: readonly string[] | null;
}

/** Publishes sets of figures that can be cited, and proves later that they are what they were. */
@Injectable()
export class ReleasesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly releases: ReleasesRepository,
    private readonly figures: ReleaseFiguresReadModel,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Freezes what is official now within a scope.
   *
   * @throws NotFoundError for a partner out of scope, InvalidValueError `unknown-kpi` or `invalid-range`,
   *   ReleaseNameTakenError, NothingToReleaseError.
   */
  async publish(ctx: OperationContext, order: ReleaseOrder): Promise<Release> {
    if (!isRange(order)) throw new ReleaseMonthsError(MAX_RELEASE_MONTHS);
    return this.transactions.run(ctx, async (tx) => {
      const scope = { ...order, partners: partnersOf(tx, order.partners) };
      await this.assertIndicators(tx, order.indicators ?? []);
      await this.releases.lockLedger(tx);
      if (await this.releases.isNameTaken(tx, order.name)) throw new ReleaseNameTakenError(order.name);
      const release = await this.freeze(tx, scope);
      await this.releases.insert(tx, release);
      await this.releases.insertFigures(tx, release);
      await this.record(tx, release, 'publish', {
        name: release.name,
        figures: release.figures,
        checksum: release.checksum,
        watermark: release.watermark,
      });
      return release;
    });
  }

  /**
   * Makes a release again from the ledger as it was known at its watermark, and compares byte by byte.
   *
   * @throws NotFoundError, also for a caller who sees only some of its partners: part of a release proves nothing.
   */
  async verify(ctx: OperationContext, id: string): Promise<ReleaseVerification> {
    return this.transactions.run(ctx, async (tx) => {
      const release = await this.releases.find(tx, id);
      if (!release || tx.units !== null || release.partners.length < release.partnerCount)
        throw new NotFoundError('release');
      const verification = await this.compare(tx, release);
      const { equal, recomputedChecksum } = verification;
      await this.record(tx, release, 'verify', { equal, recomputedChecksum });
      return verification;
    });
  }

  private async freeze(
    tx: Transaction,
    { name, title, from, to, indicators, partners }: ReleaseOrder & ReleaseScope,
  ): Promise<Release> {
    const scope = { from, to, indicators, partners };
    const watermark = await this.releases.watermarkOf(tx, scope);
    const figures = watermark === null ? [] : await this.releases.officialAt(tx, scope, watermark);
    if (watermark === null || figures.length === 0) throw new NothingToReleaseError();
    return {
      id: uuid(),
      name,
      title,
      ...scope,
      partnerCount: partners.length,
      watermark,
      figures: figures.length,
      checksum: checksumOf(figures),
      publishedAt: this.clock.instant(),
      publishedBy: tx.actor.id,
      publishedByName: tx.actor.name,
    };
  }

  private async compare(tx: Transaction, release: Release): Promise<ReleaseVerification> {
    const kept = await this.figures.listAll(tx, release.id);
    const recomputed = await this.releases.officialAt(tx, release, release.watermark);
    const checksums = { keptChecksum: checksumOf(kept), recomputedChecksum: checksumOf(recomputed) };
    return {
      equal: Object.values(checksums).every((checksum) => checksum === release.checksum),
      checksum: release.checksum,
      ...checksums,
      differences: differencesBetween(kept, recomputed).slice(0, MAX_DIFFERENCES),
      verifiedAt: this.clock.instant(),
    };
  }

  private async assertIndicators(tx: Transaction, codes: readonly string[]): Promise<void> {
    const unknown = await this.releases.unknownIndicators(tx, codes);
    if (unknown.length === 0) return;
    throw new ValidationFailedError(
      unknown.map((code) => ({
        pointer: `/indicators/${codes.indexOf(code)}`,
        code: 'unknown-kpi',
        message: 'No indicator has this code.',
      })),
    );
  }

  private async record(tx: Transaction, { id }: Release, step: string, after: object): Promise<void> {
    const action = `release.${step}`;
    this.audit.record(tx, { partner: HQ_SCOPE, action, entity: 'release', entityId: id, after });
  }
}

/** @throws InvalidValueError `unknown-country` when nothing is left, NotFoundError for a partner out of scope. */
function partnersOf(tx: Transaction, asked: readonly string[] | null): string[] {
  const visible = tx.scopes.filter((scope) => scope !== HQ_SCOPE);
  if (asked?.some((partner) => !visible.includes(partner))) throw new NotFoundError('partner');
  const partners = [...new Set(asked ?? visible)].toSorted();
  if (partners.length === 0)
    throw new InvalidValueError('unknown-country', '/partners', 'Name at least one partner.');
  return partners;
}

function isRange({ from, to }: Pick<ReleaseScope, 'from' | 'to'>): boolean {
  const [first, last] = [from, to].map((month) => {
    const [year, number] = month.split('-').map(Number);
    return year * MONTHS_PER_YEAR + number;
  });
  return first <= last && last - first < MAX_RELEASE_MONTHS;
}
