/** One thing that is wrong with an expression, and where. */
export interface ExpressionFault {
  reason: string;
  message: string;
  /** Characters before the place. */
  offset: number;
  /** Both counted from 1. */
  line: number;
  column: number;
}

/** A fault at an offset, with the line and column that people count in. */
export function faultAt(source: string, reason: string, message: string, offset: number): ExpressionFault {
  const before = source.slice(0, offset);
  const lines = before.split('\n');
  return { reason, message, offset, line: lines.length, column: lines.at(-1)!.length + 1 };
}
