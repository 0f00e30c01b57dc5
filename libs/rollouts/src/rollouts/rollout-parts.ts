import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import { GatesRepository } from '../gates/gates.repository.js';
import { planDates } from '../plan/plan-dates.js';
import { TasksRepository } from '../plan/tasks.repository.js';
import type { RolloutTemplate } from '../templates/template.js';
import { TemplatesRepository } from '../templates/templates.repository.js';
import { RolloutNeighbours } from './rollout-neighbours.js';
import type { NewRollout } from './rollout.js';
import { UnknownTemplateError } from './rollouts.errors.js';

/** What a rollout needs when it is proposed: its template, the things it names, and its criteria and tasks. */
@Injectable()
export class RolloutParts {
  constructor(
    private readonly templates: TemplatesRepository,
    private readonly gates: GatesRepository,
    private readonly tasks: TasksRepository,
    private readonly neighbours: RolloutNeighbours,
  ) {}

  /** @throws UnknownTemplateError */
  async templateFor(
    tx: Transaction,
    { templateCode, templateVersion }: NewRollout,
  ): Promise<RolloutTemplate> {
    const template = await this.templates.find(tx, templateCode, templateVersion);
    if (!template) throw new UnknownTemplateError(templateCode, templateVersion);
    return template;
  }

  /** @throws InvalidValueError `reference-not-found` */
  async refuseForeign(tx: Transaction, rollout: NewRollout): Promise<void> {
    await this.neighbours.refuseForeign(tx, rollout);
  }

  /** Takes criteria and tasks over from the template, with the days that the anchors give. */
  async add(tx: Transaction, rollout: NewRollout & { id: string }, template: RolloutTemplate): Promise<void> {
    const place = { partner: rollout.partner, unit: rollout.unit ?? undefined };
    const count = await this.neighbours.days.countIn(tx, place);
    const open = template.tasks.map((task) => ({
      ...task,
      state: 'OPEN' as const,
      dueOn: null,
      doneOn: null,
    }));
    const days = planDates(open, rollout, count);
    const tasks = open.map((task) => ({ ...task, id: uuid(), dueOn: days.get(task.code) ?? null }));
    await this.tasks.insertAll(tx, rollout, tasks);
    const criteria = template.gates.flatMap(({ gate, criteria: list }) =>
      list.map((criterion) => ({ id: uuid(), gate, ...criterion })),
    );
    await this.gates.insertCriteria(tx, rollout, criteria);
  }
}
