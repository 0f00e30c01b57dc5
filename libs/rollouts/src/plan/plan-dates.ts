import { daysBetween, InvalidReferenceDataError } from '#calendars';
import type { WorkingDayCount } from '#centres';
import type { PlanAnchors } from '../rollouts/rollout.js';
import { anchorCycle } from '../templates/anchor-cycle.js';
import type { AnchoredTask } from '../templates/template.js';

export const TASK_STATES = ['OPEN', 'DONE', 'DROPPED'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What the plan has to know of a task. */
export interface PlannedTask extends AnchoredTask {
  state: TaskState;
  dueOn: string | null;
  doneOn: string | null;
}

/**
 * The day on which each task is due. Only open tasks are computed anew; one that is done stands where it was done, and
 * what follows it is counted from there. Null: the anchor has no day yet.
 *
 * @throws InvalidReferenceDataError when tasks wait for each other.
 */
export function planDates(
  tasks: readonly PlannedTask[],
  anchors: PlanAnchors,
  count: WorkingDayCount,
): Map<string, string | null> {
  const cycle = anchorCycle(tasks);
  if (cycle) throw new InvalidReferenceDataError('tasks', `they wait for each other: ${cycle.join(' → ')}`);
  const byCode = new Map(tasks.map((task) => [task.code, task]));
  const days = new Map<string, string | null>();
  const dayOf = (task: PlannedTask): string | null => {
    const known = days.get(task.code);
    if (known !== undefined) return known;
    const day = task.state === 'OPEN' ? computed(task) : task.dueOn;
    days.set(task.code, day);
    return day;
  };
  const computed = ({ anchor, anchorTask, days: offset }: PlannedTask): string | null => {
    const before = anchorTask === null ? undefined : byCode.get(anchorTask);
    const from = anchor === 'TASK' ? before && (before.doneOn ?? dayOf(before)) : fixedDay(anchor, anchors);
    return from ? count(from, offset) : null;
  };
  for (const task of tasks) dayOf(task);
  return days;
}

/** Days by which something is later than its baseline, negative: earlier; null while either day is unknown. */
export function slipDays(baseline: string | null, now: string | null): number | null {
  return baseline === null || now === null ? null : daysBetween(baseline, now);
}

function fixedDay(anchor: 'AGREEMENT_IN_FORCE' | 'PLANNED_OPENING', anchors: PlanAnchors): string | null {
  return anchor === 'AGREEMENT_IN_FORCE' ? anchors.agreementInForce : anchors.plannedOpening;
}
