import { plainDate } from '../dates/iso-date.js';
import { TWELVE_MONTHS, type SchemeDefinition } from './scheme-definition.js';

const NAMES = {
  en: 'January February March April May June July August September October November December'.split(' '),
  az: 'Yanvar Fevral Mart Aprel May İyun İyul Avqust Sentyabr Oktyabr Noyabr Dekabr'.split(' '),
  ru: 'Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь'.split(' '),
};

/** The civil month: Azerbaijan, Indonesia, Pakistan, Uganda and Uzbekistan report on it. */
export const GREGORIAN_MONTH: SchemeDefinition = {
  scheme: 'GREGORIAN_MONTH',
  ...TWELVE_MONTHS,
  yearOffset: 0,
  monthStart: (year, month) => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`,
  monthOf: (date) => {
    const { year, month } = plainDate(date);
    return { year, month };
  },
  label: (year, month) => ({
    en: `${NAMES.en[month - 1]} ${year}`,
    az: `${NAMES.az[month - 1]} ${year}`,
    ru: `${NAMES.ru[month - 1]} ${year}`,
  }),
};
