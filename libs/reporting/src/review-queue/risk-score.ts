/** What is known about a report that waits for a reviewer. */
export interface RiskFacts {
  /** Largest figure of the report, without its sign. */
  largestFigure: number;
  /** Figures that the rules found remarkable when the report was handed in. */
  explainItems: number;
  /** Accepted corrections of this unit's reports within a year. */
  corrections: number;
  /** Reports of this unit that headquarters returned within a year. */
  returns: number;
}

/** A score with its factors, so that everybody can see why a report stands where it stands. */
export interface RiskScore {
  /** size × anomaly × history, to two decimals. */
  score: number;
  /** 1 for a report without figures, 1 more for each factor of ten. */
  size: number;
  /** 1, and 1 more for each remarkable figure. */
  anomaly: number;
  /** 1, and 1 more for each correction or return within a year, at most 10. */
  history: number;
}

const MAX_HISTORY = 10;

/** How much could go wrong by accepting a report unread: what is large, odd, and from where it was wrong before. */
export function riskScore({ largestFigure, explainItems, corrections, returns }: RiskFacts): RiskScore {
  const size = rounded(Math.log10(10 + largestFigure));
  const anomaly = 1 + explainItems;
  const history = Math.min(MAX_HISTORY, 1 + corrections + returns);
  return { score: rounded(size * anomaly * history), size, anomaly, history };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
