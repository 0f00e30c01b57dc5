import { ApiProperty } from '@nestjs/swagger';
import { entityTag, PageInfo, type Page } from '#platform';
import {
  ACTION_KINDS,
  FINDING_STATES,
  SEVERITIES,
  type ActionKind,
  type FindingState,
  type Severity,
} from './finding.js';
import { findingStepsFrom } from './finding.lifecycle.js';
import type { FindingWithActions } from './findings.service.js';

export class CorrectiveActionResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, enum: ACTION_KINDS })
  kind: ActionKind;

  @ApiProperty({ type: String })
  what: string;

  @ApiProperty({ type: String })
  owner: string;

  @ApiProperty({ type: String, format: 'date' })
  dueOn: string;

  @ApiProperty({ type: String, enum: ['OPEN', 'DONE', 'DROPPED'] })
  state: string;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: String, description: 'for If-Match' })
  etag: string;
}

export class FindingResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String, format: 'uuid' })
  assessmentId: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  standard: string;

  @ApiProperty({ type: String })
  item: string;

  @ApiProperty({ type: String, enum: SEVERITIES })
  severity: Severity;

  @ApiProperty({ type: String, enum: FINDING_STATES })
  state: FindingState;

  @ApiProperty({ type: [String], description: 'steps that exist from here' })
  steps: string[];

  @ApiProperty({ type: String })
  text: string;

  @ApiProperty({ type: String, format: 'date', description: 'last day of the plan' })
  dueOn: string;

  @ApiProperty({ type: String, nullable: true })
  rootCause: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'why a plan or its outcome came back' })
  sentBack: string | null;

  @ApiProperty({ type: String, nullable: true })
  effectiveness: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  closedOn: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  repeatOf: string | null;

  @ApiProperty({ type: [CorrectiveActionResponse] })
  actions: CorrectiveActionResponse[];

  @ApiProperty({ type: String, description: 'for If-Match' })
  etag: string;

  static from(finding: FindingWithActions): FindingResponse {
    const { id, partner, assessmentId, unit, standard, item, severity, state, text, dueOn } = finding;
    const { rootCause, sentBack, effectiveness, closedOn, repeatOf, actions, rev } = finding;
    return {
      id,
      partner,
      assessmentId,
      unit,
      standard,
      item,
      severity,
      state,
      steps: findingStepsFrom(state),

      text,
      dueOn,
      rootCause,
      sentBack,
      effectiveness,
      closedOn,
      repeatOf,
      actions: actions.map((action) => ({
        id: action.id,
        kind: action.kind,
        what: action.what,
        owner: action.owner,
        dueOn: action.dueOn,
        state: action.state,
        note: action.note,
        etag: entityTag(action.rev),
      })),
      etag: entityTag(rev),
    };
  }
}

export class FindingsPage {
  @ApiProperty({ type: [FindingResponse] })
  data: FindingResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;

  static from({ data, page }: Page<FindingWithActions>): FindingsPage {
    return { data: data.map((finding) => FindingResponse.from(finding)), page };
  }
}
