import { assert, constantFrom, pre, property, string } from 'fast-check';
import { neutralText, originalText } from './neutral-text.js';

describe(neutralText.name, () => {
  it.each([
    '=1+1',
    '+cmd|calc',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '\0=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
  ])('puts a mark before %j', (text) => {
    expect(neutralText(text)).toBe(`'${text}`);
  });

  it.each(['Visitors', "'quoted", '1 = 1', ''])('leaves %j alone', (text) => {
    expect(neutralText(text)).toBe(text);
  });
});

describe(originalText.name, () => {
  it('gives back what went out', () => {
    const start = constantFrom('', '=', '-', "'", '@', '＝');
    assert(
      property(start, string(), (first, rest) => {
        const text = first + rest;
        pre(!/^'[=+\-@\t\r\n\0＝＋－＠]/.test(text));
        return originalText(neutralText(text)) === text;
      }),
    );
  });
});
