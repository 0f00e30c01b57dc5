import { cellReference } from '../layouts/column-letter.js';
import { ProfileFields, SourceProfileError } from './profile-fields.js';
import {
  DIGIT_SETS,
  MARKED_KINDS,
  ORIENTATIONS,
  PERIOD_PATTERNS,
  PERIOD_SCHEMES,
  PROFILE_FORMATS,
} from './source-profile.js';
import type {
  IndicatorRule,
  MarkedKind,
  NullBranchRule,
  NumberRule,
  Orientation,
  PeriodRule,
  ProfileFormat,
  SdmxRule,
  SourceProfile,
  TableRule,
  TreeRule,
  UnitRule,
} from './source-profile.js';
import { FACTOR_PATTERN } from './unit-conversion.js';

type Faults = { pointer: string; message: string }[];

const MAX_CODE_ROW = 50;
const MAX_LABEL_COLUMN = 199;
const MAX_DECIMALS = 6;
const ORIENTATIONS_OF: Readonly<Record<ProfileFormat, readonly Orientation[]>> = {
  CSV: ['ROWS_ARE_UNITS', 'COLUMNS_ARE_UNITS'],
  XLSX: ['ROWS_ARE_UNITS', 'COLUMNS_ARE_UNITS'],
  JSON: ['NESTED', 'LONG'],
  DHIS2_DVS: ['LONG'],
  SDMX_CSV: ['LONG'],
};

/**
 * Checks and completes a source profile written by hand. Unknown members are faults too, so that a misspelt rule is
 * found when it is saved and not when a report goes wrong.
 *
 * @throws SourceProfileError with every fault and its JSON pointer.
 */
export function sourceProfileFrom(value: unknown): SourceProfile {
  const faults: Faults = [];
  const fields = new ProfileFields(value, '', faults);
  const profile: SourceProfile = {
    code: fields.text('code'),
    partner: fields.isNull('partner') ? null : fields.text('partner'),
    version: fields.integer('version', 1, 10_000),
    title: fields.text('title'),
    format: fields.choice('format', PROFILE_FORMATS),
    orientation: fields.choice('orientation', ORIENTATIONS),
    table: tableFrom(fields.part('table')),
    tree: treeFrom(fields.part('tree')),
    period: periodFrom(fields.part('period')),
    unit: unitFrom(fields.part('unit')),
    indicators: fields.map('indicators', (item, pointer) => indicatorFrom(item, pointer, faults)),
    acceptsIndicatorCodes: fields.flag('acceptsIndicatorCodes'),
    numbers: numbersFrom(fields.part('numbers'), fields),
    markers: fields.map('markers', (item, pointer) => kindFrom(item, pointer, faults)),
    nullMeans: fields.map('nullMeans', (item, pointer) => nullBranchFrom(item, pointer, faults)),
    ignore: fields.texts('ignore'),
    categoryOptionCombos: fields.texts('categoryOptionCombos'),
    ...sourceRulesFrom(fields),
  };
  fields.done();
  assertConsistent(profile, fields);
  if (faults.length > 0) throw new SourceProfileError(faults);
  return profile;
}

/** Rules that only some sources need; without them the members are absent. */
function sourceRulesFrom(fields: ProfileFields): Pick<SourceProfile, 'freshness' | 'nextPage' | 'sdmx'> {
  const freshness = fields.optionalText('freshness');
  const nextPage = fields.optionalText('nextPage');
  return {
    ...(freshness === undefined ? {} : { freshness }),
    ...(nextPage === undefined ? {} : { nextPage }),
    ...(fields.has('sdmx') ? { sdmx: sdmxFrom(fields.part('sdmx')) } : {}),
  };
}

function sdmxFrom(fields: ProfileFields): SdmxRule {
  const rule: SdmxRule = {
    structure: fields.optionalText('structure') ?? null,
    indicator: fields.text('indicator', 'INDICATOR'),
    fixed: fields.map('fixed', (item) => (Array.isArray(item) ? item.map(String) : [String(item)])),
    status: fields.optionalText('status') ?? null,
  };
  fields.done();
  return rule;
}

function tableFrom(fields: ProfileFields): TableRule {
  const sheet = fields.optionalText('sheet');
  const table: TableRule = {
    codeRow: fields.integer('codeRow', 1, MAX_CODE_ROW, 1),
    delimiter: fields.choice('delimiter', [',', ';', '\t', '|'], ','),
    labelColumn: fields.integer('labelColumn', 0, MAX_LABEL_COLUMN, 0),
    codeIn: fields.choice('codeIn', ['CELL', 'BRACKETS'], 'CELL'),
    ...(sheet === undefined ? {} : { sheet }),
  };
  fields.done();
  return table;
}

function treeFrom(fields: ProfileFields): TreeRule {
  const tree: TreeRule = {
    items: fields.text('items', 'rows'),
    indicator: fields.text('indicator', 'indicator'),
    value: fields.text('value', 'value'),
    kind: fields.text('kind', 'kind'),
  };
  fields.done();
  return tree;
}

function periodFrom(fields: ProfileFields): PeriodRule {
  const period: PeriodRule = {
    where: fields.choice('where', ['column', 'cell', 'jsonPath']),
    at: fields.text('at'),
    pattern: fields.choice('pattern', PERIOD_PATTERNS),
    scheme: fields.isNull('scheme') ? null : fields.choice('scheme', PERIOD_SCHEMES),
  };
  if (period.scheme === null && period.pattern !== 'PERIOD_ID')
    fields.fault('scheme', 'may be null for PERIOD_ID only');
  if (period.where === 'cell' && !cellReference(period.at)) fields.fault('at', 'must be a cell such as B1');
  fields.done();
  return period;
}

