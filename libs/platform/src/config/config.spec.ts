import { InvalidConfigError, loadConfig } from './config.js';

const SOUND = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://asan_api@db/asan',
  ASAN_SECRET: '7f1c9a40d2e86b35fa07cc1e94b8d263',
};

function faultsOf(environment: NodeJS.ProcessEnv): string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidConfigError)) throw error;
    return error.faults.map((fault) => fault.slice(0, fault.indexOf(':')));
  }
}

describe(loadConfig.name, () => {
  it('takes a sound configuration of production', () => {
    expect(faultsOf(SOUND)).toEqual([]);
  });

  it.each<[string, NodeJS.ProcessEnv]>([
    ['ASAN_DEMO', { ASAN_DEMO: 'true' }],
    ['ASAN_CLOCK', { ASAN_CLOCK: '2026-11-05T08:00:00Z' }],
    ['EGRESS_ALLOW', { EGRESS_ALLOW: '127.0.0.1:80' }],
    ['DATABASE_URL', { DATABASE_URL: '' }],
    ['ASAN_SECRET', { ASAN_SECRET: 'changeme-7f1c9a40d2e86b35fa07cc1e' }],
    ['PUBLIC_URL', { SMTP_URL: 'smtps://mail.asan.example:465' }],
    ['PUBLIC_URL', { SMTP_URL: 'smtps://mail.asan.example:465', PUBLIC_URL: 'nowhere' }],
    ['PUBLIC_URL', { SMTP_URL: 'smtps://mail.asan.example:465', PUBLIC_URL: 'https://127.0.0.1' }],
  ])('refuses in production what %s should not be', (setting, environment) => {
    expect(faultsOf({ ...SOUND, ...environment })).toEqual([setting]);
  });

  it('takes links to the machine itself where nobody is mailed, or nothing is in production', () => {
    expect(faultsOf({ ...SOUND, PUBLIC_URL: 'http://localhost:3000' })).toEqual([]);
    const development = { NODE_ENV: 'development', SMTP_URL: 'smtp://127.0.0.1:25' };
    expect(faultsOf({ ...SOUND, ...development })).toEqual([]);
  });

  it('names all faults at once and no value', () => {
    const environment = { ...SOUND, PORT: 'eighty', LOG_LEVEL: 'shout', ASAN_DEMO: 'true' };
    expect(faultsOf(environment).toSorted()).toEqual(['ASAN_DEMO', 'LOG_LEVEL', 'PORT']);
    expect(() => loadConfig(environment)).toThrow(expect.not.stringContaining('shout'));
  });
});
