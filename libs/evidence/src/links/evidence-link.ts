/** What can prove something: a claim of a public source, a page, a stored document, or something that took place. */
export const EVIDENCE_KINDS = [
  'CLAIM',
  'URL',
  'DOCUMENT',
  'ENGAGEMENT',
  'MISSION',
  'TRAINING_EVENT',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** One proof for one thing, e.g. for an occurrence of an obligation. */
export interface NewEvidence {
  kind: EvidenceKind;
  /** Id of a claim, a version of a document, an engagement, a mission or a training, or the address of a page. */
  reference: string;
  note: string | null;
}

export interface Evidence extends NewEvidence {
  id: string;
  subjectType: string;
  subjectId: string;
  addedBy: string;
  addedAt: string;
}

/** The thing that is proved. `type` is the name of its entity, e.g. obligation-occurrence. */
export interface EvidenceSubject {
  partner: string;
  type: string;
  id: string;
}
