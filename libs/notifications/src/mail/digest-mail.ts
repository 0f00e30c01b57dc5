import type { NoticeKind } from '../deliveries/delivery.js';
import type { DigestLine } from './digest-mails.repository.js';
import { daysUntil, isoWithZone, localDay } from './mail-date.js';
import type { MailLocale, MailTexts } from './mail-texts.js';

/** The first lines say what to do; six hundred would only make the mail too large. */
export const MAX_LINES = 20;
const MAX_DAY_GROUPS = 2;
/** Order of importance, in subjects and in the body. */
const ORDER: readonly NoticeKind[] = [
  'RETURNED',
  'QUESTION',
  'OVERDUE',
  'OBLIGATION_OVERDUE',
  'NOTICE_DEADLINE',
  'DUE_TODAY',
  'DUE_SOON',
  'READY',
  'SUGGESTION',
  'CORRECTION',
  'REQUEST',
  'FINDING',
  'ANSWERED',
  'RESUBMITTED',
  'DEADLINE_MOVED',
  'CORRECTED',
];
const COLOURS: Readonly<Record<NoticeKind, string>> = {
  RETURNED: '#9f1d1d',
  OVERDUE: '#9f1d1d',
  DUE_TODAY: '#8a4b00',
  DUE_SOON: '#1c4f82',
  DEADLINE_MOVED: '#1c4f82',
  CORRECTED: '#3d3d3d',
  QUESTION: '#9f1d1d',
  ANSWERED: '#1c4f82',
  RESUBMITTED: '#1c4f82',
  READY: '#1c4f82',
  SUGGESTION: '#1c4f82',
  CORRECTION: '#1c4f82',
  REQUEST: '#1c4f82',
  FINDING: '#8a4b00',
  NOTICE_DEADLINE: '#8a4b00',
  OBLIGATION_OVERDUE: '#9f1d1d',
};
/** Pages of what is no report; of everything else the report's. */
const AGREEMENT_PAGES: Partial<Record<NoticeKind, string>> = {
  NOTICE_DEADLINE: 'instruments',
  OBLIGATION_OVERDUE: 'obligation-occurrences',
};

export interface DigestReading {
  name: string;
  locale: MailLocale;
  now: string;
  publicUrl: string;
  preferencesUrl: string;
  attachments: number;
}

/** What the template of a mail is filled with; every text is plain, the template escapes it. */
export interface DigestView {
  lang: MailLocale;
  dir: 'ltr' | 'rtl';
  /** The side where a line begins, for mail readers that know no logical sides. */
  start: 'left' | 'right';
  subject: string;
  greeting: string;
  intro: string;
  lines: DigestLineView[];
  more: string | null;
  tasksUrl: string;
  allTasks: string;
  attached: string | null;
  footer: string;
  preferencesUrl: string;
  preferences: string;
}

interface DigestLineView {
  badge: string;
  colour: string;
  partner: string;
  unit: string;
  period: string;
  dueLabel: string;
  dueLocal: string;
  dueIso: string;
  url: string;
  action: string;
}

/** Turns what somebody should know into the words of a mail, in the reader's language, calendar and digits. */
export function digestView(
  texts: MailTexts,
  lines: readonly DigestLine[],
  reading: DigestReading,
): DigestView {
  const { locale, publicUrl } = reading;
  const dir = texts.directionOf(locale);
  const sorted = lines.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const hidden = Math.max(0, sorted.length - MAX_LINES);
  return {
    lang: locale,
    dir,
    start: dir === 'rtl' ? 'right' : 'left',
    subject: digestSubject(texts, sorted, reading),
    greeting: texts.text(locale, 'greeting', { name: reading.name }),
    intro: texts.text(locale, 'intro'),
    lines: sorted.slice(0, MAX_LINES).map((line) => lineView(texts, line, reading)),
    more: hidden === 0 ? null : texts.counted(locale, 'more', hidden),
    tasksUrl: `${publicUrl}/tasks`,
    allTasks: texts.text(locale, 'allTasks'),
    attached: reading.attachments === 0 ? null : texts.counted(locale, 'attached', reading.attachments),
    footer: texts.text(locale, 'footer'),
    preferencesUrl: reading.preferencesUrl,
    preferences: texts.text(locale, 'preferences'),
  };
}

/** How things stand, most pressing first: "2 returned, 1 due in 3 days". */
export function digestSubject(
  texts: MailTexts,
  lines: readonly DigestLine[],
  { locale, now }: Pick<DigestReading, 'locale' | 'now'>,
): string {
  const parts = ORDER.filter((kind) => kind !== 'DUE_SOON' && lines.some((line) => line.kind === kind)).map(
    (kind) => texts.counted(locale, `subject.${kind}`, lines.filter((line) => line.kind === kind).length),
  );
  const soon = dueSoonParts(texts, lines, locale, now);
  return [...parts, ...soon].join(texts.text(locale, 'comma'));
}

function dueSoonParts(
  texts: MailTexts,
  lines: readonly DigestLine[],
  locale: MailLocale,
  now: string,
): string[] {
  const counts = new Map<number, number>();
  for (const { kind, params } of lines) {
    if (kind !== 'DUE_SOON') continue;
    const days = daysUntil(params.zone, now, params.dueAt);
    counts.set(days, (counts.get(days) ?? 0) + 1);
  }
  const groups = [...counts].toSorted(([a], [b]) => a - b).slice(0, MAX_DAY_GROUPS);
  return groups.map(([days, count]) =>
    texts.counted(locale, 'subject.DUE_SOON', count, { days: texts.counted(locale, 'days', days) }),
  );
}

function lineView(texts: MailTexts, line: DigestLine, { locale, publicUrl }: DigestReading): DigestLineView {
  const { unit, period, dueAt, zone, calendar } = line.params;
  return {
    badge: texts.text(locale, `badge.${line.kind}`),
    colour: COLOURS[line.kind],
    partner: line.partner,
    unit,
    period: period[locale] ?? period.en,
    dueLabel: texts.text(locale, 'due'),
    dueLocal: localDay(locale, calendar, zone, dueAt, texts.text(locale, 'comma')),
    dueIso: isoWithZone(zone, dueAt),
    url: `${publicUrl}/${AGREEMENT_PAGES[line.kind] ?? 'report-slots'}/${line.subjectId}`,
    action: texts.text(locale, line.kind in AGREEMENT_PAGES ? 'openAgreement' : 'open'),
  };
}
