import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FileRefusal } from '../layouts/file-refusal.js';
import type { LayoutOutcome, LayoutRequest } from '../layouts/layout.js';
import { readLayout } from '../layouts/read-layout.js';
import { loadSourceProfiles } from './load-source-profiles.js';
import { readReport } from './read-report.js';
import type { ReportRead } from './report.js';
import type { SourceProfile } from './source-profile.js';

type ExpectedCell = string | { kind: string };
interface ExpectedReport {
  partner: string;
  scheme: string;
  period: string;
  units: Record<string, Record<string, ExpectedCell>>;
}

const ROOT = new URL('../../../../', import.meta.url);
const PROFILES = loadSourceProfiles(
  readFileSync(new URL('config/reference/source-profiles.yaml', ROOT), 'utf8'),
);
const EXPECTED = JSON.parse(sample('expected.json').toString()) as Record<string, ExpectedReport>;
const INDICATORS = Object.keys(EXPECTED['pakistan-endpoint.json']!.units['CTR-PK-ISB']!);

function sample(name: string): Buffer {
  return readFileSync(new URL(`config/samples/${name}`, ROOT));
}

function profile(code: string): SourceProfile {
  return PROFILES.find((candidate) => candidate.code === code)!;
}

async function parseHere(request: LayoutRequest, bytes: Buffer): Promise<LayoutOutcome> {
  try {
    return { layout: await readLayout(request, bytes) };
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return { refusal: { code: error.code, message: error.message, at: error.at } };
  }
}

function read(
  code: string,
  bytes: Buffer | string,
  options: Record<string, unknown> = {},
): Promise<ReportRead> {
  const name = Object.keys(EXPECTED).find((file) => EXPECTED[file]!.partner === profile(code).partner);
  const unitsOfPartner = name ? Object.keys(EXPECTED[name]!.units) : ['CTR-ID-BWI', 'CTR-ID-X'];
  const request = {
    bytes: Buffer.from(bytes),
    profile: profile(code),
    unitsOfPartner,
    indicatorCodes: INDICATORS,
    partner: 'ID',
  };
  return readReport({ ...request, ...options }, parseHere);
}

function asExpected(report: ReportRead): ExpectedReport {
  const units: ExpectedReport['units'] = {};
  for (const { unit, cell, kind, value } of report.rows) {
    units[unit] ??= {};
    units[unit][cell] = kind === 'NUMBER' ? value! : { kind };
  }
  const [scheme = '', period = ''] = report.period?.id.split(':') ?? [];
  return { partner: report.partner, scheme, period, units };
}

describe('the six sample reports', () => {
  it.each([
    ['pakistan-endpoint.json', 'PK-REST'],
    ['ethiopia-upload.csv', 'ET-CSV'],
    ['afghanistan-workbook.xlsx', 'AF-XLSX'],
    ['indonesia-export.csv', 'ID-CSV'],
    ['uzbekistan-push.json', 'UZ-PUSH'],
    ['uganda-dhis2.json', 'UG-DHIS2'],
  ])('%s becomes exactly what is expected of it', async (name, code) => {
    const report = await read(code, sample(name));
    expect(asExpected(report)).toEqual(EXPECTED[name]);
    expect(report.fileProblem).toBeUndefined();
    expect(report.problems).toEqual([]);
  });
});

const ET = sample('ethiopia-upload.csv').toString();
const IDN = sample('indonesia-export.csv').toString();
const PK = sample('pakistan-endpoint.json').toString();
const UG = sample('uganda-dhis2.json').toString();
const OCTOBER = { scheme: 'GREGORIAN_MONTH', year: 2026, month: 10 };

function push(rows: unknown[], extra: object = {}): string {
  return JSON.stringify({ period: 'GREGORIAN_MONTH:2026-10', source: 'MIS', rows, ...extra });
}

function own(...lines: string[]): string {
  return `unit,period,VISITORS,OPEN_DAYS\n${lines.join('\n')}\n`;
}

