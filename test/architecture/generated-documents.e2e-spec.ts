import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config, projectRoot, settingsOf } from '#platform';
import { configurationTable } from '../../apps/cli/src/configuration-table.js';
import { CONFIGURATION_FILE, OPENAPI_FILE, openApiText } from '../../apps/cli/src/document-commands.js';
import { startApi } from '../support/app.js';

const path = (file: string) => join(projectRoot(), file);

describe('generated documents', () => {
  it('keep the table of settings as the configuration class has it: npm run cli -- configuration', () => {
    expect(readFileSync(path(CONFIGURATION_FILE), 'utf8')).toBe(configurationTable());
  });

  it('describe every setting of the configuration class', () => {
    const described = settingsOf(Config.prototype).map((setting) => setting.name);
    const validated = Object.keys(new Config());
    expect(validated.filter((name) => !described.includes(name))).toEqual([]);
    expect(described).toContain('ASAN_SECRET');
  });

  it('name every setting of the configuration class in the example environment', () => {
    const example = readFileSync(path('config/.env.example'), 'utf8');
    const missing = settingsOf(Config.prototype).filter(
      ({ name }) => !new RegExp(`^#? ?${name}=`, 'm').test(example),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('give no secret a value in the example environment', () => {
    const example = readFileSync(path('config/.env.example'), 'utf8');
    const secrets = example.split('\n').filter((line) => /(SECRET|PASSWORD)=/.test(line));
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.filter((line) => !line.endsWith('='))).toEqual([]);
  });

  const openApi = existsSync(path(OPENAPI_FILE)) ? it : it.skip;
  openApi('describe the routes that the API has: npm run cli -- openapi', async () => {
    const api = await startApi();
    const text = openApiText(api.app);
    await api.close();
    expect(JSON.parse(readFileSync(path(OPENAPI_FILE), 'utf8'))).toEqual(JSON.parse(text));
  });
});
