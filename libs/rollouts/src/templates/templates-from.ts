import { InvalidReferenceDataError } from '#calendars';
import { anchorCycle } from './anchor-cycle.js';
import {
  ANCHORS,
  GATES,
  OWNER_SIDES,
  STAGES,
  TEMPLATE_CODES,
  type RolloutTemplate,
  type TemplateCriterion,
  type TemplateGate,
  type TemplateTask,
} from './template.js';

type Fields = Record<string, unknown>;

const CODE = /^[A-Z0-9]+(-[A-Z0-9]+)*$/;
const MAX_DAYS = 1_000;

/**
 * Reads the parsed content of `config/reference/rollout-templates.yaml`.
 *
 * @throws InvalidReferenceDataError naming the first place that cannot be used, e.g. tasks that wait for each other in
 * a circle, or a version that stands there twice.
 */
export function templatesFrom(yaml: unknown): RolloutTemplate[] {
  const templates = listAt(mapping(yaml, 'templates file', ['templates']), 'templates', 'templates').map(
    (each, index) => templateFrom(each, `templates[${index}]`),
  );
  refuseTwice(
    templates.map(({ code, version }) => `${code} version ${version}`),
    'templates',
  );
  return templates;
}

function templateFrom(value: unknown, path: string): RolloutTemplate {
  const fields = mapping(value, path, ['code', 'version', 'title', 'stages', 'gates', 'tasks']);
  const template: RolloutTemplate = {
    code: oneOf(fields.code, TEMPLATE_CODES, `${path}.code`),
    version: wholeNumber(fields.version, 1, 9_999, `${path}.version`),
    title: text(fields.title, `${path}.title`),
    stages: listAt(fields, 'stages', path).map((each, index) => {
      const stage = mapping(each, `${path}.stages[${index}]`, ['stage', 'title']);
      return { stage: STAGES[index], title: text(stage.title, `${path}.stages[${index}].title`) };
    }),
    gates: listAt(fields, 'gates', path).map((each, index) => gateFrom(each, `${path}.gates[${index}]`)),
    tasks: listAt(fields, 'tasks', path).map((each, index) => taskFrom(each, `${path}.tasks[${index}]`)),
  };
  refuseMissing(fields, template, path);
  refuseBadAnchors(template.tasks, `${path}.tasks`);
  return template;
}

/** Every stage and every gate stands in the file, in its order: a gap would leave a rollout without a way on. */
function refuseMissing(fields: Fields, { gates }: RolloutTemplate, path: string): void {
  const stages = (fields.stages as Fields[]).map(({ stage }) => stage);
  if (stages.join() !== STAGES.join())
    throw new InvalidReferenceDataError(`${path}.stages`, `expected ${STAGES.join(', ')}`);
  if (gates.map(({ gate }) => gate).join() !== GATES.join())
    throw new InvalidReferenceDataError(`${path}.gates`, `expected ${GATES.join(', ')}`);
  refuseTwice(
    gates.flatMap(({ criteria }) => criteria.map(({ code }) => code)),
    `${path}.gates`,
  );
}

function refuseBadAnchors(tasks: readonly TemplateTask[], path: string): void {
  const codes = tasks.map(({ code }) => code);
  refuseTwice(codes, path);
  const stray = tasks.find(({ anchorTask }) => anchorTask !== null && !codes.includes(anchorTask));
  if (stray) throw new InvalidReferenceDataError(path, `${stray.code} follows a task that does not exist`);
  const cycle = anchorCycle(tasks);
  if (cycle) throw new InvalidReferenceDataError(path, `tasks wait for each other: ${cycle.join(' → ')}`);
}

function gateFrom(value: unknown, path: string): TemplateGate {
  const fields = mapping(value, path, ['gate', 'title', 'criteria']);
  return {
    gate: oneOf(fields.gate, GATES, `${path}.gate`),
    title: text(fields.title, `${path}.title`),
    criteria: listAt(fields, 'criteria', path).map((each, index) =>
      criterionFrom(each, `${path}.criteria[${index}]`),
    ),
  };
}

function criterionFrom(value: unknown, path: string): TemplateCriterion {
  const fields = mapping(value, path, ['code', 'title', 'must']);
  return {
    code: code(fields.code, `${path}.code`),
    title: text(fields.title, `${path}.title`),
    must: flag(fields.must, `${path}.must`),
  };
}

function taskFrom(value: unknown, path: string): TemplateTask {
  const names = ['code', 'stage', 'title', 'side', 'anchor', 'after', 'days', 'critical', 'mandatory'];
  const fields = mapping(value, path, names);
  const anchor = oneOf(fields.anchor, ANCHORS, `${path}.anchor`);
  if ((anchor === 'TASK') !== (fields.after !== undefined))
    throw new InvalidReferenceDataError(`${path}.after`, 'expected with the anchor TASK and with no other');
  return {
    code: code(fields.code, `${path}.code`),
    title: text(fields.title, `${path}.title`),
    stage: oneOf(fields.stage, STAGES, `${path}.stage`),
    ownerSide: oneOf(fields.side, OWNER_SIDES, `${path}.side`),
    anchor,
    anchorTask: anchor === 'TASK' ? code(fields.after, `${path}.after`) : null,
    days: wholeNumber(fields.days, -MAX_DAYS, MAX_DAYS, `${path}.days`),
    critical: flag(fields.critical ?? false, `${path}.critical`),
    mandatory: flag(fields.mandatory ?? false, `${path}.mandatory`),
  };
}

function mapping(value: unknown, path: string, allowed: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidReferenceDataError(path, 'expected a mapping');
  const stranger = Object.keys(value).find((name) => !allowed.includes(name));
  if (stranger !== undefined)
    throw new InvalidReferenceDataError(`${path}.${stranger}`, `unknown; allowed are ${allowed.join(', ')}`);
  return value as Fields;
}

function listAt(fields: Fields, name: string, path: string): unknown[] {
  const value = fields[name];
  if (!Array.isArray(value) || value.length === 0)
    throw new InvalidReferenceDataError(`${path}.${name}`, 'expected a list that is not empty');
  return value;
}

function text(value: unknown, path: string): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new InvalidReferenceDataError(path, 'expected a text');
}

function code(value: unknown, path: string): string {
  if (typeof value === 'string' && CODE.test(value)) return value;
  throw new InvalidReferenceDataError(path, 'expected capitals, digits and hyphens');
}

function flag(value: unknown, path: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new InvalidReferenceDataError(path, 'expected true or false');
}

function wholeNumber(value: unknown, min: number, max: number, path: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new InvalidReferenceDataError(path, `expected a whole number from ${min} to ${max}`);
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], path: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new InvalidReferenceDataError(path, `expected one of ${allowed.join(', ')}`);
}

function refuseTwice(names: readonly string[], path: string): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidReferenceDataError(path, `${twice} stands there twice`);
}
