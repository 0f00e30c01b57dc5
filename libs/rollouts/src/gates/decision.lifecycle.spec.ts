import { decisionFaults } from './decision.lifecycle.js';
import type { DecisionCommand } from './gate.js';

const TODAY = '2026-11-22';
const command = (more: Partial<DecisionCommand>): DecisionCommand => ({
  decision: 'GO',
  reason: null,
  conditions: [],
  toStage: null,
  reviewOn: null,
  ...more,
});
const conditions = [{ body: 'Second fire exit', dueOn: '2026-12-01' }];
const codes = (more: Partial<DecisionCommand>) =>
  decisionFaults(command(more), TODAY).map(({ code }) => code);

describe(decisionFaults.name, () => {
  it.each([
    { decision: 'GO' },
    { decision: 'CONDITIONAL_GO', conditions },
    { decision: 'HOLD', reason: 'No money', reviewOn: '2027-01-15' },
    { decision: 'RECYCLE', reason: 'Other site', toStage: 'S1' },
    { decision: 'STOP', reason: 'Withdrawn' },
  ] as Partial<DecisionCommand>[])('finds nothing wrong with %j', (complete) => {
    expect(codes(complete)).toEqual([]);
  });

  it.each([
    [{ decision: 'CONDITIONAL_GO' }, ['conditions-missing']],
    [{ decision: 'GO', conditions }, ['conditions-unexpected']],
    [{ decision: 'GO', toStage: 'S1' }, ['stage-unexpected']],
    [{ decision: 'GO', reviewOn: '2027-01-15' }, ['review-date-unexpected']],
    [{ decision: 'HOLD' }, ['reason-missing', 'review-date-missing']],
    [{ decision: 'RECYCLE', reason: 'Other site' }, ['stage-unexpected']],
    [{ decision: 'STOP' }, ['reason-missing']],
    [
      { decision: 'CONDITIONAL_GO', conditions: [{ body: 'Late', dueOn: '2026-11-21' }] },
      ['due-in-the-past'],
    ],
  ] as [Partial<DecisionCommand>, string[]][])('finds in %j: %j', (incomplete, faults) => {
    expect(codes(incomplete)).toEqual(faults);
  });
});
