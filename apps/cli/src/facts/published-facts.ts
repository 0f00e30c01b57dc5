import { documentedDate } from '#calendars';
import type { NewClaim, SubjectType } from '#evidence';
import { HQ_SCOPE } from '#platform';
import type {
  ConflictFact,
  LegalActFact,
  MilestoneFact,
  ProgrammeFact,
  PublishedKpiFact,
} from './facts-file.js';
import { statedPeriod } from './stated-period.js';

type Subject = Pick<NewClaim, 'partner' | 'subjectType' | 'subjectCode'>;

/** What the known contradictions are about. One that stands in no line here is about the programme. */
const CONFLICT_SUBJECTS: Readonly<Record<string, Subject & { property: string }>> = {
  'MESOB opening date': { ...subject('ET', 'CENTRE', 'CTR-ET-ADD'), property: 'openingDate' },
  'Hoima scope': { ...subject('UG', 'CENTRE', 'CTR-UG-HOI'), property: 'institutionsAtOpening' },
  'Number of Afghan centres': { ...subject('AF', 'PARTNER', 'AF'), property: 'published.centres' },
  'MPP total around 1 July 2024': { ...subject('ID', 'PARTNER', 'ID'), property: 'published.centres' },
  'MPP Banyuwangi services': { ...subject('ID', 'CENTRE', 'CTR-ID-BWI'), property: 'size' },
  'Islamabad services': { ...subject('PK', 'CENTRE', 'CTR-PK-ISB'), property: 'servicesAtOpening' },
  'Afghanistan status': { ...subject('AF', 'PARTNER', 'AF'), property: 'cooperation' },
};

export function milestoneClaim(fact: MilestoneFact): NewClaim {
  return {
    ...emptyClaim(subject(fact.partnerId, 'PARTNER', fact.partnerId), fact.sources),
    origin: `facts:milestones/${fact.id}`,
    property: `milestone.${fact.stage}`,
    valueText: fact.event,
    asOf: documentedDate(fact.date, fact.datePrecision),
  };
}

/** A figure that somebody published. It is a claim about the world and never an observation of the ledger. */
export function publishedClaim(fact: PublishedKpiFact): NewClaim {
  return {
    ...emptyClaim(publishedSubject(fact), fact.sources),
    origin: `facts:publishedKpis/${fact.id}`,
    property: `published.${fact.indicator}`,
    value: typeof fact.value === 'number' ? String(fact.value) : null,
    valueText: String(fact.value),
    unit: fact.unit,
    asOf: statedPeriod(fact.asOfOrPeriod),
    note: fact.note,
  };
}

export function legalActClaim(fact: LegalActFact): NewClaim {
  const { number, issuer, title, content, date } = fact;
  return {
    ...emptyClaim(subject(HQ_SCOPE, 'PROGRAMME', 'azerbaijan'), fact.sources),
    origin: `facts:legalActs/${slug(`${number ?? ''} ${date} ${title}`)}`,
    property: 'legalAct',
    value: { number, issuer, content },
    valueText: title,
    asOf: documentedDate(date),
  };
}

export function programmeClaim(fact: ProgrammeFact): NewClaim {
  const { name, owner, description, figures, exportEvidence } = fact;
  return {
    ...emptyClaim(subject(HQ_SCOPE, 'PROGRAMME', 'azerbaijan'), fact.sources),
    origin: `facts:programmes/${slug(name)}`,
    property: 'programme',
    value: { owner, description, figures, exportEvidence },
    valueText: name,
  };
}

/** The two versions of a contradiction, side by side in one group; nothing says which of them holds. */
export function conflictClaims(fact: ConflictFact): NewClaim[] {
  const { property, ...about } = CONFLICT_SUBJECTS[fact.topic] ?? {
    ...subject(HQ_SCOPE, 'PROGRAMME', 'exportProgramme'),
    property: 'contradiction',
  };
  const group = slug(fact.topic);
  return [fact.versionA, fact.versionB].map((version, index) => ({
    ...emptyClaim(about, fact.sources),
    origin: `facts:conflicts/${group}/${index === 0 ? 'A' : 'B'}`,
    property,
    valueText: version,
    note: fact.topic,
    status: 'DISPUTED',
    conflictGroup: group,
  }));
}

function publishedSubject(fact: PublishedKpiFact): Subject {
  if (fact.partnerId === null) return subject(HQ_SCOPE, 'PROGRAMME', fact.centreId ?? fact.scope);
  return fact.centreId === null
    ? subject(fact.partnerId, 'PARTNER', fact.partnerId)
    : subject(fact.partnerId, 'CENTRE', fact.centreId);
}

function subject(partner: string, subjectType: SubjectType, subjectCode: string): Subject {
  return { partner, subjectType, subjectCode };
}

function emptyClaim(
  about: Subject,
  sources: NewClaim['sources'],
): Omit<NewClaim, 'origin' | 'property' | 'valueText'> {
  return {
    ...about,
    value: null,
    unit: null,
    asOf: documentedDate(null),
    note: null,
    status: 'CLAIMED',
    conflictGroup: null,
    sources,
  };
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}