function unitFrom(fields: ProfileFields): UnitRule {
  const places = ['column', 'jsonPath', 'fixed'] as const;
  const unit: UnitRule = { map: fields.map('map', (item) => String(item)) };
  for (const place of places) {
    const text = fields.optionalText(place);
    if (text !== undefined) unit[place] = text;
  }
  if (places.filter((place) => unit[place] !== undefined).length > 1)
    fields.fault('', 'must name one place only');
  fields.done();
  return unit;
}

/** A plain text is the short form of a rule that names nothing but the indicator. */
function indicatorFrom(value: unknown, pointer: string, faults: Faults): IndicatorRule {
  if (typeof value === 'string') return { indicator: value };
  const fields = new ProfileFields(value, pointer, faults);
  const rule: IndicatorRule = { indicator: fields.text('indicator'), optional: fields.flag('optional') };
  if (fields.has('factor')) rule.factor = fields.text('factor');
  if (fields.has('decimals')) rule.decimals = fields.integer('decimals', 0, MAX_DECIMALS);
  if (fields.has('absentMeans')) rule.absentMeans = fields.choice('absentMeans', MARKED_KINDS);
  if (rule.factor !== undefined && !FACTOR_PATTERN.test(rule.factor)) {
    fields.fault('factor', 'must be a fraction such as 1/60');
  }
  fields.done();
  return rule;
}

function numbersFrom(fields: ProfileFields, owner: ProfileFields): NumberRule {
  const digits = fields.texts('digits').map((name) => DIGIT_SETS.find((set) => set === name));
  const known = digits.filter((set) => set !== undefined);
  if (known.length === 0 || known.length < digits.length) {
    fields.fault('digits', `must list some of ${DIGIT_SETS.join(', ')}`);
  }
  const thousands = fields.has('thousands') && !fields.isNull('thousands') ? fields.text('thousands') : null;
  const decimal = fields.text('decimal');
  for (const mark of [decimal, thousands]) {
    if (mark !== null && !/^[^\d\-+\p{Nd}]$/u.test(mark))
      owner.fault('numbers', 'has a mark that is not one character');
  }
  if (decimal === thousands) fields.fault('thousands', 'must differ from the decimal mark');
  fields.done();
  return { digits: known, thousands, decimal };
}

function kindFrom(value: unknown, pointer: string, faults: Faults): MarkedKind {
  const kind = MARKED_KINDS.find((candidate) => candidate === value);
  if (kind === undefined) faults.push({ pointer, message: `must be one of ${MARKED_KINDS.join(', ')}` });
  return kind ?? 'NOT_APPLICABLE';
}

function nullBranchFrom(value: unknown, pointer: string, faults: Faults): NullBranchRule {
  const fields = new ProfileFields(value, pointer, faults);
  const rule = { kind: fields.choice('kind', MARKED_KINDS), indicators: fields.texts('indicators') };
  fields.done();
  return rule;
}

/** What no single member can tell: whether the parts of a profile fit each other. */
function assertConsistent(profile: SourceProfile, fields: ProfileFields): void {
  const { format, orientation, period, unit, indicators } = profile;
  if (!ORIENTATIONS_OF[format].includes(orientation)) {
    fields.fault('orientation', `must be ${ORIENTATIONS_OF[format].join(' or ')} for ${format}`);
  }
  assertSourceRules(profile, fields);
  const isTree = format === 'JSON' || format === 'DHIS2_DVS';
  if (isTree !== (period.where === 'jsonPath'))
    fields.fault('period/where', `does not fit the format ${format}`);
  if (orientation === 'COLUMNS_ARE_UNITS' && period.where !== 'cell')
    fields.fault('period/where', 'must be a cell');
  const hasUnit = unit.column !== undefined || unit.fixed !== undefined;
  if (orientation === 'ROWS_ARE_UNITS' && !hasUnit)
    fields.fault('unit', 'must name a column or a fixed unit');
  const targets = Object.values(indicators).map(({ indicator }) => indicator);
  const twice = targets.find((code, index) => targets.indexOf(code) !== index);
  if (twice !== undefined) fields.fault('indicators', `lead to ${twice} twice`);
  if (targets.length === 0 && !profile.acceptsIndicatorCodes) fields.fault('indicators', 'must not be empty');
  for (const marker of Object.keys(profile.markers)) {
    if (/^\s|\s$|^$|\p{Nd}/u.test(marker))
      fields.fault('markers', `holds "${marker}", which could be taken for a value`);
  }
}

/** Paging and freshness are read from a tree; an SDMX message is nothing without its dimensions. */
function assertSourceRules(profile: SourceProfile, fields: ProfileFields): void {
  const { format, period, unit } = profile;
  for (const name of ['freshness', 'nextPage'] as const) {
    if (profile[name] !== undefined && format !== 'JSON') fields.fault(name, 'is for the format JSON only');
  }
  if ((format === 'SDMX_CSV') !== (profile.sdmx !== undefined))
    fields.fault('sdmx', 'belongs to the format SDMX_CSV, and only to it');
  if (format !== 'SDMX_CSV') return;
  if (period.where !== 'column') fields.fault('period/where', 'must be a column');
  if (unit.column === undefined && unit.fixed === undefined)
    fields.fault('unit', 'must name a column or a fixed unit');
}
