import { calendarFeed, type FeedEvent } from './calendar-feed.js';

const event = (more: Partial<FeedEvent> = {}): FeedEvent => ({
  uid: 'notice-1@asan-franchise',
  day: '2026-12-01',
  summary: 'Notice deadline',
  description: 'Text',
  remindDays: [],
  sequence: 3,
  ...more,
});

const feed = (...events: FeedEvent[]): string =>
  calendarFeed('Deadlines', events, '2026-11-22T08:00:00.123Z');
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');

describe(calendarFeed.name, () => {
  it('is a calendar of whole days with CRLF line ends', () => {
    expect(feed(event())).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//ASAN Franchise//Agreements register//EN',
        'CALSCALE:GREGORIAN',
        'METHOD:PUBLISH',
        'X-WR-CALNAME:Deadlines',
        'BEGIN:VEVENT',
        'UID:notice-1@asan-franchise',
        'DTSTAMP:20261122T080000Z',
        'DTSTART;VALUE=DATE:20261201',
        'SEQUENCE:3',
        'SUMMARY:Notice deadline',
        'DESCRIPTION:Text',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it('escapes what separates values, and line ends', () => {
    const lines = unfolded(feed(event({ summary: 'a,b;c\\d', description: 'one\ntwo\r\nthree' })));
    expect(lines).toContain('SUMMARY:a\\,b\\;c\\\\d');
    expect(lines).toContain('DESCRIPTION:one\\ntwo\\nthree');
  });

  it('lets nobody smuggle a line into the feed', () => {
    const lines = unfolded(feed(event({ summary: 'x\r\nATTENDEE:mailto:a@b.example' })));
    expect(lines.filter((line) => line.startsWith('ATTENDEE'))).toEqual([]);
  });

  it('folds lines at 75 octets without breaking a character, and unfolds to the same text', () => {
    const description = 'Müqavilənin müddəti başa çatır — '.repeat(12);
    const text = feed(event({ description }));
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBe(75);
    expect(text).not.toContain('\uFFFD');
    expect(unfolded(text)).toContain(`DESCRIPTION:${description}`);
  });

  it('reminds some days before', () => {
    const lines = unfolded(feed(event({ remindDays: [180, 30] })));
    expect(lines.filter((line) => line.startsWith('TRIGGER'))).toEqual(['TRIGGER:-P180D', 'TRIGGER:-P30D']);
  });
});
