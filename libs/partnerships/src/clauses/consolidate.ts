import type { DocumentedDate } from '#calendars';
import { IN_FORCE_STATUSES } from '../instruments/instrument.js';
import type { InstrumentOnDay } from '../instruments/instruments.service.js';
import type { Clause, ClauseEffect } from './clause.js';

/** Where the words of a clause come from. */
export interface Provenance {
  instrumentId: string;
  code: string;
  clauseId: string;
  effect: ClauseEffect;
  /** Since when, as far as the entry into force of its instrument is dated. */
  since: DocumentedDate | null;
}

export interface ConsolidatedClause {
  ref: string;
  heading: string | null;
  body: string;
  provenance: Provenance;
  /** The texts that stood here before, the newest first. */
  replaced: Provenance[];
}

export interface Consolidation {
  clauses: ConsolidatedClause[];
  /** Clauses that an amendment took out. */
  deleted: { ref: string; provenance: Provenance }[];
  /** Amendments that are registered but not in force on the day, and so are left out. */
  notInForce: { instrumentId: string; code: string; status: string }[];
}

/** An instrument with its own clauses. */
export interface TextOfInstrument {
  instrument: InstrumentOnDay;
  clauses: readonly Clause[];
}

/**
 * The text as it stands on a day: the first text, changed by every amendment in force, in the order in which they
 * entered into force. Each clause names the instrument that its words come from.
 */
export function consolidate(first: TextOfInstrument, amendments: readonly TextOfInstrument[]): Consolidation {
  const inForce = amendments.filter(({ instrument }) => isInForce(instrument)).toSorted(byEntry);
  const state: State = {
    clauses: first.clauses.map((clause) => opened(first.instrument, clause)),
    deleted: [],
  };
  for (const { instrument, clauses } of inForce) {
    for (const clause of clauses) apply(state, instrument, clause);
  }
  const waiting = amendments.filter(({ instrument }) => !isInForce(instrument));
  return {
    ...state,
    notInForce: waiting.map(({ instrument: { id, code, standing } }) => ({
      instrumentId: id,
      code,
      status: standing.status,
    })),
  };
}

type State = Pick<Consolidation, 'clauses' | 'deleted'>;

function apply(state: State, instrument: InstrumentOnDay, clause: Clause): void {
  const index = state.clauses.findIndex(({ ref }) => ref === clause.ref);
  if (index === -1) {
    if (clause.body !== null) state.clauses.push(opened(instrument, clause));
    return;
  }
  const before = state.clauses[index];
  if (clause.body === null) {
    state.clauses.splice(index, 1);
    state.deleted.push({ ref: clause.ref, provenance: provenanceOf(instrument, clause) });
    return;
  }
  const replaced = [before.provenance, ...before.replaced];
  state.clauses[index] = {
    ...opened(instrument, clause),
    heading: clause.heading ?? before.heading,
    replaced,
  };
}

function opened(instrument: InstrumentOnDay, clause: Clause): ConsolidatedClause {
  const { ref, heading, body } = clause;
  return { ref, heading, body: body ?? '', provenance: provenanceOf(instrument, clause), replaced: [] };
}

function provenanceOf(instrument: InstrumentOnDay, clause: Clause): Provenance {
  const since = instrument.standing.entryIntoForce.date;
  return {
    instrumentId: instrument.id,
    code: instrument.code,
    clauseId: clause.id,
    effect: clause.effect,
    since,
  };
}

function isInForce({ standing }: InstrumentOnDay): boolean {
  return IN_FORCE_STATUSES.includes(standing.status);
}

/** An amendment whose entry is not dated comes last: nothing says that another one changed its words. */
function byEntry(a: TextOfInstrument, b: TextOfInstrument): number {
  const [first, second] = [a, b].map(({ instrument }) => entryKey(instrument));
  return first === second ? 0 : first < second ? -1 : 1;
}

function entryKey({ standing, code }: InstrumentOnDay): string {
  return `${standing.entryIntoForce.date?.latest ?? '9999-12-31'} ${code}`;
}
