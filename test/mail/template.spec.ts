import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

describe('the mail template', () => {
  it('is committed as it is compiled', () => {
    const script = join(import.meta.dirname, 'compile-template.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  }, 30_000);
});
