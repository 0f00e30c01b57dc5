import { Decimal } from 'decimal.js';
import { itemsOf, type StandardTree, type SubCriterion } from './standard.js';

const HUNDRED = new Decimal(100);
/** Digits behind the point of a score as it is shown and graded. */
const SCORE_DIGITS = 2;

/** The answer to a sub-criterion: a value of its scale, or why it does not apply. */
export interface ItemAnswer {
  readonly value: number | null;
  readonly naReason: string | null;
}

export interface NodeScore {
  readonly code: string;
  /** 1 parameter, 2 criterion, 3 sub-criterion. */
  readonly level: 1 | 2 | 3;
  /** Per cent as decimal text; null while nothing below counts. */
  readonly score: string | null;
}

/** What the answers add up to. */
export interface TreeScore {
  /** Per cent as decimal text with two digits, rounded half up; null while nothing counts. */
  readonly score: string | null;
  readonly grade: string | null;
  readonly nodes: readonly NodeScore[];
  readonly failedCritical: readonly string[];
  readonly unanswered: readonly string[];
}

type Answers = ReadonlyMap<string, ItemAnswer>;

/**
 * Scores a tree bottom up: each node is the mean of its children by their weights. What does not apply, and what nobody
 * answered, leaves the denominator with its weight (features SA-02). A critical sub-criterion below half of its scale
 * fails and caps the grade.
 */
export function scoreOf(tree: StandardTree, answers: Answers): TreeScore {
  const nodes: NodeScore[] = [];
  const keep = (code: string, level: NodeScore['level'], score: Decimal | null) => {
    nodes.push({ code, level, score: score && shown(score) });
    return score;
  };
  const total = mean(
    tree.parameters.map(({ code, weight, criteria }) => {
      const below = criteria.map((criterion) => {
        const items = criterion.items.map((item) => ({
          weight: item.weight,
          score: keep(item.code, 3, shareOf(item, answers)),
        }));
        return { weight: criterion.weight, score: keep(criterion.code, 2, mean(items)) };
      });
      return { weight, score: keep(code, 1, mean(below)) };
    }),
  );
  const failedCritical = itemsOf(tree)
    .filter((item) => item.critical && fails(item, answers))
    .map(({ code }) => code);
  const score = total && shown(total);
  return {
    score,
    grade: score === null ? null : gradeOf(tree, score, failedCritical.length > 0),
    nodes: nodes.toSorted((a, b) => a.level - b.level),
    failedCritical,
    unanswered: itemsOf(tree)
      .filter(({ code }) => !answers.has(code))
      .map(({ code }) => code),
  };
}

/** Whether a grade is at least as good as another of the same tree. */
export function isAtLeast(tree: StandardTree, grade: string, wanted: string): boolean {
  const place = (one: string) => tree.grades.findIndex((step) => step.grade === one);
  return place(grade) <= place(wanted);
}

function shareOf({ code, max }: SubCriterion, answers: Answers): Decimal | null {
  const value = answers.get(code)?.value ?? null;
  return value === null ? null : new Decimal(value).div(max).times(HUNDRED);
}

function fails(item: SubCriterion, answers: Answers): boolean {
  const share = shareOf(item, answers);
  return share !== null && share.lt(HUNDRED.div(2));
}

function mean(parts: ReadonlyArray<{ weight: string; score: Decimal | null }>): Decimal | null {
  const counted = parts.filter((part) => part.score !== null);
  const weight = counted.reduce((sum, part) => sum.plus(part.weight), new Decimal(0));
  if (weight.isZero()) return null;
  return counted
    .reduce((sum, part) => sum.plus(new Decimal(part.weight).times(part.score ?? 0)), new Decimal(0))
    .div(weight);
}

function shown(score: Decimal): string {
  return score.toFixed(SCORE_DIGITS, Decimal.ROUND_HALF_UP);
}

function gradeOf({ grades, criticalCap }: StandardTree, score: string, isCapped: boolean): string {
  const earned = grades.findIndex(({ from }) => new Decimal(score).gte(from));
  const cap = isCapped ? grades.findIndex(({ grade }) => grade === criticalCap) : 0;
  return grades[Math.max(earned, cap)].grade;
}