describe('a file that is refused as a whole', () => {
  it.each<[string, string, string | Buffer, string]>([
    ['an empty file', 'ET-CSV', '', 'empty-file'],
    ['a file with headings only', 'ET-CSV', ET.split('\r\n').slice(0, 2).join('\n'), 'no-rows'],
    ['a push without rows', 'UZ-PUSH', push([]), 'no-rows'],
    ['another encoding', 'ET-CSV', Buffer.from(ET, 'utf16le'), 'bad-encoding'],
    ['an unclosed quote', 'ET-CSV', `${ET}"CTR`, 'malformed-csv'],
    ['another layout', 'ET-CSV', 'Name,Age\nx,1\ny,2\n', 'template-not-recognised'],
    [
      'commas where semicolons are agreed',
      'ID-CSV',
      IDN.replaceAll(',', '.').replaceAll(';', ','),
      'template-not-recognised',
    ],
    [
      'a heading that is missing',
      'ET-CSV',
      ET.replace(',OPEN_DAYS', ',').replace(/,\d+(?=\r?\n)/g, ','),
      'header-missing',
    ],
    [
      'a unit heading that is missing',
      'ET-CSV',
      ET.replace('unit,period', 'VISITOR,period'),
      'header-unknown',
    ],
    ['values without a heading', 'ET-CSV', ET.replace(',OPEN_DAYS', ','), 'header-missing'],
    ['a heading that occurs twice', 'ET-CSV', ET.replace('OPEN_DAYS', 'VISITORS'), 'header-duplicate'],
    ['a heading that is unknown', 'ET-CSV', ET.replace('OPEN_DAYS', 'OPENDAYS'), 'header-unknown'],
    ['two months', 'ET-CSV', ET.replace('CTR-ET-HAR,2019-02', 'CTR-ET-HAR,2019-03'), 'periods-mixed'],
    ['a thirteenth month', 'ID-CSV', IDN.replaceAll('10/2026', '13/2026'), 'invalid-period'],
    ['a month in another notation', 'ID-CSV', IDN.replaceAll('10/2026', '2026-10'), 'invalid-period'],
    ['a month of one digit', 'ID-CSV', IDN.replaceAll('10/2026', '1/2026'), 'invalid-period'],
    ['a row without a month', 'ET-CSV', ET.replace('CTR-ET-HAR,2019-02', 'CTR-ET-HAR,'), 'invalid-period'],
    [
      'a push of another scheme',
      'UZ-PUSH',
      push([{ unit: 'NET-UZ', indicator: 'VISITORS', value: '1' }], { period: 'SOLAR_HIJRI_MONTH:1405-07' }),
      'invalid-period',
    ],
    ["another country's unit", 'ET-CSV', ET.replace('CTR-ET-HAR', 'CTR-PK-ISB'), 'country-mismatch'],
    [
      "another country's network",
      'UZ-PUSH',
      push([{ unit: 'NET-PK', indicator: 'VISITORS', value: '1' }]),
      'country-mismatch',
    ],
    ['an unknown member', 'UZ-PUSH', push([], { isApproved: true }), 'header-unknown'],
    [
      'an unknown member of a row',
      'UZ-PUSH',
      push([{ unit: 'NET-UZ', indicator: 'VISITORS', value: '1', by: 'x' }]),
      'header-unknown',
    ],
    ['no list of rows', 'UZ-PUSH', '{"period":"GREGORIAN_MONTH:2026-10"}', 'template-not-recognised'],
    ['a list instead of an object', 'UZ-PUSH', '[]', 'template-not-recognised'],
    ['a nested member that is unknown', 'PK-REST', PK.replace('"visitors"', '"guests"'), 'header-unknown'],
    ['a nested member that is missing', 'PK-REST', PK.replace('"visitors": 15095,', ''), 'header-missing'],
    ['a duplicate member', 'PK-REST', PK.replace('"visitors"', '"tokensIssued"'), 'duplicate-member'],
    ['a workbook where a table is text', 'ET-CSV', sample('afghanistan-workbook.xlsx'), 'type-mismatch'],
  ])('%s', async (_name, code, content, problem) => {
    const report = await read(code, content);
    expect(report).toMatchObject({ rows: [], problems: [], fileProblem: { code: problem } });
  });

  it('another month than the expected one', async () => {
    const report = await read('ID-CSV', IDN, { expectedPeriod: { ...OCTOBER, month: 9 } });
    expect(report).toMatchObject({
      rows: [],
      fileProblem: { code: 'period-mismatch', at: { row: 2, column: 'B' } },
    });
  });

  it('the expected month of another calendar', async () => {
    const report = await read('ET-CSV', ET, {
      expectedPeriod: { scheme: 'GREGORIAN_MONTH', year: 2019, month: 2 },
    });
    expect(report.fileProblem?.code).toBe('period-mismatch');
  });

  it('not when the month is the expected one', async () => {
    const report = await read('ID-CSV', IDN, { expectedPeriod: OCTOBER });
    expect(report.fileProblem).toBeUndefined();
  });
});

