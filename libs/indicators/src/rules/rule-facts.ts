/** An accepted value of an earlier period. */
export interface PastPoint {
  value: string;
  /** Month of the year, 1 to 13, in the unit's own calendar. */
  month: number;
  /** The series begins anew here: what lies before it is not comparable. */
  isBreak?: boolean;
}

/** What the rules know of an indicator. */
export interface IndicatorFacts {
  type: 'INTEGER' | 'DECIMAL';
  /** Smallest absolute change that can be remarkable, in the indicator's unit. */
  changeFloor: string;
}

/** A service that the unit offers, as far as the rules ask. */
export interface OfferingFacts {
  service: string;
  isLive: boolean;
  provider: string | null;
}

/**
 * Everything besides the cells that a rule may look at. Plain data, so that it can be stored, hashed and sent along:
 * the same facts give the same findings wherever they are looked at.
 */
export interface RuleFacts {
  subject: { partner: string; unit: string; unitType: string | null; form: string };
  periodStart: string;
  /** Calendar days of the period. */
  periodDays: number;
  /** Month of the year, 1 to 13, in the unit's own calendar. */
  month: number;
  /** Days on which the unit was open: worked, within its hours, not closed; null: not known. */
  openDays: number | null;
  indicators: Readonly<Record<string, IndicatorFacts>>;
  /** Accepted values of earlier periods by cell, newest first. */
  history: Readonly<Record<string, readonly PastPoint[]>>;
  /** Accepted values of the directly preceding period by cell. */
  previous: Readonly<Record<string, string>>;
  /** Sums over the units below by cell, present only when they make up this unit and all of them reported. */
  sumsOfParts: Readonly<Record<string, string>>;
  /** The newest value that a partner's system gave for a cell of this report. */
  feeds: Readonly<Record<string, string>>;
  /** Null: nobody keeps the offerings of this unit, and rules about them say nothing. */
  offerings: readonly OfferingFacts[] | null;
  /** Cells that evidence is attached to; null: nothing can be attached yet. */
  attachments: readonly string[] | null;
}
