import { documentedDate, type DocumentedDate } from '#calendars';

const BY_DAY = /^by (\d{4}-\d{2}-\d{2})$/;
const FROM_TO = /^(\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})(?:\s*\(.*\))?$/;

/**
 * The day or stretch that a published figure is for: '2025-02-14', 'by 2016-09-03' (on or before),
 * '2017-10-06 to 2018-01-18' (a range). Other wordings stay unknown and are kept as they are.
 */
export function statedPeriod(text: string | null): DocumentedDate {
  const by = BY_DAY.exec(text ?? '');
  if (by) return range(null, by[1], text);
  const fromTo = FROM_TO.exec(text ?? '');
  if (fromTo) return range(fromTo[1], fromTo[2], text);
  return documentedDate(text);
}

function range(earliest: string | null, latest: string, text: string | null): DocumentedDate {
  return { earliest, latest, precision: 'RANGE', text };
}
