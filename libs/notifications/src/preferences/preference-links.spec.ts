import type { Config } from '#platform';
import { PreferenceLinks } from './preference-links.js';

const links = new PreferenceLinks({
  ASAN_SECRET: 'test-only-0123456789-abcdefghijklmnop',
  PUBLIC_URL: 'https://asan.example/',
} as Config);
const holder = { recipient: '0192f0c1-0000-7000-8000-000000000001', scope: 'PK' };
const token = links.tokenFor(holder);

describe(PreferenceLinks.name, () => {
  it('reads its own links', () => {
    expect(links.read(token)).toEqual(holder);
  });

  it('keeps the token out of what is sent to a server', () => {
    expect(new URL(links.urlFor(holder)).hash).toBe(`#${token}`);
  });

  it.each([
    ['of another person', token.replace('0001.', '0002.')],
    ['of another scope', token.replace('.PK.', '.ET.')],
    ['with another signature', `${token.slice(0, -2)}AA`],
    ['without signature', token.slice(0, -44)],
    ['that is empty', ''],
    ['with something behind it', `${token}x`],
  ])('refuses one %s', (_condition, forged) => {
    expect(links.read(forged)).toBeNull();
  });

  it('refuses those of another secret', () => {
    const others = new PreferenceLinks({
      ASAN_SECRET: 'another-secret-0123456789-abcdefghijk',
      PUBLIC_URL: 'https://asan.example',
    } as Config);
    expect(others.read(token)).toBeNull();
  });
});
