import type { Component, NewLicenceGrant } from '#partnerships';
import type { AgreementFact } from './facts-file.js';
import { partiesOf } from './instrument-facts.js';

/**
 * What the documented words of an agreement cover. Only words that speak of taking the model over, or of handing a
 * part of it over, are here: visits, trainings and exchanges of experience grant nothing.
 */
const COMPONENTS_BY_WORDING: Readonly<Record<string, Component>> = {
  'Memorandum between Afghanistan and Azerbaijan on the Asan Khedmat model': 'ASAN',
  'access to software': 'SOLUTIONS',
  'a centre of public and private services based on the ASAN model': 'ASAN',
  'implementation of the ASAN model': 'ASAN',
  'implementation of the ASAN experience': 'ASAN',
  'implementation of the ASAN experience in Pakistan': 'ASAN',
  'application of the ASAN experience in Romania': 'ASAN',
  'application of the ASAN experience in Senegal': 'ASAN',
  'application of the ASAN experience': 'ASAN',
  'phased plan for the ASAN model in Colombia': 'ASAN',
};

export const COVERING_WORDINGS = Object.keys(COMPONENTS_BY_WORDING);

/** What an agreement grants to its parties by its documented title and fields of cooperation. */
export function licencesOf(fact: AgreementFact, instrumentId: string): NewLicenceGrant[] {
  return [fact.title, ...fact.scope].flatMap((wording) => {
    const component = COMPONENTS_BY_WORDING[wording];
    if (!component) return [];
    return partiesOf(fact).map((partner) => ({
      partner,
      instrumentId,
      component,
      wording,
      conditions: null,
      // No source dates a grant by itself: it holds as long as its instrument does.
      validFrom: null,
      validUntil: null,
    }));
  });
}
