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
