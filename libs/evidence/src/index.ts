export {
  CLAIM_STATUSES,
  SUBJECT_TYPES,
  type Claim,
  type ClaimStatus,
  type NewClaim,
  type PublicSource,
  type SubjectType,
} from './claims/claim.js';
export { DocumentedDateResponse, PublicSourceResponse } from './claims/claims.dto.js';
export type { ClaimFilter } from './claims/claims.read-model.js';
export { ClaimsService } from './claims/claims.service.js';
export {
  EVIDENCE_KINDS,
  type Evidence,
  type EvidenceKind,
  type EvidenceSubject,
  type NewEvidence,
} from './links/evidence-link.js';
export { EvidenceLinks } from './links/evidence-links.service.js';
export { EvidenceSubjects, type SubjectKind } from './links/evidence-subjects.js';
export { DocumentSearch, EXCERPT_LENGTH, type SearchHit } from './search/document-search.read-model.js';
export { asQuery, searchWords } from './search/search-words.js';
export { EvidenceTargets } from './links/evidence-targets.js';
