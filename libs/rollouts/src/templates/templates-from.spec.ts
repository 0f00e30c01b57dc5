import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#platform';
import { anchorCycle } from './anchor-cycle.js';
import { TEMPLATE_CODES } from './template.js';
import { templatesFrom } from './templates-from.js';

const shipped = (): any =>
  parse(readFileSync(join(projectRoot(), 'config', 'reference', 'rollout-templates.yaml'), 'utf8'));

/** The shipped file with one thing changed. */
const changed = (change: (templates: any[]) => void): unknown => {
  const yaml = shipped();
  change(yaml.templates);
  return yaml;
};

describe(templatesFrom.name, () => {
  it('reads the shipped file: one template for each kind of rollout', () => {
    expect(templatesFrom(shipped()).map(({ code }) => code)).toEqual([...TEMPLATE_CODES]);
  });

  it('refuses tasks that wait for each other and names the circle', () => {
    const circle = changed(([first]) => {
      const one = first.tasks.find(({ code }: any) => code === 'NEEDS-MISSION');
      Object.assign(one, { anchor: 'TASK', after: 'FINANCE-PLAN' });
    });
    expect(() => templatesFrom(circle)).toThrow(
      'NEEDS-MISSION → FINANCE-PLAN → NEEDS-REPORT → NEEDS-MISSION',
    );
  });

  it.each([
    [
      'a task after one that does not exist',
      ([first]: any[]) => (first.tasks[3].after = 'NOTHING'),
      'NEEDS-REPORT follows',
    ],
    [
      'two tasks of one code',
      ([first]: any[]) => (first.tasks[1].code = 'STUDY-VISIT'),
      'STUDY-VISIT stands there twice',
    ],
    [
      'a version that stands there twice',
      (all: any[]) => all.push(all[0]),
      'NEW_COUNTRY version 1 stands there twice',
    ],
    ['a missing gate', ([first]: any[]) => first.gates.pop(), 'templates[0].gates'],
    [
      'a mistyped field',
      ([first]: any[]) => (first.tasks[0].critcal = true),
      'templates[0].tasks[0].critcal',
    ],
    [
      'a task anchor without its task',
      ([first]: any[]) => delete first.tasks[3].after,
      'templates[0].tasks[3].after',
    ],
    ['half a day', ([first]: any[]) => (first.tasks[0].days = 0.5), 'templates[0].tasks[0].days'],
    [
      'a criterion that neither must nor should',
      ([first]: any[]) => delete first.gates[0].criteria[0].must,
      '.must',
    ],
  ])('refuses %s', (_what, change, told) => {
    expect(() => templatesFrom(changed(change))).toThrow(told);
  });
});

describe(anchorCycle.name, () => {
  const task = (code: string, anchorTask: string | null) =>
    ({ code, anchorTask, anchor: 'TASK', days: 1 }) as const;

  it('finds a task that waits for itself', () => {
    expect(anchorCycle([task('A', 'A')])).toEqual(['A', 'A']);
  });

  it('lets two tasks follow the same one', () => {
    expect(anchorCycle([task('A', null), task('B', 'A'), task('C', 'A')])).toBeNull();
  });
});
