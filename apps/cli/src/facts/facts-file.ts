import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import type { PublicSource } from '#evidence';

/** The documented facts as they stand in `config/facts/asan-facts.json`; null means that no source says it. */
export interface FactsFile {
  meta: { asOf: string };
  partners: PartnerFact[];
  agreements: AgreementFact[];
  centres: CentreFact[];
  milestones: MilestoneFact[];
  publishedKpis: PublishedKpiFact[];
  legalActs: LegalActFact[];
  programmes: ProgrammeFact[];
  conflicts: ConflictFact[];
}

interface Sourced {
  sources: PublicSource[];
}

export interface PartnerFact extends Sourced {
  id: string;
  name: string;
  iso2: string | null;
  iso3: string | null;
  type: string;
  counterpartBodies: { name: string; from: string | null; to: string | null; role: string }[];
  signedInstrumentDocumented: boolean | null;
  cooperationStatus: string;
  operatesCentre: boolean;
  relationKind: string;
  note: string | null;
}

export interface AgreementFact extends Sourced {
  id: string;
  partnerId: string | null;
  instrumentType: string;
  title: string;
  date: string | null;
  datePrecision: string | null;
  place: string | null;
  azerbaijaniParty: string | null;
  counterpart: string;
  signatories: { name: string | null; role: string }[] | null;
  scope: string[];
  approval: { act: string; date: string } | null;
  amendmentsOrRenewals: string[];
  expiresOn: string | null;
  entryIntoForce: string | null;
  relationKind: string;
  note: string | null;
}

export interface CentreFact extends Sourced {
  id: string;
  partnerId: string;
  localBrand: string;
  name: string;
  city: string | null;
  admin1: string | null;
  openingDate: string | null;
  openingDatePrecision: string | null;
  firstInNetwork: boolean | null;
  institutionsAtOpening: number | null;
  servicesAtOpening: number | null;
  later: { asOf: string | null; institutions: number | null; services: number | null; kind: string }[];
  floorAreaM2: number | null;
  siteAreaM2: number | null;
  counters: number | null;
  floors: number | null;
  openingHours: string | null;
  dailyVisitors: string | null;
  volunteers: string | null;
  operator: string | null;
  suppliedByAsan: string[];
  facilities: string[];
  plannedBeforeOpening: string | null;
  conflicts: string[];
  note: string | null;
}

export interface MilestoneFact extends Sourced {
  id: string;
  partnerId: string;
  date: string | null;
  datePrecision: string | null;
  stage: string;
  event: string;
}

export interface PublishedKpiFact extends Sourced {
  id: string;
  scope: string;
  partnerId: string | null;
  centreId: string | null;
  indicator: string;
  value: number | string;
  unit: string;
  asOfOrPeriod: string | null;
  note: string | null;
}

export interface LegalActFact extends Sourced {
  number: string | null;
  date: string;
  issuer: string;
  title: string;
  content: string;
}

export interface ProgrammeFact extends Sourced {
  name: string;
  owner: string;
  description: string;
  figures: string | null;
  exportEvidence: string | null;
}

export interface ConflictFact extends Sourced {
  topic: string;
  versionA: string;
  versionB: string;
}

/** The facts that come with the product. */
export async function readFacts(): Promise<FactsFile> {
  const path = join(projectRoot(), 'config', 'facts', 'asan-facts.json');
  return JSON.parse(await readFile(path, 'utf8')) as FactsFile;
}
