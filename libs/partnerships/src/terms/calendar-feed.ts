/** A whole-day entry of a calendar. */
export interface FeedEvent {
  /** Globally unique and the same at every reading, so that calendars update the entry instead of adding one. */
  uid: string;
  /** ISO day. */
  day: string;
  summary: string;
  description: string;
  /** Days before the entry on which a calendar should remind. */
  remindDays: readonly number[];
  /** Grows with every change of the thing. */
  sequence: number;
}

const MAX_LINE_OCTETS = 75;

/**
 * An iCalendar object (RFC 5545): CRLF line ends, lines folded at 75 octets without breaking a character, text
 * escaped, whole days as DATE values that end on the next day.
 *
 * @param stamp instant at which the feed was made, RFC 3339 in UTC
 */
export function calendarFeed(name: string, events: readonly FeedEvent[], stamp: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//ASAN Franchise//Agreements register//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => eventLines(event, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(event: FeedEvent, stamp: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${stamp.replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${event.day.replaceAll('-', '')}`,
    `SEQUENCE:${event.sequence}`,
    `SUMMARY:${escaped(event.summary)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    'TRANSP:TRANSPARENT',
    ...event.remindDays.flatMap((days) => alarmLines(event.summary, days)),
    'END:VEVENT',
  ];
}

function alarmLines(summary: string, days: number): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(summary)}`,
    `TRIGGER:-P${days}D`,
    'END:VALARM',
  ];
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (found) => `\\${found}`).replace(/\r\n|\r|\n/g, '\\n');
}

/** Continuation lines begin with a space, which counts among their 75 octets. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_LINE_OCTETS) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
