import { MonthNotAnnouncedError } from './periods.errors.js';
import type { LunarMonth } from './period-tables.js';
import type { SchemeDefinition } from './scheme-definition.js';

const MONTHS_PER_YEAR = 12;

const NAMES = {
  en: [
    'Muharram',
    'Safar',
    'Rabi al-Awwal',
    'Rabi al-Thani',
    'Jumada al-Ula',
    'Jumada al-Thani',
    'Rajab',
    'Shaban',
    'Ramadan',
    'Shawwal',
    'Dhu al-Qadah',
    'Dhu al-Hijjah',
  ],
  az: 'Məhərrəm Səfər Rəbiüləvvəl Rəbiülaxır Cəmadiyüləvvəl Cəmadiyülaxır Rəcəb Şaban Ramazan Şəvval Zilqədə Zilhiccə'.split(
    ' ',
  ),
  ru: 'Мухаррам,Сафар,Раби аль-авваль,Раби ас-сани,Джумада аль-уля,Джумада ас-сания,Раджаб,Шаабан,Рамадан,Шавваль,Зуль-када,Зуль-хиджа'.split(
    ',',
  ),
};

/**
 * The lunar month as it was announced. Where months begin is observed, and the computed variants disagree about it in
 * every second month, so the bounds come from a table alone. A month exists once it and the month after it have a row,
 * because only then is its last day known; every other question throws MonthNotAnnouncedError.
 */
export function lunarHijriTable(months: readonly LunarMonth[]): SchemeDefinition {
  const starts = new Map(months.map(({ year, month, firstDay }) => [numberOf(year, month), firstDay]));
  const inOrder = [...starts].toSorted(([a], [b]) => a - b);
  return {
    scheme: 'LUNAR_HIJRI_TABLE',
    yearOffset: null,
    monthsPerYear: MONTHS_PER_YEAR,
    alignment: 'APPORTION',
    shortMonth: null,
    monthStart: (year, month) => {
      const start = starts.get(numberOf(year, month));
      if (start === undefined) throw new MonthNotAnnouncedError(`${year}-${String(month).padStart(2, '0')}`);
      return start;
    },
    monthOf: (date) => {
      const found = inOrder.findLast(([, firstDay]) => firstDay <= date);
      if (!found) throw new MonthNotAnnouncedError(date);
      return { year: Math.floor(found[0] / MONTHS_PER_YEAR), month: (found[0] % MONTHS_PER_YEAR) + 1 };
    },
    label: (year, month) => ({
      en: `${NAMES.en[month - 1]} ${year}`,
      az: `${NAMES.az[month - 1]} ${year}`,
      ru: `${NAMES.ru[month - 1]} ${year}`,
    }),
  };
}

function numberOf(year: number, month: number): number {
  return year * MONTHS_PER_YEAR + month - 1;
}
