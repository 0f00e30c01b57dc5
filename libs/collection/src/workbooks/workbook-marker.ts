import type { GridSheet } from '../layouts/layout.js';
import type { SheetPlan } from '../sheets/workbook-plan.js';
import { cellText } from './coded-table.js';
import { WORKBOOK_LANGUAGES, type WorkbookLanguage } from './workbook-language.js';

/** The very hidden sheet by which a workbook of ours is recognised, whoever saved it and whatever it is called. */
export const MARKER_SHEET = '_asan';

/** Layout of what is written today; a workbook of another one is out of date. */
const LAYOUTS = { SLOT: 'asan-slot-1', COUNTRY: 'asan-country-1' } as const;
export type WorkbookKind = keyof typeof LAYOUTS;

/** What a workbook knows about itself. */
export interface WorkbookMarker {
  kind: WorkbookKind;
  partner: string;
  /** The slot of a workbook for one unit. */
  slot: string | null;
  period: string;
  /** Id of the form version whose cells it asks for. */
  formVersion: string;
  language: WorkbookLanguage;
  createdAt: string;
}

/** A marker as found in a file, before anybody believes it. */
export interface FoundMarker {
  /** Null when the file says that it is ours and its layout is one that is no longer written. */
  marker: WorkbookMarker | null;
  seal: string;
  /** Names the slot even of an outdated workbook, so that a new one can be offered. */
  slot: string | null;
}

const NAMES = ['layout', 'partner', 'slot', 'period', 'formVersion', 'language', 'createdAt'] as const;
const LAYOUT_NAME = /^asan-(slot|country)-\d+$/;

/** The text that is sealed: every fact in a fixed order. */
export function markerText(marker: WorkbookMarker): string {
  const facts = factsOf(marker);
  return NAMES.map((name) => `${name}=${facts[name]}`).join('\n');
}

export function markerSheet(marker: WorkbookMarker, seal: string): SheetPlan {
  const facts = { ...factsOf(marker), seal };
  const rows = Object.entries(facts).map(([name, value]) => ({
    cells: [
      { text: name, style: 'LABEL' as const },
      { text: value, style: 'LABEL' as const },
    ],
  }));
  return {
    name: MARKER_SHEET,
    isVeryHidden: true,
    isLocked: true,
    columns: [{ width: 16 }, { width: 60 }],
    rows,
  };
}

/** The marker of a workbook, or null for a file that does not claim to be ours. */
export function findMarker(sheets: readonly GridSheet[]): FoundMarker | null {
  const sheet = sheets.find(({ name }) => name === MARKER_SHEET);
  if (!sheet) return null;
  const facts = new Map(sheet.rows.map(({ cells }) => [cellText(cells[0]), cellText(cells[1])]));
  const layout = facts.get('layout') ?? '';
  if (!LAYOUT_NAME.test(layout)) return null;
  const slot = facts.get('slot') || null;
  return { marker: markerFrom(facts, layout, slot), seal: facts.get('seal') ?? '', slot };
}

function markerFrom(
  facts: ReadonlyMap<string, string>,
  layout: string,
  slot: string | null,
): WorkbookMarker | null {
  const kind = (Object.keys(LAYOUTS) as WorkbookKind[]).find((name) => LAYOUTS[name] === layout);
  const language = WORKBOOK_LANGUAGES.find((known) => known === facts.get('language'));
  if (!kind || !language) return null;
  const fact = (name: string): string => facts.get(name) ?? '';
  return {
    kind,
    partner: fact('partner'),
    slot,
    period: fact('period'),
    formVersion: fact('formVersion'),
    language,
    createdAt: fact('createdAt'),
  };
}

function factsOf({ kind, slot, ...marker }: WorkbookMarker): Record<(typeof NAMES)[number], string> {
  return { layout: LAYOUTS[kind], ...marker, slot: slot ?? '' };
}
