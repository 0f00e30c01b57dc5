import type { NoticeKind } from '../deliveries/delivery.js';
import { digestSubject, digestView, MAX_LINES, type DigestReading } from './digest-mail.js';
import type { DigestLine } from './digest-mails.repository.js';
import { MAIL_LOCALES, MailTexts, type MailLocale } from './mail-texts.js';
import { digestHtml, digestText } from './render-digest.js';

const texts = new MailTexts();
const NOW = '2026-11-08T06:00:00.000Z';

const line = (kind: NoticeKind, params: Partial<DigestLine['params']> = {}): DigestLine => ({
  deliveryId: 'delivery',
  partner: 'AF',
  kind,
  subjectId: '0192f0c1-0000-7000-8000-000000000001',
  params: {
    unit: 'CTR-AF-KBL',
    form: 'MONTHLY',
    period: { en: 'Mizan 1405', 'fa-AF': 'میزان ۱۴۰۵' },
    dueAt: '2026-11-11T13:30:00.000Z',
    zone: 'Asia/Kabul',
    calendar: 'persian',
    ...params,
  },
});

const reading = (locale: MailLocale, rest: Partial<DigestReading> = {}): DigestReading => ({
  name: 'A. Reader',
  locale,
  now: NOW,
  publicUrl: 'https://asan.example',
  preferencesUrl: 'https://asan.example/mail-preferences#token',
  attachments: 0,
  ...rest,
});

const subject = (lines: DigestLine[], locale: MailLocale = 'en') =>
  digestSubject(texts, lines, reading(locale));

describe(digestSubject.name, () => {
  it('says how things stand, most pressing first', () => {
    expect(subject([line('DUE_SOON'), line('RETURNED'), line('RETURNED')])).toBe(
      '2 returned, 1 due in 3 days',
    );
  });

  it('keeps different deadlines apart', () => {
    const tomorrow = line('DUE_SOON', { dueAt: '2026-11-09T13:30:00.000Z' });
    expect(subject([line('DUE_SOON'), tomorrow, line('DUE_SOON')])).toBe('1 due in 1 day, 2 due in 3 days');
  });

  it.each([
    ['az', '1 hesabat geri qaytarılıb, 1 hesabatın müddətinə 3 gün qalır'],
    ['ru', '1 отчёт возвращён, 1 отчёт сдать через 3 дня'],
    ['fa-AF', '۱ گزارش برگشت داده شده، ۳ روز تا مهلت ۱ گزارش'],
  ] as const)('says it in %s', (locale, expected) => {
    expect(subject([line('DUE_SOON'), line('RETURNED')], locale)).toBe(expected);
  });
});

describe(digestHtml.name, () => {
  const html = (locale: MailLocale, lines = [line('OVERDUE')], rest: Partial<DigestReading> = {}) =>
    digestHtml(digestView(texts, lines, reading(locale, rest)));

  it('carries language and direction on its root', () => {
    expect(html('fa-AF')).toMatch(/<html lang="fa-AF" dir="rtl"/);
    expect(html('az')).toMatch(/<html lang="az" dir="ltr"/);
  });

  it('lets nothing inside the root turn the direction back', () => {
    expect(html('ur')).not.toContain('direction:ltr');
  });

  it('isolates codes and instants from the direction round them', () => {
    expect(html('ps')).toMatch(/<bdi>CTR-AF-KBL<\/bdi>/);
    expect(html('ps')).toMatch(/<bdi[^>]*>2026-11-11 18:00 Asia\/Kabul \(UTC\+04:30\)<\/bdi\s*>/);
  });

  it('shows the deadline in the local calendar and as ISO with its zone', () => {
    expect(html('fa-AF')).toContain('چهارشنبه، ۲۰ عقرب ۱۴۰۵');
    expect(html('fa-AF')).toContain('میزان ۱۴۰۵');
  });

  it('links every line to its report', () => {
    const found = html('en').match(/href="https:\/\/asan\.example\/report-slots\/[0-9a-f-]{36}"/g);
    expect(found).toHaveLength(1);
  });

  it('shows markup in names as text', () => {
    const rendered = html('en', [line('OVERDUE', { unit: '<img src=x onerror=alert(1)>' })], {
      name: '<script>alert(1)</script>',
    });
    expect(rendered).not.toMatch(/<(script|img)/);
    expect(rendered).toContain('&lt;script&gt;');
  });

  it.each(MAIL_LOCALES)(
    'stays below 60 KB in %s with six hundred reports, and says how many it leaves out',
    (locale) => {
      const lines = Array.from({ length: 600 }, () => line('DUE_TODAY'));
      const rendered = html(locale, lines);
      expect(Buffer.byteLength(rendered)).toBeLessThan(60_000);
      expect(rendered).toContain(texts.counted(locale, 'more', 600 - MAX_LINES));
    },
  );

  it.each(MAIL_LOCALES)('leaves no placeholder and no English behind in %s', (locale) => {
    const all = html(locale, [line('RETURNED')], { attachments: 2 });
    expect(all).not.toMatch(/\{\{|\}\}/);
    expect(all.includes(texts.text('en', 'intro'))).toBe(locale === 'en');
  });

  it('needs no image, script or address of anybody else', () => {
    expect(html('en')).not.toMatch(/<(img|script|svg|link)\b|url\(|@import/i);
  });
});

describe(digestText.name, () => {
  it('says the same in plain text', () => {
    const view = digestView(texts, [line('OVERDUE')], reading('en', { attachments: 1 }));
    expect(digestText(view)).toBe(
      [
        'Good day, A. Reader',
        '',
        'This is how your monthly reports stand.',
        '',
        '* Overdue: \u2068CTR-AF-KBL\u2069 (\u2068AF\u2069), Mizan 1405',
        '  Due: Wednesday, 20 Aban 1405 = \u20682026-11-11 18:00 Asia/Kabul (UTC+04:30)\u2069',
        '  https://asan.example/report-slots/0192f0c1-0000-7000-8000-000000000001',
        '',
        'All your reports: https://asan.example/tasks',
        '',
        'A workbook is attached: fill it in and send it back through the page of the report.',
        '',
        '-- ',
        'You get this mail because you look after these reports. There is at most one such mail a day, and more only for what cannot wait.',
        'Pause or stop these mails: https://asan.example/mail-preferences#token',
        '',
      ].join('\n'),
    );
  });
});
