import type { DocumentedDate } from '#calendars';
import type { Claim, PublicSource } from '#evidence';
import type { FocalPoint, PartnerName, StatusChange } from '../contacts/contact.js';
import type { InstrumentOnDay } from '../instruments/instruments.service.js';
import type { LicenceGrant, Waiver } from '../legal-basis/licence-grant.js';
import type { RegisteredAuthority } from '../partners/partner.js';

export const TIMELINE_KINDS = [
  'STATUS',
  'NAME',
  'AUTHORITY',
  'FOCAL_POINT',
  'INSTRUMENT_ACT',
  'LICENCE',
  'WAIVER',
  'MILESTONE',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Something that happened between a partner and the programme, on a day as precise as its source. */
export interface TimelineEntry {
  date: DocumentedDate;
  kind: TimelineKind;
  title: string;
  /** Id or code of the thing that it is about. */
  reference: string | null;
  note: string | null;
  /** Where it was published; empty for what the register itself recorded. */
  sources: readonly PublicSource[];
}

/** Everything on the register that has a date and concerns one partner. */
export interface TimelineMaterial {
  statuses: readonly StatusChange[];
  names: readonly PartnerName[];
  authorities: readonly RegisteredAuthority[];
  focalPoints: readonly FocalPoint[];
  instruments: readonly InstrumentOnDay[];
  licences: readonly LicenceGrant[];
  waivers: readonly Waiver[];
  milestones: readonly Claim[];
}

/** In the order of dates, each by the last day on which it can have happened; what has no date comes last. */
export function timelineOf(material: TimelineMaterial): TimelineEntry[] {
  const entries = [
    ...material.statuses.map(({ status, reason, changedOn }) =>
      entry('STATUS', onDay(changedOn), status, null, reason),
    ),
    ...material.names.flatMap(({ kind, name, id, validFrom }) =>
      validFrom === null ? [] : [entry('NAME', onDay(validFrom), `${kind}: ${name}`, id, null)],
    ),
    ...material.authorities.flatMap(authorityEntries),
    ...material.focalPoints.flatMap(({ id, name, role, validFrom }) =>
      validFrom === null ? [] : [entry('FOCAL_POINT', onDay(validFrom), name, id, role)],
    ),
    ...material.instruments.flatMap(instrumentEntries),
    ...material.licences.flatMap(({ id, component, validFrom, wording }) =>
      validFrom === null ? [] : [entry('LICENCE', onDay(validFrom), component, id, wording)],
    ),
    ...material.waivers.map(({ id, component, validFrom, reason }) =>
      entry('WAIVER', onDay(validFrom), component, id, reason),
    ),
    ...material.milestones.map(milestoneEntry),
  ];
  return entries.toSorted((a, b) => (keyOf(a) === keyOf(b) ? 0 : keyOf(a) < keyOf(b) ? -1 : 1));
}

function authorityEntries({ id, name, role, from, until }: RegisteredAuthority): TimelineEntry[] {
  const begins = from.precision === 'UNKNOWN' ? [] : [entry('AUTHORITY', from, `${name} begins`, id, role)];
  const ends = until.precision === 'UNKNOWN' ? [] : [entry('AUTHORITY', until, `${name} ends`, id, role)];
  return [...begins, ...ends];
}

function instrumentEntries({ acts, code, title }: InstrumentOnDay): TimelineEntry[] {
  return acts
    .filter(({ voidedAt }) => voidedAt === null)
    .map(({ act, party, date, note }) =>
      entry('INSTRUMENT_ACT', date, `${act} by ${party}: ${title}`, code, note),
    );
}

function milestoneEntry({ asOf, property, valueText, sources }: Claim): TimelineEntry {
  const stage = property.replace('milestone.', '');
  return { ...entry('MILESTONE', asOf, valueText ?? stage, null, stage), sources };
}

function entry(
  kind: TimelineKind,
  date: DocumentedDate,
  title: string,
  reference: string | null,
  note: string | null,
): TimelineEntry {
  return { kind, date, title, reference, note, sources: [] };
}

function onDay(day: string): DocumentedDate {
  return { earliest: day, latest: day, precision: 'DAY', text: day };
}

function keyOf({ date }: TimelineEntry): string {
  return date.latest ?? '9999-12-31';
}
