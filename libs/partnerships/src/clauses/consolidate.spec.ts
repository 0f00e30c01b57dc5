import { anInstrument, onDay, signatures } from '../../../../test/support/agreements.js';
import type { InstrumentAct } from '../instruments/instrument.js';
import type { Clause, ClauseEffect } from './clause.js';
import { consolidate, type TextOfInstrument } from './consolidate.js';

const DAY = '2026-06-01';

const text = (
  code: string,
  acts: InstrumentAct[],
  ...clauses: [ClauseEffect, string, string | null][]
): TextOfInstrument => {
  const instrument = onDay(anInstrument({ code, acts }), DAY);
  return {
    instrument,
    clauses: clauses.map(([effect, ref, body], index): Clause => ({
      id: `${code}/${ref}`,
      instrumentId: instrument.id,
      ref,
      effect,
      heading: null,
      body,
      position: index + 1,
      recordedAt: '2026-01-01T00:00:00Z',
    })),
  };
};
const first = text('FIRST', signatures('2020-01-01'), ['ORIGINAL', '1', 'one'], ['ORIGINAL', '2', 'two']);
const bodies = (given: ReturnType<typeof consolidate>) =>
  given.clauses.map(({ ref, body, provenance }) => [ref, body, provenance.code]);

describe(consolidate.name, () => {
  it('is the first text while nothing amends it', () => {
    expect(bodies(consolidate(first, []))).toEqual([
      ['1', 'one', 'FIRST'],
      ['2', 'two', 'FIRST'],
    ]);
  });

  it('replaces, adds and deletes, and says where each clause comes from', () => {
    const amendment = text(
      'SECOND',
      signatures('2022-01-01'),
      ['REPLACE', '1', 'ONE'],
      ['ADD', '3', 'three'],
      ['DELETE', '2', null],
    );
    const given = consolidate(first, [amendment]);
    expect(bodies(given)).toEqual([
      ['1', 'ONE', 'SECOND'],
      ['3', 'three', 'SECOND'],
    ]);
    expect(given.clauses[0].replaced.map(({ code, clauseId }) => [code, clauseId])).toEqual([
      ['FIRST', 'FIRST/1'],
    ]);
    expect(given.deleted).toMatchObject([
      { ref: '2', provenance: { code: 'SECOND', since: { latest: '2022-01-01' } } },
    ]);
  });

  it('applies amendments in the order of their entry into force, whatever the order of registration', () => {
    const later = text('LATER', signatures('2024-01-01'), ['REPLACE', '1', 'latest words']);
    const earlier = text('EARLIER', signatures('2022-01-01'), ['REPLACE', '1', 'words between']);
    const [clause] = consolidate(first, [later, earlier]).clauses;
    expect([clause.body, clause.replaced.map(({ code }) => code)]).toEqual([
      'latest words',
      ['EARLIER', 'FIRST'],
    ]);
  });

  it('leaves out an amendment that is not in force on the day, and names it', () => {
    const future = text('FUTURE', signatures('2026-06-02'), ['REPLACE', '1', 'not yet']);
    const given = consolidate(first, [future]);
    expect(bodies(given)[0]).toEqual(['1', 'one', 'FIRST']);
    expect(given.notInForce).toMatchObject([{ code: 'FUTURE', status: 'DRAFT' }]);
  });
});
