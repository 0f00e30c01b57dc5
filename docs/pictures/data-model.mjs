import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Draws docs/pictures/data-model.svg from the migrations: `node docs/pictures/data-model.mjs`. One
 * card for each library, one line for each table with the tables it refers to.
 */
const root = join(import.meta.dirname, '..', '..');
const COLUMNS = 3;
const CARD = { width: 424, gap: 16, head: 30, foot: 10, line: 17 };
/** Every walled table refers to its scope; drawn, it would hide everything else. */
const NOT_DRAWN = new Set(['scope_code']);

function migrationsOf(library) {
  const folder = join(root, 'libs', library, 'src');
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.migration.ts'))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

function tablesOf(library) {
  const text = migrationsOf(library);
  const open = new Set([...text.matchAll(/openTable\(\s*runner,\s*'(\w+)'/g)].map(([, name]) => name));
  const parts = text.split(/create table app\./).slice(1);
  return parts.map((part) => {
    const name = /^\w+/.exec(part)[0];
    const columns = part.split(/^\s*\)`|\)'/m)[0];
    const references = [...columns.matchAll(/references app\.(\w+)/g)].map(([, target]) => target);
    const targets = [...new Set(references)].filter((target) => target !== name && !NOT_DRAWN.has(target));
    return { name, targets, isOpen: open.has(name) };
  });
}

function linesOf({ name, targets, isOpen }) {
  const own = `<tspan class="${isOpen ? 'open' : 'table'}">${name}</tspan>`;
  return targets.length === 0 ? own : `${own}<tspan class="to"> → ${targets.join(', ')}</tspan>`;
}

function card({ library, tables }, x, y) {
  const lines = tables.map(
    (table, index) =>
      `<text x="${x + 12}" y="${y + CARD.head + 18 + index * CARD.line}">${linesOf(table)}</text>`,
  );
  return `<rect class="card" x="${x}" y="${y}" width="${CARD.width}" height="${heightOf(tables)}" rx="6"/>
  <text class="library" x="${x + 12}" y="${y + 21}">${library}</text>
  ${lines.join('\n  ')}`;
}

function heightOf(tables) {
  return CARD.head + tables.length * CARD.line + CARD.foot + 6;
}

/** Fills the shortest column first, in the order in which the database grows. */
function place(cards) {
  const heights = Array.from({ length: COLUMNS }, () => CARD.gap);
  const placed = cards.map((one) => {
    const column = heights.indexOf(Math.min(...heights));
    const at = { x: CARD.gap + column * (CARD.width + CARD.gap), y: heights[column] };
    heights[column] += heightOf(one.tables) + CARD.gap;
    return card(one, at.x, at.y);
  });
  return { placed, height: Math.max(...heights), width: CARD.gap + COLUMNS * (CARD.width + CARD.gap) };
}

function draw(cards) {
  const { placed, height, width } = place(cards);
  const legend = height + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${legend + 22}" width="${width}" height="${legend + 22}" role="img" aria-label="Tables of each library and what they refer to">
  <style>
    text { font: 12px 'DejaVu Sans', Verdana, sans-serif; fill: #1d2b36; }
    .card { fill: #ffffff; stroke: #9fb3c4; }
    .page { fill: #f3f6f8; }
    .library { font-weight: bold; font-size: 13px; fill: #0b5c7d; }
    .table { font-weight: bold; }
    .open { font-weight: bold; fill: #9a5b00; }
    .to { fill: #5a6c7a; }
  </style>
  <rect class="page" width="100%" height="100%"/>
  ${placed.join('\n  ')}
  <text x="${CARD.gap}" y="${legend + 4}"><tspan class="table">table</tspan>: walled by row-level security · <tspan class="open">table</tspan>: no country's rows (definitions, months, scopes; idempotency records: own rows only) · <tspan class="to">→</tspan> foreign key</text>
</svg>
`;
}

const ORDER = [
  'platform',
  'audit',
  'identity',
  'evidence',
  'partnerships',
  'centres',
  'indicators',
  'reporting',
  'collection',
];
const others = readdirSync(join(root, 'libs')).filter((library) => !ORDER.includes(library));
const cards = [...ORDER, ...others.toSorted()]
  .map((library) => ({ library, tables: tablesOf(library) }))
  .filter(({ tables }) => tables.length > 0);
writeFileSync(join(import.meta.dirname, 'data-model.svg'), draw(cards));
