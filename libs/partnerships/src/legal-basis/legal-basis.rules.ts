import { IN_FORCE_STATUSES, type InstrumentStatus } from '../instruments/instrument.js';
import type { InstrumentOnDay } from '../instruments/instruments.service.js';
import { partyStandings } from '../instruments/party-standing.js';
import type { Component, LicenceGrant, Waiver } from './licence-grant.js';

/** Whether a partner may use a component on a day, and by what. */
export interface LegalBasisQuestion {
  partner: string;
  component: Component;
  /** ISO date. */
  on: string;
}

export interface BasisInstrument {
  id: string;
  code: string;
  status: InstrumentStatus;
  grantId: string;
  /** True when this grant of this instrument is enough on the day. */
  covers: boolean;
}

export interface LegalBasisAnswer extends LegalBasisQuestion {
  /** By an instrument in force, or by a waiver; `waiver` says which. */
  covered: boolean;
  /** Instruments that grant the component, whether or not they are in force. */
  instruments: BasisInstrument[];
  /** The waiver that stands in for a missing basis; null where an instrument covers, or nothing does. */
  waiver: Waiver | null;
}

/**
 * The rule of PA-07: an instrument in force on the day grants the component to the partner, or the director waived
 * it. A signature alone is no basis.
 *
 * @param instruments as they stand on the day of the question
 */
export function legalBasisOn(
  question: LegalBasisQuestion,
  grants: readonly LicenceGrant[],
  instruments: readonly InstrumentOnDay[],
  waivers: readonly Waiver[],
): LegalBasisAnswer {
  const basis = grants
    .filter(({ partner, component }) => partner === question.partner && component === question.component)
    .flatMap((grant) => basisOf(grant, instruments, question.on));
  const covered = basis.some(({ covers }) => covers);
  const waiver = covered ? undefined : waivers.find((each) => waives(each, question));
  return {
    ...question,
    covered: covered || waiver !== undefined,
    instruments: basis,
    waiver: waiver ?? null,
  };
}

function basisOf(
  grant: LicenceGrant,
  instruments: readonly InstrumentOnDay[],
  on: string,
): BasisInstrument[] {
  const instrument = instruments.find(({ id }) => id === grant.instrumentId);
  if (!instrument) return [];
  const { id, code, standing } = instrument;
  const covers =
    isWithin(on, grant.validFrom, grant.validUntil) && bindsPartner(instrument, grant.partner, on);
  return [{ id, code, status: standing.status, grantId: grant.id, covers }];
}

/** An instrument of several partners binds only those for whom it is itself in force. */
function bindsPartner(instrument: InstrumentOnDay, partner: string, on: string): boolean {
  if (!IN_FORCE_STATUSES.includes(instrument.standing.status)) return false;
  if (instrument.partner === partner) return true;
  return partyStandings(instrument, on).some((each) => each.party === partner && each.state === 'IN_FORCE');
}

function waives(waiver: Waiver, { partner, component, on }: LegalBasisQuestion): boolean {
  const same = waiver.partner === partner && waiver.component === component;
  return same && isWithin(on, waiver.validFrom, waiver.validUntil);
}

/** Half-open: the last day of validity is the one before `until`. */
function isWithin(day: string, from: string | null, until: string | null): boolean {
  return (from === null || from <= day) && (until === null || day < until);
}
