export type Severity = 'BLOCK' | 'EXPLAIN' | 'INFO';

interface RuleBase {
  code: string;
  severity: Severity;
}

/** The rules that ship, as data: a closed list of kinds, no expressions. */
export type ValidationRule = RuleBase &
  (
    | { kind: 'COMPARE'; part: string; whole: string }
    | { kind: 'TYPE' }
    | { kind: 'OPEN_DAYS'; cell: string }
    | { kind: 'ZERO_WHILE'; cell: string; whilePositive: string }
    | { kind: 'CHANGE'; percent: number }
    | { kind: 'OUTLIER'; threshold: number; minHistory: number }
    | { kind: 'DUPLICATE'; minCells: number }
    | { kind: 'HIERARCHY'; tolerancePercent: number }
  );
