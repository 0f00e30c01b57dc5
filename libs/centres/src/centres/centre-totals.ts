import { totalsOf, type CentreOnDay, type CentreTotal, type ReplicationClass } from './centre.js';

/** A class of centres as totals name it; `UNDOCUMENTED` where no source says how the centre came about. */
export const TOTAL_CLASSES = ['SUPPORTED', 'REPLICATED', 'INSPIRED', 'UNDOCUMENTED'] as const;
export type TotalClass = (typeof TOTAL_CLASSES)[number];

/** How many centres of one partner operate on a day, by class; the total is their sum and nothing else. */
export interface NetworkTotal {
  partner: string;
  total: number;
  byClass: Record<TotalClass, number>;
  /** Further centres that may operate while dates are vague. */
  possible: number;
}

/** Which centres a total counts. */
export interface TotalQuestion {
  towards: CentreTotal;
  classes: readonly TotalClass[];
}

/** Totals by partner, in the order of the centres given. */
export function networkTotals(
  centres: readonly CentreOnDay[],
  { towards, classes }: TotalQuestion,
): NetworkTotal[] {
  const totals = new Map<string, NetworkTotal>();
  for (const centre of centres) {
    const kind = classOf(centre.replicationClass);
    if (!classes.includes(kind) || !totalsOf(centre).includes(towards)) continue;
    const { partner } = centre.unit;
    const total = totals.get(partner) ?? { partner, total: 0, byClass: none(), possible: 0 };
    totals.set(partner, total);
    if (centre.status === 'OPERATING') {
      total.total += 1;
      total.byClass[kind] += 1;
    } else if (centre.possibleStatus === 'OPERATING') total.possible += 1;
  }
  return [...totals.values()];
}

function classOf(replicationClass: ReplicationClass | null): TotalClass {
  return replicationClass ?? 'UNDOCUMENTED';
}

function none(): Record<TotalClass, number> {
  return { SUPPORTED: 0, REPLICATED: 0, INSPIRED: 0, UNDOCUMENTED: 0 };
}
