import { Temporal } from 'temporal-polyfill/full';
import { plainDate } from '../dates/iso-date.js';
import { TWELVE_MONTHS, type SchemeDefinition } from './scheme-definition.js';

const CALENDAR = 'persian';
const PERSIAN_DIGITS = '۰۱۲۳۴۵۶۷۸۹';

// Afghanistan names the months after the signs of the zodiac, unlike Iran, whose names the runtime would give.
const NAMES = {
  en: 'Hamal Sawr Jawza Saratan Asad Sunbula Mizan Aqrab Qaws Jadi Dalw Hut'.split(' '),
  az: 'Həməl Sövr Cövza Sərətan Əsəd Sünbülə Mizan Əqrəb Qövs Cədi Dəlv Hut'.split(' '),
  ru: 'Хамаль Саур Джауза Саратан Асад Сунбула Мизан Акраб Каус Джади Далв Хут'.split(' '),
  'fa-AF': 'حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت'.split(' '),
};

/** The Solar Hijri month of Afghanistan: six months of 31 days, five of 30, and Hut of 29 or, in a leap year, 30. */
export const SOLAR_HIJRI_MONTH: SchemeDefinition = {
  scheme: 'SOLAR_HIJRI_MONTH',
  ...TWELVE_MONTHS,
  yearOffset: 621,
  monthStart: (year, month) =>
    Temporal.PlainDate.from({ calendar: CALENDAR, year, month, day: 1 }).withCalendar('iso8601').toString(),
  monthOf: (date) => {
    const { year, month } = plainDate(date).withCalendar(CALENDAR);
    return { year, month };
  },
  label: (year, month) => ({
    en: `${NAMES.en[month - 1]} ${year}`,
    az: `${NAMES.az[month - 1]} ${year}`,
    ru: `${NAMES.ru[month - 1]} ${year}`,
    'fa-AF': `${NAMES['fa-AF'][month - 1]} ${persianDigits(year)}`,
  }),
};

function persianDigits(value: number): string {
  return String(value).replace(/\d/g, (digit) => PERSIAN_DIGITS[Number(digit)]);
}
