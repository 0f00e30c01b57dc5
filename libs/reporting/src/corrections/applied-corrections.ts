import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { breakdownOfCell, indicatorOfCell } from '#indicators';
import type { Transaction } from '#platform';
import { Ledger, type FigureChange } from '../ledger/ledger.js';
import { ErrataRepository } from '../releases/errata.repository.js';
import { covers } from '../releases/release-scope.js';
import type { Release } from '../releases/release.js';
import { ReleasesRepository } from '../releases/releases.repository.js';
import { RevisionOutcomes, type RevisionListener } from '../review/revision-outcomes.js';
import type { Slot } from '../slots/slot.js';
import type { Submission } from '../submissions/submission.js';
import type { Correction } from './correction.js';
import { CorrectionRecords } from './correction-records.js';

type Covering = Pick<Release, 'id' | 'name' | 'indicators'>;
type Reason = Pick<Correction, 'kind' | 'reason'>;

/** A correction that was under way when requests were not kept yet. */
const UNKNOWN_REASON: Reason = { kind: 'ERROR_FIX', reason: 'Begun before reasons were kept here.' };

/** What the acceptance of a correction means beyond the ledger: its request is settled, and whoever published hears. */
@Injectable()
export class AppliedCorrections implements RevisionListener, OnModuleInit {
  constructor(
    private readonly outcomes: RevisionOutcomes,
    private readonly ledger: Ledger,
    private readonly releases: ReleasesRepository,
    private readonly errata: ErrataRepository,
    private readonly kept: CorrectionRecords,
  ) {}

  onModuleInit(): void {
    this.outcomes.register(this);
  }

  async accepted(tx: Transaction, slot: Slot, submission: Submission, knownFrom: string): Promise<void> {
    if (submission.correctionOf === null) return;
    const correction = await this.kept.close(tx, slot.id, knownFrom, submission.id);
    const changes = await this.ledger.changesAt(tx, slot, knownFrom);
    const releases = await this.releases.listCovering(tx, slot.partner, slot.period.alignedTo);
    const revised = { slot, submission, at: knownFrom, reason: correction ?? UNKNOWN_REASON };
    for (const release of releases) await this.admit(tx, release, changes, revised);
    await this.kept.events.addRevised(
      tx,
      slot,
      changes.map((change) => eventOf(change, releases, revised)),
      knownFrom,
    );
  }

  /** A correction that the director takes out of everything leaves the report free for another one. */
  async voided(tx: Transaction, { correctionOf, slotId }: Submission, at: string): Promise<void> {
    if (correctionOf !== null) await this.kept.close(tx, slotId, at, null);
  }

  /** Every changed figure of a release gets an erratum; the release itself stays what it was. */
  private async admit(
    tx: Transaction,
    release: Covering,
    changes: readonly FigureChange[],
    { slot, submission, at, reason }: Revised,
  ): Promise<void> {
    for (const { cell, old, new: now } of changes.filter((change) => isReleased(release, change.cell))) {
      await this.errata.insert(tx, {
        id: uuid(),
        partner: slot.partner,
        releaseId: release.id,
        unit: slot.unit,
        indicator: cell,
        period: slot.period.id,
        alignedTo: slot.period.alignedTo,
        oldKind: old?.kind ?? null,
        oldValue: old?.value ?? null,
        newKind: now?.kind ?? null,
        newValue: now?.value ?? null,
        reasonKind: reason.kind,
        reason: reason.reason,
        submissionId: submission.id,
        recordedAt: at,
      });
    }
  }
}

interface Revised {
  slot: Slot;
  submission: Submission;
  at: string;
  reason: Reason;
}

/** A part is released with its indicator. */
function isReleased(release: Covering, cell: string): boolean {
  return covers(release, indicatorOfCell(cell));
}

function eventOf(
  { cell, old, new: now }: FigureChange,
  releases: readonly Covering[],
  { slot, submission, reason }: Revised,
) {
  return {
    unit: slot.unit,
    indicator: indicatorOfCell(cell),
    breakdown: breakdownOfCell(cell),
    period: slot.period.id,
    old,
    new: now,
    reasonKind: reason.kind,
    affectsRelease: releases.filter((release) => isReleased(release, cell)).map(({ name }) => name),
    submission: submission.id,
  };
}
