import { ApiProperty } from '@nestjs/swagger';
import { ObservationResponse } from './observations.dto.js';
import type { Provenance } from './observations.service.js';
import type { CheckedRules } from './provenance.read-model.js';

export class PersonResponse {
  @ApiProperty({ type: String })
  id: string;

  @ApiProperty({ type: String, nullable: true, description: 'as recorded when they acted' })
  name: string | null;
}

export class EntryResponse {
  @ApiProperty({ type: PersonResponse, nullable: true })
  by: PersonResponse | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  at: string | null;

  @ApiProperty({ type: String, nullable: true, enum: ['FORM', 'UPLOAD', 'PULL', 'FEED', 'SUGGESTION'] })
  source: string | null;

  @ApiProperty({ type: Object, nullable: true, description: 'row of the import, where it came from one' })
  sourceRef: object | null;

  @ApiProperty({ type: Number })
  cellRev: number;

  @ApiProperty({ type: String, nullable: true })
  explanation: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'why there is no value' })
  reason: string | null;
}

export class ActResponse {
  @ApiProperty({ type: PersonResponse, nullable: true })
  by: PersonResponse | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  at: string | null;
}

export class ProvenanceFinding {
  @ApiProperty({ type: String })
  rule: string;

  @ApiProperty({ type: String })
  severity: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  message: string;

  @ApiProperty({ type: Object })
  params: object;

  @ApiProperty({ type: String, nullable: true })
  justification: string | null;
}

export class ProvenanceRun {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, enum: ['ACCEPT', 'SUBMIT'] })
  trigger: string;

  @ApiProperty({ type: String, format: 'date-time' })
  at: string;

  @ApiProperty({ type: String, description: 'SHA-256 of cells, rule versions and facts' })
  snapshotHash: string;

  static from({ id, trigger, at, snapshotHash }: CheckedRules): ProvenanceRun {
    return { id, trigger, at: at.toISOString(), snapshotHash };
  }
}

export class ValidationResponse {
  @ApiProperty({ type: ProvenanceRun, nullable: true, description: 'null: accepted before runs were kept' })
  run: ProvenanceRun | null;

  @ApiProperty({
    type: [Object],
    description: 'code, version, kind and severity of every rule in force when the revision was accepted',
  })
  rules: object[];

  @ApiProperty({ type: [ProvenanceFinding], description: 'about this cell, as they stood at hand-in' })
  findings: ProvenanceFinding[];
}

export class ProvenanceQuestion {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  reason: string;

  @ApiProperty({ type: String })
  text: string;

  @ApiProperty({ type: ActResponse })
  asked: ActResponse;

  @ApiProperty({ type: String, nullable: true })
  answer: string | null;

  @ApiProperty({ type: ActResponse })
  answered: ActResponse;
}

export class SeriesRow {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  kind: string;

  @ApiProperty({ type: String, nullable: true })
  value: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  knownFrom: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  knownTo: string | null;

  @ApiProperty({ type: String, format: 'uuid' })
  submission: string;

  @ApiProperty({
    type: Object,
    nullable: true,
    description: 'kind, reason, by and at of the request to correct',
  })
  correction: object | null;
}

export class ProvenanceResponse {
  @ApiProperty({ type: ObservationResponse })
  observation: ObservationResponse;

  @ApiProperty({ type: Object, description: 'code, version and definition' })
  indicatorVersion: object;

  @ApiProperty({ type: Object, description: 'id, code and version' })
  formVersion: object;

  @ApiProperty({ type: Object, description: 'id and number of the accepted revision' })
  submission: object;

  @ApiProperty({ type: EntryResponse })
  entered: EntryResponse;

  @ApiProperty({ type: ActResponse })
  submitted: ActResponse;

  @ApiProperty({ type: ActResponse })
  accepted: ActResponse;

  @ApiProperty({ type: ValidationResponse })
  validation: ValidationResponse;

  @ApiProperty({ type: [ProvenanceQuestion] })
  questions: ProvenanceQuestion[];

  @ApiProperty({
    type: [SeriesRow],
    description: 'what was known about this figure, oldest first, this row included',
  })
  history: SeriesRow[];

  static from(provenance: Provenance, locale: string): ProvenanceResponse {
    const { observation, source, names, checked } = provenance;
    const act = (by: string | null, at: Date | null) => ({
      by: personOf(by, names),
      at: at?.toISOString() ?? null,
    });
    const { explanation, reason, sourceRef, cellRev } = source;
    return {
      observation: ObservationResponse.from(observation, locale),
      indicatorVersion: {
        code: observation.indicator,
        version: observation.indicatorVersion,
        definition: source.definition,
      },
      formVersion: source.formVersion,
      submission: { id: source.submissionId, revision: source.revision },
      entered: {
        ...act(source.enteredBy, source.enteredAt),
        source: source.source,
        sourceRef,
        cellRev,
        explanation,
        reason,
      },
      submitted: act(source.submittedBy, source.submittedAt),
      accepted: act(source.decidedBy, source.decidedAt),
      validation: {
        run: checked && ProvenanceRun.from(checked),
        rules: checked?.rules ?? [],
        findings: provenance.findings,
      },
      questions: provenance.questions.map(({ id, text, answer, ...asked }) => ({
        id,
        text,
        answer,
        reason: asked.reason,
        asked: act(asked.askedBy, asked.askedAt),
        answered: act(asked.answeredBy, asked.answeredAt),
      })),
      history: historyOf(provenance),
    };
  }
}

function personOf(id: string | null, names: ReadonlyMap<string, string>): PersonResponse | null {
  return id === null ? null : { id, name: names.get(id) ?? null };
}

function historyOf({ series, corrections, names }: Provenance): SeriesRow[] {
  const notes = new Map(corrections.map((note) => [note.submissionId, note]));
  return series.map(({ id, kind, value, knownFrom, knownTo, submissionId }) => {
    const note = notes.get(submissionId);
    return {
      id,
      kind,
      value,
      submission: submissionId,
      knownFrom: knownFrom.toISOString(),
      knownTo: knownTo?.toISOString() ?? null,
      correction: note
        ? {
            kind: note.kind,
            reason: note.reason,
            by: personOf(note.requestedBy, names),
            at: note.requestedAt.toISOString(),
          }
        : null,
    };
  });
}
