import { Injectable } from '@nestjs/common';
import type { OperationContext, SettableClock } from '#platform';
import {
  CellEntryService,
  CorrectionsService,
  QueriesService,
  SubmissionsService,
  TransitionsService,
  type CellPatch,
  type NewQuery,
  type ValueKind,
} from '#reporting';

export interface DemoPeople {
  entry: OperationContext;
  coordinator: OperationContext;
  reviewer: OperationContext;
}

type Cells = Record<string, string | { kind: string }>;

const EXPLANATION = 'Synthetic demo figure: the swing was invented.';

/** The steps of a reporting month, each by the person who may take it. */
@Injectable()
export class DemoSteps {
  constructor(
    private readonly submissions: SubmissionsService,
    private readonly entry: CellEntryService,
    private readonly transitions: TransitionsService,
    private readonly queries: QueriesService,
    private readonly corrections: CorrectionsService,
  ) {}

  /** Opens the draft of a slot and types the figures in, explaining what the rules find remarkable. */
  async fill({ entry }: DemoPeople, slotId: string, cells: Cells): Promise<string> {
    const { submission } = await this.submissions.openDraft(entry, slotId);
    const patches = Object.entries(cells).map(([cell, value]) => patchOf(cell, value, 0));
    await this.entry.save(entry, submission.id, patches, { atomic: true, source: 'FORM' });
    await this.explain(entry, submission.id);
    return submission.id;
  }

  async submit({ coordinator }: DemoPeople, submissionId: string): Promise<void> {
    await this.step(coordinator, submissionId, 'submit');
  }

  async accept({ reviewer }: DemoPeople, submissionId: string): Promise<void> {
    await this.step(reviewer, submissionId, 'startReview');
    const { findings } = await this.submissions.get(reviewer, submissionId);
    const seen = findings.filter(({ severity }) => severity === 'EXPLAIN');
    await this.step(reviewer, submissionId, 'accept', { acknowledgements: seen });
  }

  /** The reviewer asks, the coordinator answers and hands in again; answers the new revision. */
  async returnAndResubmit({ reviewer, coordinator }: DemoPeople, submissionId: string): Promise<string> {
    await this.step(reviewer, submissionId, 'startReview');
    const query: NewQuery = {
      cell: 'VISITORS',
      reason: 'IMPLAUSIBLE',
      text: 'Are the visitors of the mobile teams in this figure?',
      replyBy: null,
    };
    const { nextRevisionId } = await this.step(reviewer, submissionId, 'return', { queries: [query] });
    const revision = nextRevisionId ?? submissionId;
    const [asked] = await this.queries.list(coordinator, revision);
    await this.queries.answer(coordinator, asked.id, asked.rev, 'No, mobile visits are counted separately.');
    await this.step(coordinator, revision, 'submit');
    return revision;
  }

  /** An accepted report is corrected eleven days later and accepted again. */
  async correct(people: DemoPeople, submissionId: string, clock: SettableClock): Promise<void> {
    const reason = 'Two days of queue tickets were counted twice.';
    clock.set(new Date(clock.now().getTime() + 11 * 86_400_000).toISOString());
    const order = { submissionId, kind: 'ERROR_FIX' as const, reason };
    const asked = await this.corrections.request(people.coordinator, order);
    const grant = { act: 'grant' as const, reason: null };
    const granted = await this.corrections.decide(people.reviewer, asked.id, asked.rev, grant);
    const revision = granted.revisionId ?? '';
    const { cells } = await this.submissions.get(people.coordinator, revision);
    const visitors = cells.get('VISITORS');
    const corrected = String(Math.round(Number(visitors?.value) * 0.97));
    const patch = { ...patchOf('VISITORS', corrected, visitors?.rev ?? 0), explanation: reason };
    await this.entry.save(people.coordinator, revision, [patch], { atomic: true, source: 'FORM' });
    await this.step(people.coordinator, revision, 'submit');
    await this.accept(people, revision);
  }

  private async explain(ctx: OperationContext, submissionId: string): Promise<void> {
    const { findings, cells } = await this.submissions.get(ctx, submissionId);
    const remarkable = [
      ...new Set(findings.filter((finding) => finding.severity === 'EXPLAIN').map((finding) => finding.cell)),
    ];
    const patches = remarkable.flatMap((cell) => {
      const current = cells.get(cell);
      return current
        ? [
            {
              ...patchOf(cell, current.value ?? { kind: current.kind }, current.rev),
              explanation: EXPLANATION,
            },
          ]
        : [];
    });
    if (patches.length > 0)
      await this.entry.save(ctx, submissionId, patches, { atomic: true, source: 'FORM' });
  }

  private async step(
    ctx: OperationContext,
    submissionId: string,
    name: Parameters<TransitionsService['apply']>[3]['name'],
    along: Partial<Parameters<TransitionsService['apply']>[3]> = {},
  ) {
    const { submission } = await this.submissions.get(ctx, submissionId);
    return this.transitions.apply(ctx, submissionId, submission.rev, {
      queries: [],
      ...along,
      name,
      attestation: true,
    });
  }
}

function patchOf(cell: string, value: string | { kind: string }, baseRev: number): CellPatch {
  const isNumber = typeof value === 'string';
  return {
    cell,
    baseRev,
    kind: isNumber ? 'NUMBER' : (value.kind as ValueKind),
    value: isNumber ? value : null,
    draftText: null,
    reason: null,
    expectedBy: null,
    explanation: undefined,
  };
}
