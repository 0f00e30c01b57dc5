/** How a published number is meant. */
export type Bound = 'EXACT' | 'MORE_THAN' | 'ABOUT';

export interface PublishedNumber {
  bound: Bound;
  number: number;
  /** In the words of the source, without what is counted: '30', 'more than 30', 'around 20'. */
  text: string;
  /** Figures that the words may be held against. */
  figures: readonly string[];
}

const PART = /^((?:more than|over|around|about|nearly)\s+)?(\d{1,4})\b(.*)$/i;
const BOUNDS: Readonly<Record<string, Bound>> = {
  'more than': 'MORE_THAN',
  over: 'MORE_THAN',
  around: 'ABOUT',
  about: 'ABOUT',
  nearly: 'ABOUT',
};

/**
 * The numbers in a public statement about the size of the programme, e.g. '30 countries and international
 * organisations; 6 countries with centres'. Publishers use countries, agreements and partners for one another, so a
 * count of any of them is shown beside the register's partners, and one of countries beside its countries as well.
 */
export function publishedNumbers(wording: string): PublishedNumber[] {
  return wording
    .split(/[;,]/)
    .map((part) => PART.exec(part.trim()))
    .filter((match) => match !== null)
    .map(([, modifier = '', digits, subject]) => ({
      bound: BOUNDS[modifier.trim().toLowerCase()] ?? 'EXACT',
      number: Number(digits),
      text: `${modifier}${digits}`,
      figures: figuresOf(subject),
    }));
}

/** Whether the register's figure fits the published number; null where the words allow no judgement. */
export function agreesWith(value: number, published: PublishedNumber): boolean | null {
  switch (published.bound) {
    case 'EXACT':
      return value === published.number;
    case 'MORE_THAN':
      return value > published.number;
    case 'ABOUT':
      return null;
  }
}

function figuresOf(subject: string): readonly string[] {
  if (/with centres|in full operation/i.test(subject)) return ['countriesWithOperatingCentres'];
  if (/^\s*countries\s*$/i.test(subject)) return ['partners', 'countries'];
  return ['partners'];
}
