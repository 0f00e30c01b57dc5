import type { AssessmentState } from '../assessments/assessment.js';

/** A round of assessments over many centres, such as the yearly index. It holds no partner's data itself. */
export interface Campaign {
  id: string;
  name: string;
  standard: string;
  version: number;
  /** Last day for the centres' own assessments. */
  selfDueOn: string | null;
  /** Last day for assessments on the spot. */
  siteUntil: string | null;
  state: 'RUNNING' | 'PUBLISHED';
  createdBy: string;
  publishedAt: Date | null;
  rev: number;
}

/** How far one centre is in a round. */
export interface CampaignCentre {
  partner: string;
  unit: string;
  selfId: string;
  selfState: AssessmentState;
  selfScore: string | null;
  siteId: string;
  siteState: AssessmentState;
  siteScore: string | null;
  siteGrade: string | null;
  openFindings: number;
  closedFindings: number;
  certificate: string | null;
}
