import { Environment } from '@marcbachmann/cel-js';
import { faultAt, type ExpressionFault } from './expression-fault.js';
import {
  COMPILED_LIMITS,
  EXPRESSION_LIMITS,
  MAX_EXPRESSION_LENGTH,
  readExpression,
} from './expression-reader.js';
import { Figure } from './figure.js';

export type ExpressionType = 'decimal' | 'bool';

/** A checked expression. It reads nothing but what it names. */
export interface Expression {
  source: string;
  /** Cells whose number it reads. */
  cells: readonly string[];
  /** Cells whose number of the period before it reads. */
  previous: readonly string[];
  /** Cells of which it only asks whether they have a number. */
  asked: readonly string[];
  context: readonly string[];
  /** @returns null where there is no answer: a division by zero. */
  run(values: Record<string, Figure | boolean>): Figure | boolean | null;
}

const ARITHMETIC = { '+': 'plus', '-': 'minus', '*': 'times' } as const;
const ORDER = { '<': 'lt', '<=': 'lte', '>': 'gt', '>=': 'gte', '==': 'eq' } as const;

const LANGUAGE = languageOf();

/** Kept by wanted type and source: rules are few and published ones never change. */
const compiled = new Map<string, Expression>();
const MAX_KEPT = 1_000;

/** An expression that was not accepted; a published rule cannot hold one. */
export class ExpressionInvalidError extends Error {
  constructor(readonly faults: readonly ExpressionFault[]) {
    super(faults.map(({ message }) => message).join(' '));
    this.name = 'ExpressionInvalidError';
  }
}

/**
 * Reads an expression of a rule: CEL in which every number is an exact decimal and only cells of the form, `previous(…)`,
 * `missing(…)` and a few facts of the period can be named.
 *
 * @param known the cells that exist; absent: whatever is named was checked when the rule was saved.
 * @throws ExpressionInvalidError with the place of every fault.
 */
export function expressionOf(
  source: string,
  wanted: ExpressionType,
  known?: ReadonlySet<string>,
): Expression {
  const key = `${wanted} ${source}`;
  const kept = known ? undefined : compiled.get(key);
  if (kept) return kept;
  const expression = compile(source, wanted, known);
  if (compiled.size >= MAX_KEPT) compiled.clear();
  compiled.set(key, expression);
  return expression;
}

function compile(source: string, wanted: ExpressionType, known?: ReadonlySet<string>): Expression {
  if (source.length > MAX_EXPRESSION_LENGTH) {
    const message = `An expression has at most ${MAX_EXPRESSION_LENGTH} characters.`;
    throw new ExpressionInvalidError([faultAt(source, 'too-long', message, MAX_EXPRESSION_LENGTH)]);
  }
  const reading = readExpression(LANGUAGE, source, known);
  if (reading.faults.length > 0) throw new ExpressionInvalidError(reading.faults);
  const environment = LANGUAGE.clone({ limits: COMPILED_LIMITS });
  for (const [name, type] of reading.variables) environment.registerVariable(name, type);
  const program = environment.parse(reading.text);
  const { valid, type, error } = program.check();
  if (!valid) {
    const at = reading.originOf(error?.range?.start ?? 0);
    throw new ExpressionInvalidError([
      faultAt(source, error?.code ?? 'type', error?.summary ?? 'Wrong types.', at),
    ]);
  }
  if (type !== wanted) {
    const message = wanted === 'bool' ? 'This has to be a condition.' : 'This has to be a number.';
    throw new ExpressionInvalidError([faultAt(source, 'wrong-type', message, 0)]);
  }
  const { cells, previous, asked, context } = reading.names;
  return {
    source,
    cells: [...cells],
    previous: [...previous],
    asked: [...asked],
    context: [...context],
    run: (values) => answerOf(() => program(values) as Figure | boolean),
  };
}

function answerOf(work: () => Figure | boolean): Figure | boolean | null {
  try {
    return work();
  } catch {
    // Checked types leave one thing that can fail while it runs: a division by zero.
    return null;
  }
}

function languageOf(): Environment {
  const language = new Environment({ limits: EXPRESSION_LIMITS });
  language.registerType('decimal', { ctor: Figure, fields: {} });
  for (const [sign, name] of Object.entries(ARITHMETIC))
    language.registerOperator(`decimal ${sign} decimal`, (a: Figure, b: Figure) => a[name](b));
  for (const [sign, name] of Object.entries(ORDER))
    language.registerOperator(`decimal ${sign} decimal`, (a: Figure, b: Figure) => a[name](b));
  language.registerOperator('decimal / decimal', divided);
  language.registerOperator('-decimal', (a: Figure) => a.negated());
  language.registerFunction('decimal(string): decimal', (text: string) => new Figure(text));
  language.registerFunction('abs(decimal): decimal', (a: Figure) => a.abs());
  language.registerFunction('min(decimal, decimal): decimal', (a: Figure, b: Figure) => Figure.min(a, b));
  language.registerFunction('max(decimal, decimal): decimal', (a: Figure, b: Figure) => Figure.max(a, b));
  return language;
}

function divided(a: Figure, b: Figure): Figure {
  if (b.isZero()) throw new Error('division by zero');
  return a.div(b);
}
