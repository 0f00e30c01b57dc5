import type { FindingDetail, FindingKind, SourceFinding } from './source-finding.js';

/** Reasons for which a whole hand-in is turned away because it looks different than its layout says. */
const SHAPE_CODES: readonly string[] = [
  'bad-content-type',
  'header-duplicate',
  'header-missing',
  'header-unknown',
  'malformed-csv',
  'malformed-json',
  'template-not-recognised',
  'type-mismatch',
];

export interface WatchedSource {
  source: string;
  name: string;
  /** What the newest attempt to fetch failed with; null after a good one. */
  fetchProblem: string | null;
}

/** A month whose reports are still awaited. */
export interface WatchedMonth {
  month: string;
  dueAt: string;
  /** Day on which silence begins to be a finding: some working days before the deadline. */
  quietFrom: string;
}

/** A hand-in that came to its end; newest first in a list. */
export interface SourceHandIn {
  source: string;
  /** Null when the hand-in could not say. */
  month: string | null;
  at: string;
  isGood: boolean;
  code: string | null;
  fields: readonly string[];
}

export interface WatchFacts {
  /** Today on the partner's clock, 'YYYY-MM-DD'. */
  today: string;
  sources: readonly WatchedSource[];
  months: readonly WatchedMonth[];
  handIns: readonly SourceHandIn[];
}

export interface WantedFinding {
  kind: FindingKind;
  source: string;
  month: string;
  dueAt: string | null;
  detail: FindingDetail;
}

/** What should be found now: a source is quiet when nothing usable came and the deadline is near. */
export function wantedFindings(facts: WatchFacts): WantedFinding[] {
  return facts.sources.flatMap((source) => [...quiet(source, facts), ...changed(source, facts)]);
}

/** Whether a finding is over: the next good month ends it, and nothing else does. */
export function isOver(
  finding: Pick<SourceFinding, 'kind' | 'source' | 'month' | 'openedAt'>,
  facts: WatchFacts,
): boolean {
  const own = facts.handIns.filter(({ source }) => source === finding.source);
  if (finding.kind === 'QUIET')
    return own.some(({ isGood, month }) => isGood && month !== null && month >= finding.month);
  const [newest] = own;
  return newest !== undefined && isSound(newest) && newest.at > finding.openedAt.toISOString();
}

function quiet({ source, name, fetchProblem }: WatchedSource, facts: WatchFacts): WantedFinding[] {
  const heard = new Set(
    facts.handIns.filter((one) => one.source === source && one.isGood).map(({ month }) => month),
  );
  const silent = facts.months.filter(({ month, quietFrom }) => facts.today >= quietFrom && !heard.has(month));
  const [first] = silent.toSorted((a, b) => a.month.localeCompare(b.month));
  if (!first) return [];
  const detail = { name, ...(fetchProblem === null ? {} : { code: fetchProblem }) };
  return [{ kind: 'QUIET', source, month: first.month, dueAt: first.dueAt, detail }];
}

function changed({ source, name, fetchProblem }: WatchedSource, facts: WatchFacts): WantedFinding[] {
  const newest = facts.handIns.find((one) => one.source === source);
  const [nextMonth] = facts.months.toSorted((a, b) => a.month.localeCompare(b.month));
  const code = fetchProblem === 'bad-content-type' ? fetchProblem : shapeCodeOf(newest);
  const month = newest?.month ?? nextMonth?.month;
  if (code === null || month === undefined) return [];
  const dueAt = facts.months.find((one) => one.month === month)?.dueAt ?? null;
  return [
    { kind: 'SHAPE_CHANGED', source, month, dueAt, detail: { name, code, fields: newest?.fields ?? [] } },
  ];
}

function shapeCodeOf(newest: SourceHandIn | undefined): string | null {
  if (!newest || isSound(newest)) return null;
  if (newest.isGood) return 'unknown-indicator';
  return newest.code !== null && SHAPE_CODES.includes(newest.code) ? newest.code : null;
}

/** Good, and nothing in it was a stranger to the layout. */
function isSound({ isGood, fields }: SourceHandIn): boolean {
  return isGood && fields.length === 0;
}
