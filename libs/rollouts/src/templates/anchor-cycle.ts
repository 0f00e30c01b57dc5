import type { AnchoredTask } from './template.js';

/** Codes of tasks that wait for each other in a circle, the first one again at the end; null when there is no circle. */
export function anchorCycle(tasks: readonly AnchoredTask[]): string[] | null {
  const waitsFor = new Map(tasks.map(({ code, anchorTask }) => [code, anchorTask]));
  for (const { code } of tasks) {
    const path = [code];
    for (let next = waitsFor.get(code); next; next = waitsFor.get(next)) {
      if (path.includes(next)) return [...path.slice(path.indexOf(next)), next];
      path.push(next);
    }
  }
  return null;
}
