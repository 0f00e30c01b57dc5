/** Puts a part of a deadline's text into a language: the key of a text and what is filled in. */
export type Say = (key: string, params: Readonly<Record<string, string | number | boolean>>) => string;

const TEXTS: Readonly<Record<string, string>> = {
  workingDayAfter: '{{nth}} working day after {{anchor}}',
  workingDayBefore: '{{nth}} working day before {{anchor}}',
  calendarDayAfter: '{{nth}} calendar day after {{anchor}}',
  calendarDayBefore: '{{nth}} calendar day before {{anchor}}',
  firstWorkingDay: '{{anchor}} or the next working day',
  moved: ', moved to {{date}}',
  months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec',
  weekdays: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday',
  'anchors.PERIOD_END': 'the end of the period',
  'anchors.PERIOD_START': 'the start of the period',
  'anchors.FIXED_LOCAL_DAY': 'day {{day}} of the following month',
  'anchors.EVENT': 'the event {{name}}',
  'anchors.DATE': '{{date}}',
  'rolls.FOLLOWING': ', moved to the next working day',
  'rolls.PRECEDING': ', moved to the last working day before',
  'rolls.MODIFIED_FOLLOWING': ', moved to the nearest working day of the same month',
  'zones.unit': 'unit time',
  'zones.hq': 'headquarters time',
  'calendars.UNIT': "the unit's working calendar",
  'calendars.HQ': "headquarters' working calendar",
  'calendars.UNIT_AND_HQ': 'days worked both by the unit and by headquarters',
};

/**
 * The English texts, which stand here because every stored deadline has an English sentence whatever catalogues are
 * installed. The same words in `config/locales/en.json` are compared with these by a test.
 */
export const sayInEnglish: Say = (key, params) => {
  const text = TEXTS[key.replace('anchorsAlone.', 'anchors.')];
  const filled = { ...params, nth: ordinal(Number(params.count)) };
  return Object.entries(filled).reduce(
    (said, [name, value]) => said.replace(`{{${name}}}`, String(value)),
    text,
  );
};

function ordinal(value: number): string {
  const isTeen = value % 100 >= 11 && value % 100 <= 13;
  const suffix = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${suffix}`;
}
