import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import { ReportLocks } from '../submissions/report-locks.js';
import type { Submission } from '../submissions/submission.js';
import { transitionFrom, type TransitionName, type UnmetGuard } from '../submissions/submission.lifecycle.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { everyUnmetGuard } from '../submissions/transition-guards.lifecycle.js';
import { TransitionEffects } from './transition-effects.js';
import { TransitionFactsReader, type GatheredFacts } from './transition-facts.js';

/** Nothing is said to have been seen, so a single remarkable figure keeps a report out. */
const NOTHING_GIVEN = { attestation: false, newQueries: 0, reasonGiven: false, acknowledgements: [] };
const NO_COMMAND = { attestation: false, queries: [] };

/** Accepts a report that nobody has to look at twice: no open question, nothing remarkable, nothing missing. */
@Injectable()
export class CleanAcceptance {
  constructor(
    private readonly reports: ReportLocks,
    private readonly factsReader: TransitionFactsReader,
    private readonly effects: TransitionEffects,
    private readonly records: SubmissionRecords,
  ) {}

  now(): string {
    return this.records.clock.instant();
  }

  /** Takes the report in hand where nobody has it, and accepts it; answers what keeps it from being accepted. */
  async acceptIfClean(tx: Transaction, submissionId: string): Promise<UnmetGuard[]> {
    const { slot, submission } = await this.reports.lock(tx, submissionId);
    const rule = transitionFrom(submission.state === 'SUBMITTED' ? 'IN_REVIEW' : submission.state, 'accept');
    if (!rule || rule.from !== 'IN_REVIEW') return [outOfTurn(submission)];
    const gathered = await this.factsReader.gather(tx, slot, submission, NOTHING_GIVEN);
    const reviewerId = submission.state === 'SUBMITTED' ? tx.actor.id : submission.reviewerId;
    const reasons = [...everyUnmetGuard(rule, { ...gathered.facts, reviewerId }), ...uncovered(gathered)];
    if (reasons.length > 0) return reasons;
    if (submission.state === 'SUBMITTED') await this.step(tx, slot, submission, 'startReview', gathered);
    const { submission: held } = await this.reports.lock(tx, submissionId);
    await this.step(tx, slot, held, 'accept', gathered);
    return [];
  }

  private async step(
    tx: Transaction,
    slot: Slot,
    submission: Submission,
    name: TransitionName,
    gathered: GatheredFacts,
  ): Promise<void> {
    const rule = transitionFrom(submission.state, name);
    if (!rule) throw new Error(`There is no ${name} from ${submission.state}.`);
    const command = { ...NO_COMMAND, name };
    await this.effects.of(tx, { ...gathered, slot, submission, rule, command, lender: null });
  }
}

/** Every required cell has to hold a value or a reason for having none. */
function uncovered({ facts }: GatheredFacts): UnmetGuard[] {
  return facts.missing.map((cell) => ({
    code: 'cell-missing',
    pointer: `/cells/${cell}`,
    message: 'This cell is empty.',
  }));
}

function outOfTurn({ state }: Submission): UnmetGuard {
  return { code: 'invalid-transition', pointer: '', message: `The report is ${state}.`, params: { state } };
}
