import { Decimal } from 'decimal.js';
import {
  SCALES,
  type Criterion,
  type GradeStep,
  type Parameter,
  type Scale,
  type StandardTree,
  type SubCriterion,
} from './standard.js';
import { TreeReader, type TreeFault } from './tree-reader.js';

const CODE = /^[A-Z0-9][A-Z0-9.]{0,19}$/;
const GRADE = /^[A-Z][A-Z0-9+-]{0,4}$/;
const PER_CENT = /^(?:100|\d{1,2}(?:\.\d{1,6})?)$/;
const HUNDRED = new Decimal(100);
/** Digits behind the point of a share that was not written down. */
const SHARE_DIGITS = 6;
const MAX_CHILDREN = 60;
const MAX_POINTS = 100;
const MATURITY_MAX = 5;
const MAX_MONTHS = 120;
const MAX_CROSSWALK = 500;

/** What a document says, or everything that is wrong with it. */
export type ReadTree = { tree: StandardTree } | { faults: TreeFault[] };

/** Reads the tree of a standard from a request or a file. Never throws for what is in the document. */
export function treeFrom(document: unknown): ReadTree {
  const read = new TreeReader();
  const fields = read.members(document, '', [
    'parameters',
    'grades',
    'criticalCap',
    'certificate',
    'crosswalk',
  ]);
  const parameters = weighted(read, fields.parameters, '/parameters', parameterFrom);
  const grades = gradesFrom(read, fields.grades);
  const criticalCap = oneOfGrades(read, fields.criticalCap, '/criticalCap', grades);
  const wanted = read.members(fields.certificate, '/certificate', ['grade', 'months']);
  const certificate = {
    grade: oneOfGrades(read, wanted.grade, '/certificate/grade', grades),
    months: read.whole(wanted.months, '/certificate/months', 1, MAX_MONTHS),
  };
  const codes = codesOf(read, parameters);
  const crosswalk = crosswalkFrom(read, fields.crosswalk, codes);
  if (read.faults.length > 0) return { faults: read.faults };
  return { tree: { parameters, grades, criticalCap, certificate, crosswalk } };
}

type Reader<Node> = (read: TreeReader, value: unknown, pointer: string, weight: string) => Node;

/** The children of a node, each with its share of it. */
function weighted<Node>(read: TreeReader, value: unknown, pointer: string, node: Reader<Node>): Node[] {
  const children = read.list(value, pointer, MAX_CHILDREN);
  const given = children.map((child) => (child as { weight?: unknown } | null)?.weight);
  const weights = given.every((weight) => weight === undefined) ? equalShares(children.length) : given;
  const shares = weights.map((weight, index) => read.text(weight, `${pointer}/${index}/weight`, PER_CENT));
  const sum = shares.reduce((total, share) => total.plus(share || 0), new Decimal(0));
  if (children.length > 0 && !sum.eq(HUNDRED))
    read.fault(pointer, `The weights here sum to ${sum.toFixed()}, not to 100.`, 'weights-not-100');
  return children.map((child, index) => node(read, child, `${pointer}/${index}`, shares[index]));
}

/** Shares that sum to 100 exactly; the last one takes what rounding leaves. */
function equalShares(count: number): string[] {
  const share = HUNDRED.div(count).toDecimalPlaces(SHARE_DIGITS, Decimal.ROUND_DOWN);
  const last = HUNDRED.minus(share.times(count - 1));
  return Array.from({ length: count }, (_, index) => (index < count - 1 ? share : last).toFixed());
}

function parameterFrom(read: TreeReader, value: unknown, pointer: string, weight: string): Parameter {
  const fields = read.members(value, pointer, ['code', 'titles', 'weight', 'criteria']);
  return {
    code: read.text(fields.code, `${pointer}/code`, CODE),
    titles: read.titles(fields.titles, `${pointer}/titles`),
    weight,
    criteria: weighted(read, fields.criteria, `${pointer}/criteria`, criterionFrom),
  };
}

