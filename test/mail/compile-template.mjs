// Compiles the mail template to the HTML that is committed and read at run time: `node test/mail/compile-template.mjs`.
// With `--check` it writes nothing and fails when the committed file is not what the template gives. The compiler is a
// development package: nothing of it runs in production.
import mjml2html from 'mjml';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const target = join(root, 'config', 'mail', 'digest.html');
const source = readFileSync(join(root, 'libs', 'notifications', 'templates', 'digest.mjml'), 'utf8');

// Placeholders stand where the compiler expects names of sides and languages, which it would call invalid.
const { html } = await mjml2html(source, { validationLevel: 'skip', keepComments: false });
const compiled = `${html
  .split('\n')
  .map((line) => line.trimEnd())
  .filter(Boolean)
  .join('\n')}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== compiled) {
    console.error('config/mail/digest.html is out of date: run node test/mail/compile-template.mjs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, compiled);
}
