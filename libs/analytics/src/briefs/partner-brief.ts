import type { DocumentedDate } from '#calendars';
import type { CentreOnDay } from '#centres';
import type {
  CounterpartAuthority,
  Engagement,
  FocalPoint,
  InstrumentOnDay,
  LicenceGrant,
  Occurrence,
  RegisteredPartner,
} from '#partnerships';
import { holds, type OperationContext } from '#platform';
import type { Aggregate } from '../aggregation/figures.js';

/** The first entries of a list, and how many there are: one request stays small whatever the partner has. */
export interface Excerpt<Item> {
  items: Item[];
  total: number;
}

/** How large a centre is by a public source. */
export interface PublishedSize {
  centre: string;
  property: string;
  institutions: string | null;
  services: string | null;
  asOf: DocumentedDate;
}

/** An accepted report that is being corrected. */
export interface OpenCorrection {
  submission: string;
  unit: string;
  /** Aligned month. */
  period: string;
  since: string;
}

/** A reviewer's question that the partner has not answered. */
export interface OpenQuestion {
  id: string;
  unit: string;
  period: string;
  cell: string | null;
  replyBy: string;
}

/** A partner's system that went quiet or changed its shape. */
export interface OpenSourceFinding {
  id: string;
  kind: string;
  source: string;
  period: string;
  since: string;
}

export interface CentreInBrief extends CentreOnDay {
  sizes: PublishedSize[];
}

/** What somebody needs to know of a partner before a visit, as it stood on a day. */
export interface PartnerBrief {
  asOf: string;
  /** Aligned months of the figures, oldest first. */
  months: readonly string[];
  partner: RegisteredPartner;
  instruments: Excerpt<InstrumentOnDay>;
  obligationsDue: Excerpt<Occurrence>;
  licences: Excerpt<LicenceGrant>;
  centres: Excerpt<CentreInBrief>;
  figures: Aggregate[];
  openCorrections: Excerpt<OpenCorrection>;
  openQuestions: Excerpt<OpenQuestion>;
  sourceFindings: Excerpt<OpenSourceFinding>;
  focalPoints: Excerpt<FocalPoint>;
  authorities: Excerpt<CounterpartAuthority>;
  engagements: Excerpt<Engagement>;
}

/** Parts that are a reader's only with the permission of the route where they stand in full. */
export const SECTION_PERMISSIONS = {
  instruments: 'instruments:read',
  obligationsDue: 'obligations:read',
  licences: 'licences:read',
  centres: 'units:read',
  figures: 'analytics:read',
  openCorrections: 'submissions:read',
  openQuestions: 'submissions:read',
  sourceFindings: 'sources:read',
  engagements: 'engagements:read',
} as const satisfies Partial<Record<keyof PartnerBrief, string>>;

export type Section = keyof typeof SECTION_PERMISSIONS;

/** The parts that the caller may not see about this partner. A part that is merely empty is not among them. */
export function redactedSections(ctx: OperationContext, partner: string): Section[] {
  const sections = Object.keys(SECTION_PERMISSIONS) as Section[];
  return sections.filter((section) => !holds(ctx, SECTION_PERMISSIONS[section], partner));
}

export function excerpt<Item>(items: readonly Item[], limit: number): Excerpt<Item> {
  return { items: items.slice(0, limit), total: items.length };
}
