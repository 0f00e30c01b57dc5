import { hostNames } from './host-name.js';

const names = (url: string, ...rawHeaders: string[]) => hostNames({ raw: { url, rawHeaders } } as never);

describe(hostNames.name, () => {
  it('leaves out the port and the case', () => {
    expect(names('/', 'Host', 'ASAN.example:8443')).toEqual(['asan.example']);
  });

  it('keeps the brackets of an IPv6 address', () => {
    expect(names('/', 'host', '[::1]:3000')).toEqual(['[::1]']);
  });

  it('names the authority of a target in absolute form as well', () => {
    expect(names('http://evil.example:80/api', 'Host', 'asan.example')).toEqual([
      'asan.example',
      'evil.example',
    ]);
  });

  it('takes no other header for a host', () => {
    expect(names('/', 'X-Forwarded-Host', 'evil.example', 'Host', 'asan.example', 'X', 'host')).toEqual([
      'asan.example',
    ]);
  });

  it.each([[[]], [['Host', '']], [['Host', 'a', 'Host', 'a']]])('answers an empty name for %j', (headers) => {
    expect(names('/', ...headers)).toEqual(['']);
  });
});
