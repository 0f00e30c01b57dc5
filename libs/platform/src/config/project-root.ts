import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Absolute folder of the checkout, found upwards from this file so that sources and the compiled
 * tree under `dist/` read the same `config/` folder.
 */
export function projectRoot(from: string = import.meta.dirname): string {
  if (existsSync(join(from, 'nest-cli.json'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('nest-cli.json not found in any parent folder');
  return projectRoot(parent);
}
