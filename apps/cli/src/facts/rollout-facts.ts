import { documentedDate } from '#calendars';
import type { NewMilestone, Story } from '#rollouts';
import { STATED_OPENINGS } from './centre-facts.js';
import type { FactsFile, MilestoneFact } from './facts-file.js';

/**
 * The documented story of every partner that operates centres: its milestones as they stand in the facts. Stage, plan and
 * gates stay unknown, since no source tells of them.
 */
export function storiesOf({ partners, milestones }: FactsFile): Story[] {
  return partners
    .filter(({ operatesCentre }) => operatesCentre)
    .map(({ id, name }) => {
      const own = milestones.filter(({ partnerId }) => partnerId === id);
      const opening = own.find(({ stage }) => stage === 'opening');
      return {
        partner: id,
        origin: `facts:rollouts/${id}`,
        title: `${name}: as documented`,
        opened: opening ? dateOf(opening) : documentedDate(null),
        milestones: own.map(milestoneOf),
      };
    });
}

function milestoneOf(fact: MilestoneFact): NewMilestone {
  const { id, stage, event, date, datePrecision, sources } = fact;
  return {
    origin: `facts:milestones/${id}`,
    step: stage,
    event,
    date: documentedDate(date, datePrecision),
    sources,
  };
}

/** An opening that is dated by the statement that it had happened lies on or before it. */
function dateOf({ id, date, datePrecision }: MilestoneFact) {
  return documentedDate(date, STATED_OPENINGS.includes(id) ? 'reported' : datePrecision);
}
