import { documentedDate } from '#calendars';
import type { EngagementKind, NewEngagement, Participant } from '#partnerships';
import type { FactsFile, MilestoneFact } from './facts-file.js';

/** What the words of a milestone say about something that took place, part by part. */
interface Reading {
  kind: EngagementKind;
  place?: string;
  participants?: Participant[];
  outcomes?: string[];
  /** Address of a further documented source that names what the milestone's own ones leave open. */
  alsoFrom?: string;
}

const agency = (role: string): Participant => ({ name: null, role, side: 'HQ' });
const guest = (role: string, name: string | null = null): Participant => ({ name, role, side: 'PARTNER' });

/**
 * The milestones that speak of a visit, a ceremony or a delegation. All others are signatures, decrees, statements
 * and meetings on the margins of conferences, which the register holds elsewhere. A place or a person stands here
 * only where the documented words give it.
 */
const READINGS: Readonly<Record<string, Reading>> = {
  'MS-ID-5': { kind: 'DELEGATION', place: 'Azerbaijan', participants: [guest('delegation of PANRB')] },
  'MS-ID-6': {
    kind: 'VISIT',
    place: 'Jakarta',
    participants: [agency('chairman of the Agency')],
    outcomes: ['MoU renewal announced', 'two-year action plan signed'],
  },
  'MS-UZ-3': {
    kind: 'DELEGATION',
    participants: [agency('delegation of the Agency'), guest('Minister of Justice')],
    outcomes: ['visits to centres in Bukhara and Samarkand'],
  },
  'MS-UG-2': { kind: 'DELEGATION', participants: [agency('delegation of the Agency')] },
  'MS-UG-3': {
    kind: 'DELEGATION',
    participants: [agency('delegation of the Agency'), guest('President', 'Museveni')],
  },
  'MS-UG-4': {
    kind: 'CEREMONY',
    place: 'Hoima',
    participants: [agency('chairman of the Agency')],
    outcomes: ['Hoima centre commissioned'],
  },
  'MS-ET-1': {
    kind: 'DELEGATION',
    place: 'Ethiopia',
    participants: [agency('delegation of the Agency')],
    outcomes: [
      'working group on digital solutions formed',
      'agreement to open the first one-stop centre on the ASAN model',
    ],
  },
  'MS-ET-3': {
    kind: 'VISIT',
    place: 'Baku',
    participants: [guest('Deputy Prime Minister', 'Temesgen Tiruneh')],
    outcomes: ['MoU signed'],
  },
  'MS-ET-5': { kind: 'CEREMONY', place: 'Addis Ababa', outcomes: ['Mesob pilot centre inaugurated'] },
  'MS-ET-8': {
    kind: 'VISIT',
    participants: [guest('Prime Minister')],
    outcomes: ['mobile ASAN experience to be introduced in Ethiopia soon'],
  },
  'MS-PK-1': {
    kind: 'VISIT',
    place: 'Baku',
    participants: [guest('Prime Minister')],
    outcomes: ['wish for a replica in Islamabad announced'],
  },
  'MS-PK-5': {
    kind: 'CEREMONY',
    place: 'Islamabad',
    participants: [guest('Prime Minister', 'Shehbaz Sharif')],
    outcomes: ['centre opened: 12 institutions, 64 services', 'DOST concept presented'],
    // Its headline names the Prime Minister who opened the centre.
    alsoFrom: 'https://dailymithan.com/?p=32093',
  },
  'MS-RO-2': {
    kind: 'VISIT',
    participants: [guest('Secretary General of the Government')],
    outcomes: ['an MoU wanted as soon as possible'],
  },
  'MS-RO-4': {
    kind: 'DELEGATION',
    place: 'Baku',
    participants: [guest('Romanian delegation')],
    outcomes: ['Joint Cooperation Programme 2025–2026 to be prepared'],
  },
  'MS-RW-2': {
    kind: 'VISIT',
    place: 'Rwanda',
    participants: [agency('delegation of the Agency')],
    outcomes: ['MoU signed', 'a centre is planned'],
  },
  'MS-RW-3': { kind: 'VISIT', place: 'Baku', participants: [guest('President', 'Kagame')] },
  'MS-SO-1': { kind: 'VISIT', place: 'Baku', participants: [guest('President')], outcomes: ['MoU signed'] },
  'MS-SO-2': {
    kind: 'DELEGATION',
    participants: [guest('Somali delegation')],
    outcomes: ['single-window centre intended'],
  },
  'MS-TZ-1': {
    kind: 'VISIT',
    outcomes: ['preliminary agreement on a memorandum', 'Tanzanian study visit to be arranged'],
  },
};

/** Every documented visit, ceremony and delegation, with the sources that speak of it. */
export function engagementsOf(facts: FactsFile): NewEngagement[] {
  return facts.milestones.flatMap((fact) => {
    const reading = READINGS[fact.id];
    return reading ? [engagementOf(fact, reading, sourceWith(facts, reading.alsoFrom))] : [];
  });
}

function engagementOf(
  fact: MilestoneFact,
  { kind, place, participants, outcomes }: Reading,
  further: NewEngagement['sources'],
): NewEngagement {
  return {
    partner: fact.partnerId,
    origin: `facts:milestones/${fact.id}`,
    kind,
    title: fact.event,
    date: documentedDate(fact.date, fact.datePrecision),
    until: documentedDate(null),
    place: place ?? null,
    participants: participants ?? [],
    outcomes: outcomes ?? [],
    sources: [...fact.sources, ...further],
  };
}

/** The documented source with this address; none where none is asked for. */
function sourceWith(facts: FactsFile, url: string | undefined): NewEngagement['sources'] {
  const found = facts.milestones.flatMap(({ sources }) => sources).find((source) => source.url === url);
  return found ? [found] : [];
}
