import { explains, type Finding } from '../validation/finding.js';
import type { FindingState, OpenFinding, RunTrigger } from './validation-run.js';

/** A violation as a run leaves it. */
export interface JudgedFinding {
  finding: Finding;
  state: FindingState;
  explanation: string | null;
  /** Nobody was told of it before, or it came back after it was fixed. */
  isNews: boolean;
}

/** What a run makes of its findings, given what is known of the report since before. */
export function judgeFindings(
  findings: readonly Finding[],
  known: readonly Pick<OpenFinding, 'rule' | 'cell' | 'state'>[],
  explanationOf: (cell: string) => string | null,
  trigger: RunTrigger,
): JudgedFinding[] {
  return findings.map((finding) => {
    const before = known.find(({ rule, cell }) => rule === finding.rule && cell === finding.cell);
    const isNews = before === undefined || before.state === 'FIXED';
    const explanation = explanationOf(finding.cell);
    const isSeen = trigger === 'ACCEPT' || (!isNews && before.state === 'ACKNOWLEDGED');
    return { finding, explanation, isNews, state: stateOf(finding, explanation, isSeen) };
  });
}

/**
 * Violations that were open and are not found any more. Whoever is exempt from a rule has fixed nothing.
 *
 * @param notAsked codes of rules in force that have their say at another time
 */
export function fixedOf<Known extends Pick<OpenFinding, 'rule' | 'cell' | 'state'>>(
  known: readonly Known[],
  findings: readonly Finding[],
  exempted: readonly Finding[],
  notAsked: ReadonlySet<string> = new Set(),
): Known[] {
  const still = new Set([...findings, ...exempted].map(({ rule, cell }) => `${rule} ${cell}`));
  return known.filter(
    ({ rule, cell, state }) => state !== 'FIXED' && !still.has(`${rule} ${cell}`) && !notAsked.has(rule),
  );
}

/** A reason answers what asks for one, and nothing else: what blocks is never explained away. */
function stateOf(finding: Finding, explanation: string | null, isSeen: boolean): FindingState {
  if (isSeen) return 'ACKNOWLEDGED';
  return finding.severity === 'EXPLAIN' && explains(explanation) ? 'EXPLAINED' : 'NEW';
}
