import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { faultAt, type ExpressionFault } from './expression-fault.js';

export const MAX_EXPRESSION_LENGTH = 1_000;
/** There are no loops, so what is small is also quick. */
export const EXPRESSION_LIMITS = {
  maxAstNodes: 200,
  maxDepth: 30,
  maxCallArguments: 4,
  maxListElements: 0,
  maxMapEntries: 0,
};

/** What was read is longer than what was written: each number becomes a call. */
export const COMPILED_LIMITS = { maxAstNodes: 1_000, maxDepth: 100 };

/** Facts of the period that an expression may name. */
export const CONTEXT_NAMES = ['periodDays', 'openDays'] as const;
/** What begins the variables that stand for `previous(CELL)` and `missing(CELL)`. */
export const PREVIOUS_PREFIX = 'previous__';
export const MISSING_PREFIX = 'missing__';

const CONTEXT: ReadonlySet<string> = new Set(CONTEXT_NAMES);
const FUNCTIONS: Readonly<Record<string, number>> = { abs: 1, min: 2, max: 2 };
const ABOUT_CELLS: ReadonlySet<string> = new Set(['previous', 'missing']);
const OPERATORS = new Set('+ - * / == != < <= > >= && || !_ -_ ?:'.split(' '));
const PLAIN_NUMBER = /^\d+(\.\d+)?$/;

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** An expression as it was understood before its types are checked. */
export interface Reading {
  faults: ExpressionFault[];
  /** The expression as the language evaluates it: numbers are decimals, questions about cells are variables. */
  text: string;
  variables: ReadonlyMap<string, 'decimal' | 'bool'>;
  names: Record<'cells' | 'previous' | 'asked' | 'context', ReadonlySet<string>>;
  /** Where a place of `text` stands in the source. */
  originOf(offset: number): number;
}

/** Reads an expression by the closed list of what may be said; everything else is a fault with its place. */
export function readExpression(
  language: Environment,
  source: string,
  known: ReadonlySet<string> | undefined,
): Reading {
  const reader = new ExpressionReader(source, known);
  try {
    reader.read(language.parse(source).ast);
  } catch (error) {
    const { code, summary, range } = error as { code?: string; summary?: string; range?: { start: number } };
    if (code === undefined) throw error;
    reader.faults.push(faultAt(source, code, summary ?? 'This cannot be read.', range?.start ?? 0));
  }
  return reader.reading();
}

class ExpressionReader {
  readonly faults: ExpressionFault[] = [];
  private readonly edits: Edit[] = [];
  private readonly variables = new Map<string, 'decimal' | 'bool'>();
  private readonly names = {
    cells: new Set<string>(),
    previous: new Set<string>(),
    asked: new Set<string>(),
    context: new Set<string>(),
  };

  constructor(
    private readonly source: string,
    private readonly known: ReadonlySet<string> | undefined,
  ) {}

  read(node: ASTNode): void {
    if (node.op === 'value') return this.literal(node);
    if (node.op === 'id') return this.name(node, node.args as string);
    if (node.op === 'call') return this.call(node, node.args as [string, ASTNode[]]);
    if (!OPERATORS.has(node.op))
      return this.fault(node, 'not-allowed', 'This part of the language is not available in rules.');
    for (const part of Array.isArray(node.args) ? node.args : [node.args]) this.read(part as ASTNode);
  }

  reading(): Reading {
    const edits = this.edits.toSorted((a, b) => a.start - b.start);
    const { faults, variables, names } = this;
    const originOf = (offset: number) => originBefore(edits, offset);
    return { faults, variables, names, text: edited(this.source, edits), originOf };
  }

  private literal(node: ASTNode): void {
    if (typeof node.args === 'boolean') return;
    const text = this.source.slice(node.start, node.end);
    if (!PLAIN_NUMBER.test(text))
      return this.fault(node, 'not-a-decimal', 'Numbers are written like 35 or 0.35.');
    this.edits.push({ start: node.start, end: node.end, text: `decimal("${text}")` });
  }

  private name(node: ASTNode, name: string): void {
    if (CONTEXT.has(name)) this.names.context.add(name);
    else if (this.isCell(node, name)) this.names.cells.add(name);
    this.variables.set(name, 'decimal');
  }

  private call(node: ASTNode, [name, args]: [string, ASTNode[]]): void {
    if (ABOUT_CELLS.has(name)) return this.aboutCell(node, name, args);
    const expected = FUNCTIONS[name];
    if (expected === undefined)
      return this.fault(node, 'unknown-function', `There is no function ${name} in rules.`);
    if (args.length !== expected)
      return this.fault(node, 'wrong-arguments', `${name} takes ${expected} argument(s).`);
    for (const argument of args) this.read(argument);
  }

  private aboutCell(node: ASTNode, name: string, args: ASTNode[]): void {
    const cell = args[0]?.op === 'id' ? (args[0].args as string) : null;
    if (args.length !== 1 || cell === null)
      return this.fault(node, 'wrong-arguments', `${name} takes the code of one cell.`);
    if (!this.isCell(args[0]!, cell)) return;
    const isPrevious = name === 'previous';
    (isPrevious ? this.names.previous : this.names.asked).add(cell);
    const variable = `${isPrevious ? PREVIOUS_PREFIX : MISSING_PREFIX}${cell}`;
    this.variables.set(variable, isPrevious ? 'decimal' : 'bool');
    this.edits.push({ start: node.start, end: node.end, text: variable });
  }

  private isCell(node: ASTNode, name: string): boolean {
    if (this.known === undefined || this.known.has(name)) return true;
    this.fault(node, 'unknown-cell', `No form has a cell ${name}.`);
    return false;
  }

  private fault(node: ASTNode, reason: string, message: string): void {
    this.faults.push(faultAt(this.source, reason, message, node.start));
  }
}

function edited(source: string, edits: readonly Edit[]): string {
  let text = '';
  let done = 0;
  for (const edit of edits) {
    text += source.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return text + source.slice(done);
}

/** A place inside a replacement is where the replacement begins. */
function originBefore(edits: readonly Edit[], offset: number): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    const begins = start + shift;
    if (offset < begins) break;
    if (offset < begins + text.length) return start;
    shift += text.length - (end - start);
  }
  return offset - shift;
}
