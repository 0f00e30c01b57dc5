import { describe, expect, it } from '@jest/globals';
import { isOver, wantedFindings, type SourceHandIn, type WatchFacts } from './watch-sources.js';

const SOURCE = 'connector:1';
const MONTH = { month: '2026-10', dueAt: '2026-11-10T12:00:00Z', quietFrom: '2026-11-05' };

function handIn(more: Partial<SourceHandIn> = {}): SourceHandIn {
  const plain = { source: SOURCE, month: '2026-10', at: '2026-11-05T08:00:00Z' };
  return { ...plain, isGood: true, code: null, fields: [], ...more };
}

function facts(more: Partial<WatchFacts> = {}): WatchFacts {
  const sources = [{ source: SOURCE, name: 'PK-API', fetchProblem: null }];
  return { today: '2026-11-05', sources, months: [MONTH], handIns: [], ...more };
}

const kinds = (given: WatchFacts) => wantedFindings(given).map(({ kind, month }) => `${kind} ${month}`);

describe(wantedFindings.name, () => {
  it('finds a source quiet from the day on that leaves the working days', () => {
    expect(kinds(facts())).toEqual(['QUIET 2026-10']);
  });

  it('finds nothing the day before', () => {
    expect(kinds(facts({ today: '2026-11-04' }))).toEqual([]);
  });

  it('finds nothing once something usable came', () => {
    expect(kinds(facts({ handIns: [handIn()] }))).toEqual([]);
  });

  it('still finds it quiet when only unusable things came', () => {
    expect(kinds(facts({ handIns: [handIn({ isGood: false, code: 'period-mismatch' })] }))).toEqual([
      'QUIET 2026-10',
    ]);
  });

  it('does not count what another source sent', () => {
    expect(kinds(facts({ handIns: [handIn({ source: 'feed:MIS' })] }))).toEqual(['QUIET 2026-10']);
  });

  it('says why the newest attempt failed', () => {
    const sources = [{ source: SOURCE, name: 'PK-API', fetchProblem: 'tls-error' }];
    expect(wantedFindings(facts({ sources }))[0].detail).toEqual({ name: 'PK-API', code: 'tls-error' });
  });

  it('names the earliest of several silent months', () => {
    const earlier = { ...MONTH, month: '2026-09', quietFrom: '2026-10-05' };
    expect(kinds(facts({ months: [MONTH, earlier] }))).toEqual(['QUIET 2026-09']);
  });

  it.each(['header-unknown', 'header-missing', 'template-not-recognised', 'malformed-json'])(
    'takes %s for a changed shape',
    (code) => {
      const given = facts({
        today: '2026-11-01',
        handIns: [handIn({ isGood: false, code, fields: ['mood'] })],
      });
      expect(wantedFindings(given)).toMatchObject([
        { kind: 'SHAPE_CHANGED', detail: { code, fields: ['mood'] } },
      ]);
    },
  );

  it('takes strangers in a month that was taken otherwise for a changed shape', () => {
    const given = facts({ today: '2026-11-01', handIns: [handIn({ fields: ['newCounter'] })] });
    expect(kinds(given)).toEqual(['SHAPE_CHANGED 2026-10']);
  });

  it('takes a wrong month for a mistake, not for a changed shape', () => {
    const handIns = [handIn({ isGood: false, code: 'period-mismatch' })];
    expect(kinds(facts({ today: '2026-11-01', handIns }))).toEqual([]);
  });

  it('looks at the newest hand-in only', () => {
    const handIns = [handIn(), handIn({ isGood: false, code: 'header-unknown', at: '2026-11-04T08:00:00Z' })];
    expect(kinds(facts({ handIns }))).toEqual([]);
  });
});

describe(isOver.name, () => {
  const openedAt = new Date('2026-11-05T06:00:00Z');
  const quiet = { kind: 'QUIET' as const, source: SOURCE, month: '2026-10', openedAt };
  const changed = { ...quiet, kind: 'SHAPE_CHANGED' as const };

  it('ends silence with the month itself', () => {
    expect(isOver(quiet, facts({ handIns: [handIn()] }))).toBe(true);
  });

  it('ends silence with a later month', () => {
    expect(isOver(quiet, facts({ handIns: [handIn({ month: '2026-11' })] }))).toBe(true);
  });

  it('does not end it with an earlier one', () => {
    expect(isOver(quiet, facts({ handIns: [handIn({ month: '2026-09' })] }))).toBe(false);
  });

  it('does not end it because nobody waits any more', () => {
    expect(isOver(quiet, facts({ months: [] }))).toBe(false);
  });

  it('ends a changed shape with a good month after it', () => {
    expect(isOver(changed, facts({ handIns: [handIn()] }))).toBe(true);
  });

  it('does not end it with a good month from before', () => {
    expect(isOver(changed, facts({ handIns: [handIn({ at: '2026-11-05T05:00:00Z' })] }))).toBe(false);
  });

  it('does not end it with a month that still has strangers', () => {
    expect(isOver(changed, facts({ handIns: [handIn({ fields: ['mood'] })] }))).toBe(false);
  });
});
