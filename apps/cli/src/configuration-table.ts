import { Config, settingsOf } from '#platform';

const INTRODUCTION = `# Configuration

Every process reads its settings from the environment once, at start. All faults are listed together
and none of the values is printed. With \`NODE_ENV=production\` demo data, a fixed clock, egress to
private hosts and secrets that look like examples are refused.

This page is generated: \`npm run cli -- configuration\`.
`;

/** The operator's table of all settings, as Markdown that the formatter leaves alone. */
export function configurationTable(): string {
  const settings = settingsOf(Config.prototype);
  const rows = settings.map(({ name, meaning, defaultText }) =>
    [`\`${name}\``, meaning, defaultText].map(cell),
  );
  return `${INTRODUCTION}\n${table([['Setting', 'Meaning', 'Default'], ...rows])}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function table([head, ...rows]: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row: string[]) => `| ${row.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
