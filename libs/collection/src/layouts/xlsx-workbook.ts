import { FileRefusal } from './file-refusal.js';
import { readXml } from './xml-events.js';
import type { XmlListener } from './xml-events.js';
import type { ZipParts } from './zip-parts.js';

export const MAX_SHEETS = 50;

const WORKBOOK_PART = 'xl/workbook.xml';
const RELATIONS_PART = 'xl/_rels/workbook.xml.rels';
const CONTENT_TYPES_PART = '[Content_Types].xml';
/** Parts that can run, fetch or hide something. A report has no use for any of them. */
const FORBIDDEN_PARTS =
  /vbaproject|^xl\/(externallinks|embeddings|activex|macrosheets|querytables|connections)|^customui/i;
const FORBIDDEN_TYPES = /macroenabled|vbaproject|externallink|oleobject|activex|attachedtemplate/i;

/** A sheet as the workbook lists it, with the part that holds its cells. */
export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  part: string;
}

interface Relation {
  type: string;
  target: string;
}

/**
 * Reads which sheets a workbook has and where their cells are, after refusing macros, external links, embedded
 * objects and everything that is not a plain `.xlsx`.
 */
export async function readWorkbook(
  zip: ZipParts,
): Promise<{ sheets: WorkbookSheet[]; sharedStrings?: string }> {
  assertPlainWorkbook(zip);
  await assertContentTypes(zip);
  const relations = await readRelations(zip);
  const sheets = await readSheetList(zip, relations);
  const shared = [...relations.values()].find(({ type }) => type.endsWith('/sharedStrings'));
  return shared ? { sheets, sharedStrings: shared.target } : { sheets };
}

function assertPlainWorkbook(zip: ZipParts): void {
  const forbidden = zip.names.find((name) => FORBIDDEN_PARTS.test(name));
  if (forbidden)
    throw new FileRefusal('forbidden-content', `The workbook holds a part that is not allowed: ${forbidden}`);
  if (zip.names.includes(WORKBOOK_PART)) return;
  if (zip.names.includes(CONTENT_TYPES_PART) && zip.names.some((name) => name.startsWith('xl/'))) {
    throw new FileRefusal('malformed-archive', `The part "${WORKBOOK_PART}" is missing.`);
  }
  throw new FileRefusal('unsupported-media-type', 'The archive is not an .xlsx workbook.');
}

async function assertContentTypes(zip: ZipParts): Promise<void> {
  const listener = openListener((_name, get) => assertAllowedType(get('ContentType') ?? ''));
  await readXml(zip.read(CONTENT_TYPES_PART), CONTENT_TYPES_PART, listener);
}

async function readRelations(zip: ZipParts): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  const listener = openListener((name, get) => {
    if (name !== 'Relationship') return;
    const type = get('Type') ?? '';
    assertAllowedType(type);
    if (get('TargetMode') === 'External')
      throw new FileRefusal('forbidden-content', 'The workbook links to another file.');
    relations.set(get('Id') ?? '', { type, target: partName(get('Target') ?? '') });
  });
  await readXml(zip.read(RELATIONS_PART), RELATIONS_PART, listener);
  return relations;
}

async function readSheetList(zip: ZipParts, relations: Map<string, Relation>): Promise<WorkbookSheet[]> {
  const sheets: WorkbookSheet[] = [];
  const listener = openListener((name, get, prefixed) => {
    if (name !== 'sheet') return;
    const relation = relations.get(prefixed('id') ?? '');
    if (!relation) throw new FileRefusal('malformed-archive', 'A sheet has no part of its own.');
    if (!relation.type.endsWith('/worksheet')) return;
    sheets.push({
      name: get('name') ?? '',
      hidden: (get('state') ?? 'visible') !== 'visible',
      part: relation.target,
    });
    if (sheets.length > MAX_SHEETS)
      throw new FileRefusal('template-mismatch', `More than ${MAX_SHEETS} sheets.`);
  });
  await readXml(zip.read(WORKBOOK_PART), WORKBOOK_PART, listener);
  return sheets;
}

function assertAllowedType(type: string): void {
  if (FORBIDDEN_TYPES.test(type))
    throw new FileRefusal('forbidden-content', `The workbook holds content that is not allowed: ${type}`);
}

/** Targets are relative to `xl/` unless they start at the root of the archive. */
function partName(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

type OpenHandler = (
  name: string,
  get: (attribute: string) => string | undefined,
  prefixed: (attribute: string) => string | undefined,
) => void;

function openListener(onOpen: OpenHandler): XmlListener {
  return {
    open: (name, attributes) => onOpen(name, attributes.get, attributes.prefixed),
    text: () => undefined,
    close: () => undefined,
  };
}
