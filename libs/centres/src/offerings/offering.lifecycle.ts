import type { OfferingInterval, OfferingOrder, OfferingStatus } from './offering.js';

/** Which status may follow which; a service that was withdrawn may be planned or live again. */
const NEXT: Readonly<Record<OfferingStatus, readonly OfferingStatus[]>> = {
  PLANNED: ['LIVE', 'WITHDRAWN'],
  LIVE: ['PAUSED', 'WITHDRAWN'],
  PAUSED: ['LIVE', 'WITHDRAWN'],
  WITHDRAWN: ['PLANNED', 'LIVE'],
};
/** What nobody offered so far is planned, or it is live already when it becomes known. */
const FIRST: readonly OfferingStatus[] = ['PLANNED', 'LIVE'];

export type OfferingFault = 'overlap' | 'no-step';

/** The statuses that may follow; null: nothing is recorded yet. */
export function statusesAfter(status: OfferingStatus | null): readonly OfferingStatus[] {
  return status === null ? FIRST : NEXT[status];
}

/**
 * What speaks against a new status of one offering; null: nothing does.
 *
 * @param own what is recorded of the same service, provider and centre
 */
export function faultOf(
  own: readonly OfferingInterval[],
  { status, from }: OfferingOrder,
): OfferingFault | null {
  const rewrites = own.some(
    ({ validFrom, validUntil }) => validFrom >= from || (validUntil !== null && validUntil > from),
  );
  if (rewrites) return 'overlap';
  const lasting = own.find(({ validUntil }) => validUntil === null);
  return statusesAfter(lasting?.status ?? null).includes(status) ? null : 'no-step';
}
