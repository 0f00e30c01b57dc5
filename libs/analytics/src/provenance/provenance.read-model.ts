import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Observation } from './observations.read-model.js';

/** Somebody as the audit record knows them; the name is null when they left no record here. */
export interface Person {
  id: string;
  name: string | null;
}

/** The hand-in that a ledger row was accepted from, with the cell behind it. */
export interface Source {
  submissionId: string;
  revision: number;
  formVersion: { id: string; code: string; version: number };
  definition: object;
  cellRev: number;
  enteredBy: string | null;
  enteredAt: Date | null;
  source: string | null;
  sourceRef: object | null;
  explanation: string | null;
  reason: string | null;
  submittedBy: string | null;
  submittedAt: Date | null;
  decidedBy: string | null;
  decidedAt: Date | null;
}

export interface RecordedFinding {
  rule: string;
  severity: string;
  code: string;
  message: string;
  params: object;
  justification: string | null;
}

/** Which rules a figure had to pass when it was accepted, whatever is in force today. */
export interface CheckedRules {
  id: string;
  trigger: string;
  at: Date;
  snapshotHash: string;
  rules: Array<{ code: string; version: number; kind: string | null; severity: string | null }>;
}

export interface AskedQuestion {
  id: string;
  reason: string;
  text: string;
  askedBy: string;
  askedAt: Date;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
}

export interface CorrectionNote {
  /** The revision that corrects. */
  submissionId: string;
  kind: string;
  reason: string;
  requestedBy: string;
  requestedAt: Date;
}

/** What is recorded about how one figure came to be. Reads only; every question stays within scope. */
@Injectable()
export class ProvenanceReadModel {
  async source(tx: Transaction, observation: Observation): Promise<Source> {
    const [row] = (await tx.manager.query(
      `select b.id as "submissionId", b.revision_no as revision, o.cell_rev as "cellRev", v.definition,
              jsonb_build_object('id', f.id, 'code', f.code, 'version', f.version) as "formVersion",
              c.entered_by as "enteredBy", c.entered_at as "enteredAt", c.source, c.source_ref as "sourceRef", c.explanation, c.reason,
              b.submitted_by as "submittedBy", b.submitted_at as "submittedAt", b.decided_by as "decidedBy", b.decided_at as "decidedAt"
         from app.observation o
         join app.indicator_version v on v.id = o.indicator_version_id
         join app.submission b on b.partner = o.partner and b.id = o.submission_id
         join app.report_slot s on s.partner = o.partner and s.id = o.slot_id
         join app.form_version f on f.id = s.form_version_id
         left join app.cell_revision c on c.partner = o.partner and c.submission_id = o.submission_id and c.cell = o.cell and c.rev = o.cell_rev
        where o.partner = any ($1) and o.id = $2`,
      [tx.scopes, observation.id],
    )) as Source[];
    return row;
  }

  /** The run at the acceptance of the revision behind the figure, else the one at its hand-in (features AU-03). */
  async checkedRules(tx: Transaction, { partner, submissionId }: Observation): Promise<CheckedRules | null> {
    const rows = (await tx.manager.query(
      `select r.id, r.trigger, r.run_at as at, r.snapshot_hash as "snapshotHash",
              (select coalesce(jsonb_agg(jsonb_build_object('code', a.code, 'version', a.version, 'kind', v.document->>'kind',
                                                            'severity', v.document->>'severity') order by a.place), '[]')
                 from (select split_part(e.name, '@', 1) as code, split_part(e.name, '@', 2)::integer as version, e.place
                         from jsonb_array_elements_text(r.snapshot->'rules') with ordinality as e (name, place)) a
                 left join app.rule_version v on v.code = a.code and v.version = a.version) as rules
         from app.validation_run r
        where r.partner = any ($1) and r.partner = $2 and r.submission_id = $3 and r.trigger in ('SUBMIT', 'ACCEPT')
        order by r.trigger = 'ACCEPT' desc, r.run_at desc, r.id desc limit 1`,
      [tx.scopes, partner, submissionId],
    )) as CheckedRules[];
    return rows[0] ?? null;
  }

  /** Findings about the cell as they stood when the report was handed in. */
  async findings(tx: Transaction, { partner, cell, submissionId }: Observation): Promise<RecordedFinding[]> {
    return (await tx.manager.query(
      `select f.rule, f.severity, f.code, f.message, f.params, f.justification
         from app.validation_finding f join app.submission b on b.partner = f.partner and b.id = f.submission_id
        where f.partner = any ($1) and f.partner = $2 and f.submission_id = $3 and f.cell = $4 and f.recorded_at = b.submitted_at
        order by f.rule`,
      [tx.scopes, partner, submissionId, cell],
    )) as RecordedFinding[];
  }

  /** Reviewers' questions about the cell, on any revision of the report. */
  async questions(tx: Transaction, { partner, cell, submissionId }: Observation): Promise<AskedQuestion[]> {
    return (await tx.manager.query(
      `select q.id, q.reason, q.text, q.asked_by as "askedBy", q.asked_at as "askedAt", q.answer, q.answered_by as "answeredBy",
              q.answered_at as "answeredAt"
         from app.review_query q
        where q.partner = any ($1) and q.partner = $2 and q.cell = $4
          and q.slot_id = (select b.slot_id from app.submission b where b.partner = $2 and b.id = $3)
        order by q.asked_at, q.id`,
      [tx.scopes, partner, submissionId, cell],
    )) as AskedQuestion[];
  }

  /** Why revisions of the same report were opened to correct it. */
  async corrections(tx: Transaction, { partner, submissionId }: Observation): Promise<CorrectionNote[]> {
    return (await tx.manager.query(
      `select coalesce(c.applied_revision_id, c.revision_id) as "submissionId", c.kind, c.reason,
              c.requested_by as "requestedBy", c.requested_at as "requestedAt"
         from app.correction_request c
        where c.partner = any ($1) and c.partner = $2 and c.revision_id is not null
          and c.slot_id = (select x.slot_id from app.submission x where x.partner = $2 and x.id = $3)
        order by c.id`,
      [tx.scopes, partner, submissionId],
    )) as CorrectionNote[];
  }

  /** Names by actor id, from the record of this very report. */
  async names(tx: Transaction, observation: Observation): Promise<Map<string, string>> {
    const rows = (await tx.manager.query(
      `select distinct on (e.actor_id) e.actor_id as id, e.actor_name as name
         from app.audit_event e join app.observation o on o.partner = $2 and o.id = $3
        where e.partner = any ($1) and e.partner = $2 and e.entity in ('submission', 'query', 'correction_request')
          and e.entity_id in (
            select b.id::text from app.submission b where b.partner = $2 and b.slot_id = o.slot_id
            union all select q.id::text from app.review_query q where q.partner = $2 and q.slot_id = o.slot_id
            union all select c.id::text from app.correction_request c where c.partner = $2 and c.slot_id = o.slot_id)
        order by e.actor_id, e.id desc`,
      [tx.scopes, observation.partner, observation.id],
    )) as Array<{ id: string; name: string }>;
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
