/** From a clause of an agreement to the figures of the last month, link by link. */
export interface Trace {
  partner: string;
  clause: TracedClause;
  obligations: TracedObligation[];
  rollouts: TracedRollout[];
  centres: TracedCentre[];
  /** Centres of the partner in all; the list holds the first of them. */
  centresTotal: number;
}

export interface TracedClause {
  id: string;
  ref: string;
  heading: string | null;
  body: string | null;
  instrumentId: string;
  instrumentCode: string;
  instrumentTitle: string;
}

export interface TracedObligation {
  id: string;
  title: string;
  obligedSide: string;
  /** Day on which the next occurrence falls due that is not at its end. */
  nextDueOn: string | null;
  fulfilled: number;
  open: number;
}

export interface TracedRollout {
  id: string;
  title: string;
  status: string;
  stage: string | null;
  /** Centre that it opens, where that is known. */
  unit: string | null;
  gates: Array<{ gate: string; decision: string; decidedAt: string }>;
}

export interface TracedCentre {
  unit: string;
  name: string;
  liveServices: number;
  plannedServices: number;
  /** Aligned month of the newest accepted report; null without one. */
  period: string | null;
  figures: TracedFigure[];
}

export interface TracedFigure {
  indicator: string;
  value: string;
  observation: string;
}