function criterionFrom(read: TreeReader, value: unknown, pointer: string, weight: string): Criterion {
  const fields = read.members(value, pointer, ['code', 'titles', 'weight', 'items']);
  return {
    code: read.text(fields.code, `${pointer}/code`, CODE),
    titles: read.titles(fields.titles, `${pointer}/titles`),
    weight,
    items: weighted(read, fields.items, `${pointer}/items`, itemFrom),
  };
}

function itemFrom(read: TreeReader, value: unknown, pointer: string, weight: string): SubCriterion {
  const fields = read.members(value, pointer, ['code', 'titles', 'weight', 'scale', 'max', 'critical']);
  const scale = (fields.scale ?? 'BINARY') as Scale;
  if (!SCALES.includes(scale)) read.fault(`${pointer}/scale`, `One of ${SCALES.join(', ')}.`);
  if (scale !== 'POINTS' && fields.max !== undefined && fields.max !== topOf(scale))
    read.fault(`${pointer}/max`, 'Only POINTS have a maximum of their own.');
  return {
    code: read.text(fields.code, `${pointer}/code`, CODE),
    titles: read.titles(fields.titles, `${pointer}/titles`),
    weight,
    scale,
    max: scale === 'POINTS' ? read.whole(fields.max, `${pointer}/max`, 1, MAX_POINTS) : topOf(scale),
    critical: read.flag(fields.critical, `${pointer}/critical`),
  };
}

function topOf(scale: Scale): number {
  return scale === 'MATURITY' ? MATURITY_MAX : 1;
}

function gradesFrom(read: TreeReader, value: unknown): GradeStep[] {
  const grades = read.list(value, '/grades', 10).map((step, index) => {
    const pointer = `/grades/${index}`;
    const fields = read.members(step, pointer, ['grade', 'from']);
    return {
      grade: read.text(fields.grade, `${pointer}/grade`, GRADE),
      from: read.text(fields.from, `${pointer}/from`, PER_CENT),
    };
  });
  const falls = grades.every(
    ({ from }, index) => index === 0 || new Decimal(from || 0).lt(grades[index - 1].from || 0),
  );
  if (grades.length > 0 && (!falls || grades.at(-1)?.from !== '0'))
    read.fault('/grades', 'Grades stand best first, each from a lower score, the last one from 0.');
  return grades;
}

function oneOfGrades(
  read: TreeReader,
  value: unknown,
  pointer: string,
  grades: readonly GradeStep[],
): string {
  if (grades.some(({ grade }) => grade === value)) return value as string;
  read.fault(pointer, `One of ${grades.map(({ grade }) => grade).join(', ')}.`);
  return '';
}

/** Every code of the tree; a code stands once, whatever its level. */
function codesOf(read: TreeReader, parameters: readonly Parameter[]): ReadonlySet<string> {
  const codes = new Set<string>();
  const add = (code: string, pointer: string) => {
    if (codes.has(code)) read.fault(`${pointer}/code`, `${code} stands here twice.`, 'duplicate-code');
    codes.add(code);
  };
  parameters.forEach((parameter, p) => {
    add(parameter.code, `/parameters/${p}`);
    parameter.criteria.forEach((criterion, c) => {
      add(criterion.code, `/parameters/${p}/criteria/${c}`);
      criterion.items.forEach((item, i) => add(item.code, `/parameters/${p}/criteria/${c}/items/${i}`));
    });
  });
  return codes;
}

function crosswalkFrom(read: TreeReader, value: unknown, codes: ReadonlySet<string>): Record<string, string> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Object.keys(value).length > MAX_CROSSWALK) {
    read.fault('/crosswalk', 'Codes of this version by codes of the version before are needed here.');
    return {};
  }
  for (const [before, now] of Object.entries(value))
    if (!CODE.test(before) || !codes.has(now))
      read.fault(`/crosswalk/${before}`, 'This version has no such code.', 'unknown-item');
  return value as Record<string, string>;
}
