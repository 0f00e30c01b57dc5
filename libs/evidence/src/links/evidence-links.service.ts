import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Clock, InvalidValueError, type Transaction } from '#platform';
import type { Evidence, EvidenceKind, EvidenceSubject, NewEvidence } from './evidence-link.js';
import { EvidenceLinksRepository } from './evidence-links.repository.js';
import { EvidenceTargets } from './evidence-targets.js';

/** Ties proofs to the things that they prove. The audit record is the business of whoever asks for the proof. */
@Injectable()
export class EvidenceLinks {
  constructor(
    private readonly repository: EvidenceLinksRepository,
    private readonly targets: EvidenceTargets,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds proofs in the caller's transaction; one that is there already stays as it is.
   *
   * @param pointer where the list of proofs stands in the request
   * @throws InvalidValueError `reference-not-found` for a claim, an engagement or a version of a document that the partner does
   * not have, `validation-failed` for a page without a web address.
   */
  async attach(
    tx: Transaction,
    subject: EvidenceSubject,
    items: readonly NewEvidence[],
    pointer: string,
  ): Promise<void> {
    for (const [index, item] of items.entries()) {
      await this.refuseUnknown(tx, subject, item, `${pointer}/${index}/reference`);
      await this.repository.insert(tx, uuid(), subject, item, this.clock.instant());
    }
  }

  /** The proofs of things of one type, in the order in which they were added. */
  async listOf(tx: Transaction, type: string, ids: readonly string[]): Promise<Evidence[]> {
    return this.repository.listOf(tx, type, ids);
  }

  /** What the given things prove, e.g. versions of a document. */
  async listByReference(
    tx: Transaction,
    kind: EvidenceKind,
    references: readonly string[],
  ): Promise<Evidence[]> {
    return this.repository.listByReference(tx, kind, references);
  }

  private async refuseUnknown(
    tx: Transaction,
    { partner }: EvidenceSubject,
    { kind, reference }: NewEvidence,
    pointer: string,
  ): Promise<void> {
    switch (kind) {
      case 'URL':
        if (!isWebAddress(reference))
          throw new InvalidValueError('validation-failed', pointer, 'Not a web address.');
        return;
      case 'CLAIM':
        if (await this.repository.hasClaim(tx, partner, reference)) return;
        throw new InvalidValueError('reference-not-found', pointer, 'No such claim about this partner.');
      case 'ENGAGEMENT':
        if (await this.targets.exists(kind, tx, partner, reference)) return;
        throw new InvalidValueError('reference-not-found', pointer, 'No such engagement with this partner.');
      case 'MISSION':
      case 'TRAINING_EVENT':
        if (await this.targets.exists(kind, tx, partner, reference)) return;
        throw new InvalidValueError(
          'reference-not-found',
          pointer,
          'Nothing of this kind took place with this partner.',
        );
      case 'DOCUMENT':
        if (await this.targets.exists(kind, tx, partner, reference)) return;
        throw new InvalidValueError(
          'reference-not-found',
          pointer,
          'No such version of a document of this partner.',
        );
    }
  }
}

/** A page that a browser can open, without credentials in it. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
