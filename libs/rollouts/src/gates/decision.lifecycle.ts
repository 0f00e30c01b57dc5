import type { DecisionCommand } from './gate.js';

/** Something that a decision still lacks. */
export interface DecisionFault {
  code: string;
  pointer: string;
  message: string;
}

const lacks = (code: string, pointer: string, message: string): DecisionFault => ({ code, pointer, message });

/** What a decision has to say besides its name; empty when it says everything. */
export function decisionFaults(command: DecisionCommand, today: string): DecisionFault[] {
  const { decision, reason, conditions, toStage, reviewOn } = command;
  const faults: DecisionFault[] = [];
  if (decision !== 'GO' && decision !== 'CONDITIONAL_GO' && reason === null)
    faults.push(lacks('reason-missing', '/reason', 'Say why.'));
  if (decision === 'CONDITIONAL_GO' && conditions.length === 0)
    faults.push(lacks('conditions-missing', '/conditions', 'Name at least one condition.'));
  if (decision !== 'CONDITIONAL_GO' && conditions.length > 0)
    faults.push(lacks('conditions-unexpected', '/conditions', 'Only a conditional GO has conditions.'));
  if ((decision === 'RECYCLE') !== (toStage !== null))
    faults.push(
      lacks('stage-unexpected', '/toStage', 'RECYCLE names the stage to go back to, nothing else.'),
    );
  if (decision === 'HOLD' && reviewOn === null)
    faults.push(lacks('review-date-missing', '/reviewOn', 'Say when it is looked at again.'));
  if (decision !== 'HOLD' && reviewOn !== null)
    faults.push(lacks('review-date-unexpected', '/reviewOn', 'Only a HOLD is looked at again.'));
  conditions.forEach(({ dueOn }, index) => {
    if (dueOn < today)
      faults.push(lacks('due-in-the-past', `/conditions/${index}/dueOn`, 'A condition is due later.'));
  });
  return faults;
}
