import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createHttpApp, openApiDocument, projectRoot, type Config } from '#platform';
import { ApiModule } from '../../api/src/api.module.js';
import type { Command } from './command.js';
import { configurationTable } from './configuration-table.js';
import { openInstallation } from './installation.js';
import { migrateUp } from './migrate.js';

export const OPENAPI_FILE = 'docs/openapi.json';
export const CONFIGURATION_FILE = 'docs/operate/configuration.md';

export const DOCUMENT_COMMANDS: readonly Command[] = [
  {
    words: 'openapi',
    does: `writes ${OPENAPI_FILE} from the routes of the API`,
    run: writeOpenApi,
  },
  {
    words: 'configuration',
    does: `writes ${CONFIGURATION_FILE} from the settings of the platform`,
    run: () => write(CONFIGURATION_FILE, configurationTable()),
  },
];

/** The text of the committed document; a test compares it with what the routes say today. */
export function openApiText(app: Parameters<typeof openApiDocument>[0]): string {
  return `${JSON.stringify(openApiDocument(app), null, 2)}\n`;
}

async function writeOpenApi(settings: Config): Promise<void> {
  const { installation, config, release } = await openInstallation(settings);
  try {
    await migrateUp(installation);
    const app = await createHttpApp(ApiModule.for(config), config);
    await app.init();
    await write(OPENAPI_FILE, openApiText(app));
    await app.close();
  } finally {
    await release();
  }
}

async function write(file: string, content: string): Promise<void> {
  const path = join(projectRoot(), file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  console.log(`wrote ${file}`);
}
