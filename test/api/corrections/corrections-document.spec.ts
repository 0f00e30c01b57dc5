import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import {
  CORRECTION_RULES,
  CORRECTION_WINDOW_DAYS,
  deciderOf,
  SUBMIT_WORKING_DAYS,
} from '../../../libs/reporting/src/corrections/correction.lifecycle.js';
import { CORRECTION_KINDS, CORRECTION_WINDOWS } from '../../../libs/reporting/src/corrections/correction.js';
import { MaterialityThresholds } from '../../../libs/reporting/src/materiality/materiality-thresholds.js';
import { canonicalCsv } from '../../../libs/reporting/src/releases/canonical-csv.js';

const PAGE = readFileSync(join(projectRoot(), 'docs', 'api', 'corrections.md'), 'utf8');
const PLAIN = PAGE.replace(/\s+/g, ' ');
const MONTH = {
  indicatorVersion: 1,
  period: 'GREGORIAN_MONTH:2026-10',
  alignedTo: '2026-10',
  synthetic: false,
};

function all(pattern: RegExp): string[] {
  return [...PAGE.matchAll(pattern)].map((found) => found.slice(1).join(' ')).toSorted();
}

describe('the page about corrections', () => {
  it('draws exactly the steps that there are', () => {
    const steps = CORRECTION_RULES.map(({ from, to, step }) => `${from} ${to} ${step}`);
    expect(all(/^ {2}([A-Z]+) --> ([A-Z]+): (\w+)$/gm)).toEqual(steps.toSorted());
  });

  it('explains every kind', () => {
    const table = PAGE.slice(PAGE.indexOf('| kind '), PAGE.indexOf('Who decides goes'));
    const kinds = [...table.matchAll(/^\| ([A-Z_]+) +\|/gm)].map(([, kind]) => kind);
    expect(kinds).toEqual([...CORRECTION_KINDS]);
  });

  it('names the right that each window asks for', () => {
    const rights = CORRECTION_WINDOWS.map((window) => `${window} ${deciderOf(window)}`);
    expect(all(/^\| (OPEN|LATE|RELEASED) +\|.*\| `([a-z:]+)` +\|$/gm)).toEqual(rights.toSorted());
  });

  it('knows the times and the share', () => {
    expect(PLAIN).toContain(`until ${CORRECTION_WINDOW_DAYS} days after the end of entry`);
    expect(PLAIN).toContain(`within ${SUBMIT_WORKING_DAYS} working days of the unit`);
    expect(PLAIN).toContain(`official value, ${new MaterialityThresholds().of('VISITORS')} where`);
  });

  it('names the right of every route of releases', () => {
    const code = join(projectRoot(), 'libs/reporting/src/releases/releases.controller.ts');
    const routes = [
      ...readFileSync(code, 'utf8').matchAll(/@Permit\('([^']+)'\)\s+@(Get|Post)\((?:'(:id[^']*)')?\)/g),
    ].map(([, right, method, path = '']) => {
      const route = `/releases${path === '' ? '' : `/${path.replace(':id', '{id}')}`}`;
      return `${method.toUpperCase()} ${route} ${right}`;
    });
    expect(routes.length).toBeGreaterThan(5);
    expect(all(/^\| `(GET|POST) (\/releases[^`]*)` +\| `([a-z:]+)` +\|$/gm)).toEqual(routes.toSorted());
  });

  it('shows a canonical file as it is written', () => {
    const shown = /```csv\n([^`]+)```/.exec(PAGE)?.[1];
    const figures = [
      {
        partner: 'UG',
        unit: 'CTR-UG-A',
        indicator: 'OPEN_DAYS',
        kind: 'NOT_APPLICABLE',
        value: null,
        ...MONTH,
      },
      {
        partner: 'PK',
        unit: 'CTR-PK-A',
        indicator: 'WAIT_MINUTES_MEAN',
        kind: 'NUMBER',
        value: '12.50',
        ...MONTH,
      },
    ];
    expect(shown?.replaceAll('\n', '\r\n')).toBe(canonicalCsv(figures));
  });
});
