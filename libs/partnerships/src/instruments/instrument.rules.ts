import { HQ_SCOPE, type Fault } from '#platform';
import { isDuration, shiftDay } from '../terms/duration.js';
import { validActs } from './instrument.lifecycle.js';
import type { InstrumentAct, NewInstrument } from './instrument.js';

/** Rules that depend on acts of the parties, and so may let some days pass after the last of them. */
const RULES_WITH_DAYS: readonly string[] = [
  'ON_SIGNATURE',
  'ON_APPROVAL',
  'ON_LAST_NOTIFICATION',
  'NTH_RATIFICATION',
];

/**
 * What is wrong with the description of an instrument: every broken rule with its name. A rule of entry into force
 * that can never be met is refused here, since nobody would notice later why the status does not move.
 *
 * @param acts valid and voided acts that are recorded already; none for a new instrument
 */
export function instrumentFaults(instrument: NewInstrument, acts: readonly InstrumentAct[] = []): Fault[] {
  return [
    ...entryFaults(instrument, acts),
    ...termFaults(instrument),
    ...titleFaults(instrument),
    ...partyFaults(instrument),
    ...kindFaults(instrument),
  ];
}

function entryFaults(instrument: NewInstrument, acts: readonly InstrumentAct[]): Fault[] {
  const { entryIntoForceRule: rule, entryIntoForceOn: on, ratificationsNeeded: needed } = instrument;
  return [
    ...when((rule === 'FIXED_DATE') !== (on !== null), '/entryIntoForceOn', 'entry.rule-and-date-differ'),
    ...when(
      (rule === 'NTH_RATIFICATION') !== (needed !== null),
      '/ratificationsNeeded',
      'entry.rule-and-number-differ',
    ),
    ...when(
      (needed ?? 0) > instrument.parties.length + 1,
      '/ratificationsNeeded',
      'entry.more-ratifications-than-parties',
    ),
    ...when(
      instrument.entryIntoForceDays > 0 && !RULES_WITH_DAYS.includes(rule),
      '/entryIntoForceDays',
      'entry.days-without-act',
    ),
    ...when(on !== null && isSignedAfter(on, acts), '/entryIntoForceOn', 'entry.fixed-date-before-signature'),
    ...when(
      on !== null && isAfter(on, instrument.terms.until.latest),
      '/entryIntoForceOn',
      'entry.fixed-date-after-term',
    ),
  ];
}

function termFaults({ terms }: NewInstrument): Fault[] {
  const { from, until, renewalMode, renewalPeriod, noticePeriod } = terms;
  const hasEnd = until.precision !== 'UNKNOWN';
  return [
    ...when(
      from.earliest !== null && isAfter(from.earliest, until.latest),
      '/termUntil',
      'term.ends-before-it-begins',
    ),
    ...when(renewalMode === 'INDEFINITE' && hasEnd, '/termUntil', 'term.indefinite-with-end'),
    ...when(
      renewalPeriod !== null && !isRenewalPeriod(renewalPeriod),
      '/renewalPeriod',
      'term.invalid-duration',
    ),
    ...when(noticePeriod !== null && !isDuration(noticePeriod), '/noticePeriod', 'term.invalid-duration'),
    ...when(
      renewalPeriod !== null && renewalMode !== 'AUTO',
      '/renewalPeriod',
      'term.period-without-automatic-renewal',
    ),
    ...when(isNoticeLongerThanTerm(instrumentDays(terms)), '/noticePeriod', 'term.notice-longer-than-term'),
  ];
}

function titleFaults({ titles }: NewInstrument): Fault[] {
  const languages = titles.map(({ language }) => language.toLowerCase());
  const prevailing = titles.filter((title) => title.prevailing).length;
  return [
    ...when(new Set(languages).size !== languages.length, '/titles', 'titles.language-repeated'),
    ...when(titles.length > 0 && prevailing !== 1, '/titles', 'titles.one-must-prevail'),
  ];
}

function partyFaults({ parties, partyDetails }: NewInstrument): Fault[] {
  const named = partyDetails.map(({ party }) => party);
  return [
    ...when(
      named.some((party) => ![HQ_SCOPE, ...parties].includes(party)),
      '/partyDetails',
      'parties.not-a-party',
    ),
    ...when(new Set(named).size !== named.length, '/partyDetails', 'parties.repeated'),
  ];
}

/** An addendum that changes no other instrument is none. */
function kindFaults({ kind, amends }: NewInstrument): Fault[] {
  return when(kind === 'ADDENDUM' && amends === null, '/amends', 'kind.addendum-amends-nothing');
}

function instrumentDays({
  from,
  until,
  noticePeriod,
}: NewInstrument['terms']): [string, string, string] | null {
  if (from.earliest === null || until.latest === null || !isDuration(noticePeriod)) return null;
  return [from.earliest, until.latest, noticePeriod];
}

function isNoticeLongerThanTerm(days: [string, string, string] | null): boolean {
  return days !== null && shiftDay(days[1], days[2], -1) < days[0];
}

/** Automatic renewals by days or weeks do not occur, and would make thousands of terms. */
function isRenewalPeriod(period: string): boolean {
  return isDuration(period) && /[1-9]\d*[YM]/.test(period);
}

function isSignedAfter(day: string, acts: readonly InstrumentAct[]): boolean {
  return validActs({ acts }).some(
    ({ act, date }) => act === 'SIGNED' && date.earliest !== null && date.earliest > day,
  );
}

function isAfter(day: string, limit: string | null): boolean {
  return limit !== null && day > limit;
}

function when(broken: boolean, pointer: string, code: keyof typeof MESSAGES): Fault[] {
  return broken ? [{ pointer, code, message: MESSAGES[code] }] : [];
}

const MESSAGES = {
  'entry.rule-and-date-differ': 'The rule FIXED_DATE and a fixed day belong together.',
  'entry.rule-and-number-differ':
    'The rule NTH_RATIFICATION and the number of ratifications belong together.',
  'entry.more-ratifications-than-parties': 'More ratifications are asked for than there are parties.',
  'entry.days-without-act': 'Only a rule that waits for an act can let days pass after it.',
  'entry.fixed-date-before-signature': 'The fixed day lies before a recorded signature.',
  'entry.fixed-date-after-term': 'The fixed day lies after the end of the term.',
  'term.ends-before-it-begins': 'The term ends before it begins.',
  'term.indefinite-with-end': 'An instrument without end has no day of its end.',
  'term.invalid-duration': 'This is not a duration in the form P1Y, P6M or P90D that can be used here.',
  'term.period-without-automatic-renewal': 'Only an automatic renewal has a length of its own.',
  'term.notice-longer-than-term': 'The notice period is longer than the whole term.',
  'titles.language-repeated': 'A language occurs twice among the authentic titles.',
  'titles.one-must-prevail': 'Exactly one of the authentic titles prevails.',
  'parties.not-a-party': 'Details are given for somebody who is no party.',
  'parties.repeated': 'A party occurs twice among the details.',
  'kind.addendum-amends-nothing': 'An addendum names the instrument that it amends.',
} as const;