describe('a cell that is not taken', () => {
  it.each<[string, string, string, string, object]>([
    [
      'a decimal comma',
      'ASAN-CSV',
      own('CTR-ID-BWI,GREGORIAN_MONTH:2026-10,"1,5",24'),
      'invalid-number',
      { row: 2, column: 'C', header: 'VISITORS' },
    ],
    [
      'an exponent',
      'ASAN-CSV',
      own('CTR-ID-BWI,GREGORIAN_MONTH:2026-10,1e3,24'),
      'invalid-number',
      { row: 2, column: 'C' },
    ],
    [
      'spaces around a number',
      'ASAN-CSV',
      own('CTR-ID-BWI,GREGORIAN_MONTH:2026-10, 12 ,24'),
      'invalid-number',
      { row: 2 },
    ],
    [
      'a foreign digit',
      'ASAN-CSV',
      own('CTR-ID-BWI,GREGORIAN_MONTH:2026-10,٣,24'),
      'invalid-number',
      { row: 2 },
    ],
    [
      'too many digits',
      'ASAN-CSV',
      own('CTR-ID-BWI,GREGORIAN_MONTH:2026-10,1234567890123456,24'),
      'number-out-of-range',
      { row: 2 },
    ],
    [
      'a point where commas are agreed',
      'ID-CSV',
      IDN.replace('11,8', '11.8'),
      'invalid-number',
      { row: 3, column: 'I', header: 'WAIT_MINUTES_MEAN' },
    ],
    [
      'a JSON number with an exponent',
      'PK-REST',
      PK.replace('15095', '1e3'),
      'invalid-number',
      { pointer: '/centres/0/footfall/visitors' },
    ],
    [
      'a JSON truth value',
      'PK-REST',
      PK.replace('15095', 'true'),
      'boolean-cell',
      { pointer: '/centres/0/footfall/visitors' },
    ],
    [
      'a JSON object',
      'PK-REST',
      PK.replace('15095', '{"a":1}'),
      'invalid-number',
      { pointer: '/centres/0/footfall/visitors' },
    ],
    [
      'an unknown kind',
      'UZ-PUSH',
      push([{ unit: 'NET-UZ', indicator: 'VISITORS', kind: 'BLANK' }]),
      'invalid-kind',
      { pointer: '/rows/0/value' },
    ],
    [
      'a kind beside a value',
      'UZ-PUSH',
      push([{ unit: 'NET-UZ', indicator: 'VISITORS', value: '1', kind: 'SUPPRESSED' }]),
      'invalid-kind',
      {},
    ],
    [
      'an unknown indicator',
      'UZ-PUSH',
      push([{ unit: 'NET-UZ', indicator: 'VISITOR', value: '1' }]),
      'unknown-indicator',
      { pointer: '/rows/0/value' },
    ],
    [
      'an indicator named like a member of every object',
      'UZ-PUSH',
      push([{ unit: 'NET-UZ', indicator: 'toString', value: '1' }]),
      'unknown-indicator',
      {},
    ],
    [
      'an unknown unit',
      'UZ-PUSH',
      push([{ unit: 'REG-UZ-XX', indicator: 'VISITORS', value: '1' }]),
      'unknown-unit',
      { pointer: '/rows/0/value' },
    ],
    [
      'a value without a unit',
      'UZ-PUSH',
      push([
        { indicator: 'VISITORS', value: '1' },
        { unit: 'NET-UZ', indicator: 'VISITORS', value: '1' },
      ]),
      'unit-missing',
      { pointer: '/rows/0' },
    ],
    [
      'the same key twice',
      'UZ-PUSH',
      push([1, 2].map((value) => ({ unit: 'NET-UZ', indicator: 'VISITORS', value: `${value}` }))),
      'duplicate-row',
      { pointer: '/rows/1/value' },
    ],
    [
      'the same unit twice',
      'ASAN-CSV',
      own('CTR-ID-BWI,GREGORIAN_MONTH:2026-10,1,2', 'CTR-ID-BWI,GREGORIAN_MONTH:2026-10,3,4'),
      'duplicate-row',
      { row: 3 },
    ],
    [
      'one part of a breakdown',
      'UG-DHIS2',
      UG.replace('HllvX50cXC0', 'mALeOption1'),
      'breakdown-unexpected',
      { pointer: '/dataValues/0/value' },
    ],
    [
      'a foreign data element',
      'UG-DHIS2',
      UG.replace('vIsIt0rs001', 'xXxXxXxX001'),
      'unknown-indicator',
      { pointer: '/dataValues/0/value' },
    ],
  ])('%s', async (_name, code, content, problem, at) => {
    const report = await read(code, content);
    expect(report.fileProblem).toBeUndefined();
    expect(report.problems).toEqual([
      expect.objectContaining({ code: problem, severity: 'BLOCK', at: expect.objectContaining(at) }),
    ]);
  });

  it('leaves the other cells of the file alone', async () => {
    const report = await read('ASAN-CSV', own('CTR-ID-BWI,GREGORIAN_MONTH:2026-10,"1,5",24'));
    expect(report.rows).toEqual([expect.objectContaining({ cell: 'OPEN_DAYS', value: '24' })]);
  });

  it('says where it is, what stands there and what was expected', async () => {
    const report = await read('ASAN-CSV', own('CTR-ID-BWI,GREGORIAN_MONTH:2026-10,"1,5",24'));
    expect(report.problems[0]?.message).toBe(
      'row 2, column C (VISITORS): this is not a number of the agreed notation, "1,5"; expected a number in latin digits, "." before decimals, no thousands mark.',
    );
  });

  it('is counted beyond the thousandth but no longer listed', async () => {
    const rows = Array.from({ length: 1_500 }, () => ({ unit: 'NET-UZ', indicator: 'NONE', value: '1' }));
    const report = await read('UZ-PUSH', push(rows));
    expect([report.problems.length, report.problemsTotal]).toEqual([1_000, 1_500]);
  });
});

