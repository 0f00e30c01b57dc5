import { ApiProperty } from '@nestjs/swagger';
import { FindingResponse } from '../validation/finding.dto.js';
import { FINDING_STATES, RUN_TRIGGERS } from './validation-run.js';
import type { ShownRun } from './validation-runs.service.js';

export class RunFindingResponse extends FindingResponse {
  @ApiProperty({ type: String, enum: FINDING_STATES, description: 'what became of it up to now' })
  state: string;

  @ApiProperty({ type: String, nullable: true, description: 'the reason that was given for it' })
  explanation: string | null;
}

export class ValidationRunResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, format: 'uuid' })
  submission: string;

  @ApiProperty({ type: Number })
  submissionRev: number;

  @ApiProperty({ type: String, enum: RUN_TRIGGERS })
  trigger: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at: string;

  @ApiProperty({ type: [String], description: 'rule versions that were asked' })
  rules: string[];

  @ApiProperty({ type: String, description: 'SHA-256 of cells, rule versions and facts' })
  snapshotHash: string;

  @ApiProperty({ type: Object, description: 'the facts that the rules looked at besides the cells' })
  facts: object;

  @ApiProperty({ type: [RunFindingResponse] })
  findings: RunFindingResponse[];

  @ApiProperty({ type: [FindingResponse], description: 'of rules that are switched off for this unit' })
  exempted: FindingResponse[];

  @ApiProperty({ type: [String], description: 'ids of findings that were met for the first time' })
  announced: string[];

  @ApiProperty({ type: [Object], description: 'violations of earlier runs that are gone' })
  fixed: object[];

  static from({ run, states }: ShownRun): ValidationRunResponse {
    const { id, submissionId: submission, submissionRev, trigger, snapshot, snapshotHash, announced } = run;
    const stateOf = new Map(states.map((state) => [`${state.rule} ${state.cell}`, state]));
    const fixed = states.filter(({ state }) => state === 'FIXED');
    return {
      id,
      submission,
      submissionRev,
      trigger,
      at: run.runAt.toISOString(),
      rules: snapshot.rules,
      snapshotHash,
      facts: snapshot.facts,
      findings: run.findings.map((finding) => {
        const { state = 'NEW', explanation = null } = stateOf.get(`${finding.rule} ${finding.cell}`) ?? {};
        return { ...FindingResponse.from(finding), state, explanation };
      }),
      exempted: run.exempted.map(FindingResponse.from),
      announced,
      fixed: fixed.map(({ rule, cell, changedAt }) => ({ rule, cell, at: changedAt.toISOString() })),
    };
  }
}
