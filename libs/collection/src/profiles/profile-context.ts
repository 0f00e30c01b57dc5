import type { IndicatorRule, SourceProfile } from './source-profile.js';

/** What the platform knows before it opens a file. */
export interface ProfileContext {
  /** The partner on whose behalf the file is read. */
  partner: string;
  unitsOfPartner: ReadonlySet<string>;
  indicatorCodes: ReadonlySet<string>;
  /** Where the caller already named a month, any other month refuses the file. */
  expectedPeriod?: { scheme: string; year: number; month: number };
}

/** What a column, row, path or data element of the partner means; undefined when the profile does not know it. */
export function ruleOfField(
  profile: SourceProfile,
  context: ProfileContext,
  field: string,
): IndicatorRule | undefined {
  if (Object.hasOwn(profile.indicators, field)) return profile.indicators[field];
  const isOwnCode = profile.acceptsIndicatorCodes && context.indicatorCodes.has(field);
  return isOwnCode ? { indicator: field, optional: true } : undefined;
}

/** The partner's fields that a complete file must have. */
export function requiredFields(profile: SourceProfile): string[] {
  return Object.entries(profile.indicators)
    .filter(([, rule]) => !rule.optional && rule.absentMeans === undefined)
    .map(([field]) => field);
}

/** Members of the root that are known and hold no figures: the ignored ones, and what steers a pull. */
export function ignoredMembers({ ignore, freshness, nextPage }: SourceProfile): string[] {
  const steering = [freshness, nextPage].filter((path) => path !== undefined);
  return [...ignore, ...steering.map((path) => path.split('.')[0]!)];
}