describe(readReport.name, () => {
  it('takes a blank cell as nothing and a zero as a zero', async () => {
    const report = await read('ASAN-CSV', own('CTR-ID-BWI,GREGORIAN_MONTH:2026-10,,0'));
    expect(report.rows.map(({ cell, value }) => [cell, value])).toEqual([['OPEN_DAYS', '0']]);
  });

  it('takes the columns in any order and headings with hard spaces', async () => {
    const report = await read(
      'ASAN-CSV',
      'OPEN_DAYS,\u00a0period ,unit\n24,GREGORIAN_MONTH:2026-10,CTR-ID-BWI\n',
    );
    expect(report.rows).toEqual([
      expect.objectContaining({ unit: 'CTR-ID-BWI', cell: 'OPEN_DAYS', value: '24' }),
    ]);
  });

  it('keeps a stated kind without a value', async () => {
    const report = await read(
      'UZ-PUSH',
      push([{ unit: 'NET-UZ', indicator: 'VISITORS', kind: 'NOT_AVAILABLE' }]),
    );
    expect(report.rows).toEqual([expect.objectContaining({ cell: 'VISITORS', kind: 'NOT_AVAILABLE' })]);
  });

  it('reads the values of a branch that is not null', async () => {
    const report = await read(
      'PK-REST',
      PK.replace('"mobile": null', '"mobile": {"visits": 3, "services": 0}'),
    );
    const mobile = report.rows.filter(({ cell }) => cell.startsWith('MOBILE'));
    expect(mobile.map(({ cell, value }) => [cell, value])).toEqual([
      ['MOBILE_VISITS', '3'],
      ['MOBILE_SERVICES', '0'],
    ]);
  });

  it('flags what it converted and what it had to round', async () => {
    const report = await read('PK-REST', PK.replace('894', '895'));
    const mean = report.rows.find(({ cell }) => cell === 'WAIT_MINUTES_MEAN');
    expect(mean).toMatchObject({ value: '14.9', given: '895', flags: ['CONVERTED', 'ROUNDED'] });
  });

  it('flags an exact conversion as nothing but a conversion', async () => {
    const report = await read('PK-REST', PK);
    const mean = report.rows.find(({ cell }) => cell === 'WAIT_MINUTES_MEAN');
    expect(mean).toMatchObject({ value: '14.9', flags: ['CONVERTED'] });
  });

  it('does not take a number that is too long after its conversion', async () => {
    const indicators = { VISITORS: { indicator: 'VISITORS', factor: '1000' } };
    const content = own('CTR-ID-BWI,GREGORIAN_MONTH:2026-10,9999999999999,2');
    const report = await read('ASAN-CSV', content, { profile: { ...profile('ASAN-CSV'), indicators } });
    expect(report.problems).toEqual([expect.objectContaining({ code: 'number-out-of-range' })]);
  });

  it('takes a unit that occurs twice in a nested report only once', async () => {
    const report = JSON.parse(PK) as { centres: unknown[] };
    const twice = await read(
      'PK-REST',
      JSON.stringify({ ...report, centres: [...report.centres, ...report.centres] }),
    );
    expect(twice.problems).toEqual([
      expect.objectContaining({ code: 'duplicate-row', at: { pointer: '/centres/1' } }),
    ]);
    expect(twice.rows).toHaveLength(18);
  });

  it('refuses values under no heading even when no heading is required', async () => {
    const report = await read('ASAN-CSV', 'unit,period,VISITORS,\nCTR-ID-BWI,GREGORIAN_MONTH:2026-10,1,2\n');
    expect(report.fileProblem).toMatchObject({ code: 'header-missing', at: { row: 2, column: 'D' } });
  });

  it('passes over a deleted DHIS2 value', async () => {
    const report = await read(
      'UG-DHIS2',
      UG.replace('"followup": false', '"followup": false, "deleted": true'),
    );
    expect(report.rows.map(({ cell }) => cell)).not.toContain('VISITORS');
    expect(report.rows).toHaveLength(8);
  });

  it('gives an absent column the meaning its profile states', async () => {
    const base = profile('ASAN-CSV');
    const withMeaning = {
      ...base,
      indicators: { MOBILE_VISITS: { indicator: 'MOBILE_VISITS', absentMeans: 'NOT_COLLECTED' } },
    };
    const report = await read('ASAN-CSV', own('CTR-ID-BWI,GREGORIAN_MONTH:2026-10,1,2'), {
      profile: withMeaning,
    });
    expect(report.rows).toContainEqual(
      expect.objectContaining({ unit: 'CTR-ID-BWI', cell: 'MOBILE_VISITS', kind: 'NOT_COLLECTED' }),
    );
  });

  it('reads a payload that was parsed before like the bytes of it', async () => {
    const bytes = sample('uzbekistan-push.json');
    const units = Object.keys(EXPECTED['uzbekistan-push.json']!.units);
    const common = { profile: profile('UZ-PUSH'), unitsOfPartner: units, indicatorCodes: INDICATORS };
    const report = await readReport({ ...common, json: JSON.parse(bytes.toString()) as unknown }, parseHere);
    expect(report).toEqual(await read('UZ-PUSH', bytes));
  });

  it('refuses a parsed payload with an inexact number', async () => {
    const json: unknown = JSON.parse(
      '{"period":"GREGORIAN_MONTH:2026-10","rows":[{"value":9007199254740993}]}',
    );
    const report = await readReport({
      json,
      profile: profile('UZ-PUSH'),
      unitsOfPartner: [],
      indicatorCodes: [],
    });
    expect(report.fileProblem).toMatchObject({ code: 'number-not-exact', at: { pointer: '/rows/0/value' } });
  });

  it('does not guess the partner of a profile for any partner', async () => {
    await expect(read('ASAN-CSV', own(), { partner: undefined })).rejects.toThrow(/ASAN-CSV/);
  });
});
