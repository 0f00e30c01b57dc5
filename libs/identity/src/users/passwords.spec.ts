import { Passwords } from './passwords.js';

describe(Passwords.name, () => {
  const passwords = new Passwords();
  const password = 'a long test password';
  let stored: string;
  beforeAll(async () => {
    stored = await passwords.hash(password);
  });

  it('stores argon2id with the agreed cost', () => {
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('salts: the same password is stored differently each time', async () => {
    expect(await passwords.hash(password)).not.toBe(stored);
  });

  it('knows the password again', async () => {
    expect(await passwords.matches(stored, password)).toBe(true);
  });

  it.each([
    '',
    'a long test passwor',
    'A long test password',
    ' a long test password',
    'a long test password\0',
  ])('refuses %j', async (given) => {
    expect(await passwords.matches(stored, given)).toBe(false);
  });

  it('knows a password again however its accents were composed', async () => {
    const composed = await passwords.hash('şifrə é 2026 test');
    expect(await passwords.matches(composed, 's\u0327ifrə e\u0301 2026 test')).toBe(true);
  });

  it('refuses everything for an account that does not exist, the decoy as well', async () => {
    const given = ['', password, 'an account that does not exist'];
    expect(await Promise.all(given.map((text) => passwords.matches(null, text)))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
