import { daysUntil, isoWithZone, localDay, localNumber } from './mail-date.js';

const DUE = '2026-11-11T13:30:00.000Z';

describe(localDay.name, () => {
  it.each([
    ['en', 'gregory', ', ', 'Wednesday, November 11, 2026'],
    ['az', 'gregory', ', ', '11 noyabr 2026, çərşənbə'],
    ['uz', 'gregory', ', ', 'chorshanba, 11-noyabr, 2026'],
    ['en', 'persian', ', ', 'Wednesday, 20 Aban 1405'],
    ['en', 'ethiopic', ', ', 'Wednesday, 2 Hedar 2019'],
    ['am', 'ethiopic', '፣ ', 'ረቡዕ፣ 2 ኅዳር 2019'],
    ['fa-AF', 'persian', '، ', 'چهارشنبه، ۲۰ عقرب ۱۴۰۵'],
    ['ps', 'persian', '، ', 'څلرنۍ، ۲۰ لړم ۱۴۰۵'],
    ['ur', 'gregory', '، ', 'بدھ، 11 نومبر، 2026'],
  ])('names the day in %s by the %s calendar', (locale, calendar, comma, expected) => {
    expect(localDay(locale, calendar, 'Asia/Kabul', DUE, comma)).toBe(expected);
  });

  it('names the day that it is where the deadline is counted', () => {
    expect(localDay('en', 'gregory', 'Asia/Kabul', '2026-11-11T20:00:00.000Z', ', ')).toBe(
      'Thursday, November 12, 2026',
    );
  });
});

describe(isoWithZone.name, () => {
  it('names zone and offset', () => {
    expect(isoWithZone('Asia/Kabul', DUE)).toBe('2026-11-11 18:00 Asia/Kabul (UTC+04:30)');
  });

  it('keeps its digits whatever the language of the process', () => {
    expect(isoWithZone('Africa/Addis_Ababa', DUE)).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe(daysUntil.name, () => {
  it.each([
    ['2026-11-11T00:00:00.000Z', 0],
    ['2026-11-10T20:00:00.000Z', 0],
    ['2026-11-10T19:00:00.000Z', 1],
    ['2026-11-12T09:00:00.000Z', -1],
  ])('counts calendar days of the zone from %s', (now, expected) => {
    expect(daysUntil('Asia/Kabul', now, DUE)).toBe(expected);
  });
});

describe(localNumber.name, () => {
  it.each([
    ['fa-AF', '۱۲'],
    ['ps', '۱۲'],
    ['ur', '12'],
    ['am', '12'],
  ])('writes twelve in %s as %s', (locale, expected) => {
    expect(localNumber(locale, 12)).toBe(expected);
  });
});
