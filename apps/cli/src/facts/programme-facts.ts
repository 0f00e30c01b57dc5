import { documentedDate } from '#calendars';
import type { Programme, ProgrammeStep } from '#centres';
import type { CentreFact } from './facts-file.js';

/** What the facts say headquarters supplied, word for word, and the programme that it is. */
const SUPPLIED: Readonly<Record<string, Programme>> = {
  'ASAN standards': 'STANDARDS',
  'ASAN volunteer programme': 'VOLUNTEER_PROGRAMME',
  'ASAN innovative solutions': 'SOLUTIONS',
};
const FRIENDSHIP_CORNER = /friendship corner$/i;

/**
 * Programmes that the sources name as applied in a centre. They say so of its opening, so a programme counts from that
 * day where it is known; anything that is not named word for word stays unknown.
 */
export function programmesOf(fact: CentreFact): ProgrammeStep[] {
  const named = fact.suppliedByAsan.flatMap((text) => SUPPLIED[text] ?? []);
  const corner = fact.facilities.filter((text) => FRIENDSHIP_CORNER.test(text));
  const opening = documentedDate(fact.openingDate, fact.openingDatePrecision);
  const [source] = fact.sources;
  const programmes = [...named, ...corner.map((): Programme => 'FRIENDSHIP_CORNER')];
  return programmes.map((programme) => ({
    programme,
    stage: 'APPLIED',
    since: opening.precision === 'DAY' ? opening.earliest : null,
    source: `${source.publisher}, ${source.publishedOn ?? 'n.d.'}: ${source.url}`,
    note: null,
  }));
}
