import { createHash } from 'node:crypto';
import {
  evaluateRules,
  type CellContent,
  type Cells,
  type Finding,
  type RuleFacts,
  type Stage,
  type ValidationRule,
} from '#indicators';

/** Everything that decides what the rules say. */
export interface ValidationSnapshot {
  stage: Stage;
  /** Versions in the order in which they were asked: `R-TYPE@1`. */
  rules: string[];
  cells: CellContent[];
  facts: RuleFacts;
}

/** The snapshot of a check; of a cell only what rules read. */
export function snapshotOf(
  stage: Stage,
  rules: readonly ValidationRule[],
  cells: Cells,
  facts: RuleFacts,
): ValidationSnapshot {
  const contents = [...cells.values()]
    .map(({ cell, kind, value, explanation }) => ({ cell, kind, value, explanation }))
    .toSorted((a, b) => (a.cell < b.cell ? -1 : 1));
  const versions = rules.map(({ code, version }) => `${code}@${version}`);
  return { stage, rules: versions, cells: contents, facts };
}

/** SHA-256 over the canonical form: members in order of their names, however a database keeps them. */
export function hashOf(snapshot: ValidationSnapshot): string {
  return createHash('sha256').update(canonical(snapshot)).digest('hex');
}

/** The findings of a snapshot once more. @param rules the versions that it names, in any order. */
export function recompute(
  { stage, rules: versions, cells, facts }: ValidationSnapshot,
  rules: readonly ValidationRule[],
): Finding[] {
  const byVersion = new Map(rules.map((rule) => [`${rule.code}@${rule.version}`, rule]));
  const asked = versions.map((version) => {
    const rule = byVersion.get(version);
    if (!rule) throw new Error(`The rule ${version} of a snapshot is unknown.`);
    return rule;
  });
  return evaluateRules(asked, new Map(cells.map((cell) => [cell.cell, cell])), facts, stage);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
