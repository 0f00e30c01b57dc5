import { smtpOptions } from './smtp-options.js';

describe(smtpOptions.name, () => {
  it('reads an address with credentials', () => {
    expect(smtpOptions('smtps://reports%40asan.example:p%3Aw@mail.example')).toMatchObject({
      host: 'mail.example',
      port: 465,
      secure: true,
      requireTLS: false,
      auth: { user: 'reports@asan.example', pass: 'p:w' },
    });
  });

  it.each([
    ['smtp://mail.example', true],
    ['smtp://mail.example?starttls=optional', false],
    ['smtp://127.0.0.1:2525', false],
  ])('with %s, insists on STARTTLS: %s', (url, expected) => {
    expect(smtpOptions(url).requireTLS).toBe(expected);
  });

  it('gives every step fifteen seconds and never sends by itself again', () => {
    expect(smtpOptions('smtp://mail.example')).toMatchObject({
      pool: true,
      maxRequeues: 0,
      connectionTimeout: 15_000,
      greetingTimeout: 15_000,
      socketTimeout: 15_000,
      dnsTimeout: 15_000,
    });
  });

  it.each(['http://mail.example', 'mail.example', 'smtp://', 'smtps://user:hunter2@'])(
    'refuses %s without repeating it',
    (url) => {
      expect(() => smtpOptions(url)).toThrow(
        'SMTP_URL is not of the form smtp(s)://user:password@host:port.',
      );
    },
  );
});
