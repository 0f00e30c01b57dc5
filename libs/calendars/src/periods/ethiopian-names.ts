import type { LocalLabel } from './period.js';

const NAMES = {
  en: 'Meskerem Tikimt Hidar Tahsas Tir Yekatit Megabit Miyazya Ginbot Sene Hamle Nehasse Pagume'.split(' '),
  az: 'Meskerem Tikimt Hidar Tahsas Tir Yekatit Meqabit Miyazya Qinbot Sene Hamle Nehasse Paqume'.split(' '),
  ru: 'Мескерем Тыкымт Хыдар Тахсас Тыр Екатит Мегабит Миязия Гинбот Сене Хамле Нехасе Пагуме'.split(' '),
  am: 'መስከረም ጥቅምት ኅዳር ታኅሣሥ ጥር የካቲት መጋቢት ሚያዝያ ግንቦት ሰኔ ሐምሌ ነሐሴ ጳጉሜን'.split(' '),
};

/** The name of an Ethiopian month, and of the one that was merged into it where there is one. */
export function ethiopianLabel(year: number, month: number, merged: number | null): LocalLabel {
  const name = (names: readonly string[]): string =>
    `${names[month - 1]}${merged === null ? '' : ` + ${names[merged - 1]}`} ${year}`;
  return { en: name(NAMES.en), az: name(NAMES.az), ru: name(NAMES.ru), am: name(NAMES.am) };
}
