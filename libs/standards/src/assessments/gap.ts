import { Decimal } from 'decimal.js';
import type { NodeScore } from '../trees/scores.js';
import type { Assessment } from './assessment.js';

/** How far the centre's own view of a node is from the agency's. */
export interface NodeGap {
  code: string;
  level: NodeScore['level'];
  self: string | null;
  agency: string | null;
  /** Self minus agency in points of the score; positive: the centre sees itself better. Null without both. */
  gap: string | null;
}

type Scored = Pick<Assessment, 'score' | 'nodes'>;

/** The gap of each parameter and criterion, and of the whole; sub-criteria are read in the results. */
export function gapBetween(self: Scored | null, agency: Scored | null): { total: NodeGap; nodes: NodeGap[] } {
  const selfScores = new Map((self?.nodes ?? []).map(({ code, score }) => [code, score]));
  const agencyScores = new Map((agency?.nodes ?? []).map(({ code, score }) => [code, score]));
  const nodes = (agency?.nodes ?? self?.nodes ?? []).filter(({ level }) => level < 3);
  return {
    total: gapOf({ code: 'TOTAL', level: 1 }, self?.score ?? null, agency?.score ?? null),
    nodes: nodes.map((node) =>
      gapOf(node, selfScores.get(node.code) ?? null, agencyScores.get(node.code) ?? null),
    ),
  };
}

function gapOf(
  { code, level }: Pick<NodeScore, 'code' | 'level'>,
  self: string | null,
  agency: string | null,
): NodeGap {
  const gap = self === null || agency === null ? null : new Decimal(self).minus(agency).toFixed(2);
  return { code, level, self, agency, gap };
}
