import type { Transaction } from '#platform';
import { EvidenceTargets } from './evidence-targets.js';

const tx = {} as Transaction;

describe(EvidenceTargets.name, () => {
  it('asks whoever answers for the kind, with partner and reference', async () => {
    const targets = new EvidenceTargets();
    targets.register(
      'ENGAGEMENT',
      async (_tx, partner, reference) => partner === 'PK' && reference === 'one',
    );
    expect(await targets.exists('ENGAGEMENT', tx, 'PK', 'one')).toBe(true);
    expect(await targets.exists('ENGAGEMENT', tx, 'ET', 'one')).toBe(false);
  });

  it('knows nothing of a kind for which nobody answers', async () => {
    expect(await new EvidenceTargets().exists('DOCUMENT', tx, 'PK', 'one')).toBe(false);
  });

  it('lets one library answer for a kind', () => {
    const targets = new EvidenceTargets();
    targets.register('ENGAGEMENT', async () => true);
    expect(() => targets.register('ENGAGEMENT', async () => true)).toThrow('ENGAGEMENT');
  });
});
