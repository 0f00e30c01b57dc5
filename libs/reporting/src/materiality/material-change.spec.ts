import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#platform';
import { isMaterial, type FigureState, type ProposedChange } from './material-change.js';

interface Vector {
  name: string;
  old: string | null;
  new: string | null;
  threshold?: string;
  released?: boolean;
  material: boolean;
}

const VECTORS = JSON.parse(
  readFileSync(join(projectRoot(), 'test', 'vectors', 'corrections', 'materiality.json'), 'utf8'),
) as Vector[];

/** A text that is no number stands for a reason for having none. */
function stateOf(text: string | null): FigureState | null {
  if (text === null) return null;
  return /^-?\d/.test(text) ? { kind: 'NUMBER', value: text } : { kind: text, value: null };
}

function changeOf(vector: Vector): ProposedChange {
  return {
    indicator: 'VISITORS',
    old: stateOf(vector.old),
    new: stateOf(vector.new),
    threshold: vector.threshold ?? '0.05',
    isReleased: vector.released ?? false,
  };
}

describe(isMaterial.name, () => {
  it.each(VECTORS.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    expect(isMaterial(changeOf(vector))).toBe(vector.material);
  });

  it('is tried in both ways', () => {
    expect(new Set(VECTORS.map(({ material }) => material))).toEqual(new Set([true, false]));
  });
});
