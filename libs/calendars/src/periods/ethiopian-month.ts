import { Temporal } from 'temporal-polyfill/full';
import { plainDate } from '../dates/iso-date.js';
import type { SchemeDefinition } from './scheme-definition.js';

const CALENDAR = 'ethiopic';
const LAST_MONTH = 12;

const NAMES = {
  en: [
    ...'Meskerem Tikimt Hidar Tahsas Tir Yekatit Megabit Miyazya Ginbot Sene Hamle'.split(' '),
    'Nehasse + Pagume',
  ],
  az: [
    ...'Meskerem Tikimt Hidar Tahsas Tir Yekatit Meqabit Miyazya Qinbot Sene Hamle'.split(' '),
    'Nehasse + Paqume',
  ],
  ru: [
    ...'Мескерем Тыкымт Хыдар Тахсас Тыр Екатит Мегабит Миязия Гинбот Сене Хамле'.split(' '),
    'Нехасе + Пагуме',
  ],
  am: [...'መስከረም ጥቅምት ኅዳር ታኅሣሥ ጥር የካቲት መጋቢት ሚያዝያ ግንቦት ሰኔ ሐምሌ'.split(' '), 'ነሐሴ + ጳጉሜን'],
};

/**
 * The Ethiopian month with Pagume, the short thirteenth month of 5 or 6 days, merged into the twelfth (Nehasse).
 * Month 12 therefore has 35 days, 36 in a leap year, and no day of the year is left without a period.
 */
export const ETHIOPIAN_MONTH: SchemeDefinition = {
  scheme: 'ETHIOPIAN_MONTH',
  yearOffset: 7,
  monthStart: (year, month) =>
    Temporal.PlainDate.from({ calendar: CALENDAR, year, month, day: 1 }).withCalendar('iso8601').toString(),
  monthOf: (date) => {
    const { year, month } = plainDate(date).withCalendar(CALENDAR);
    return { year, month: Math.min(month, LAST_MONTH) };
  },
  label: (year, month) => ({
    en: `${NAMES.en[month - 1]} ${year}`,
    az: `${NAMES.az[month - 1]} ${year}`,
    ru: `${NAMES.ru[month - 1]} ${year}`,
    am: `${NAMES.am[month - 1]} ${year}`,
  }),
};
