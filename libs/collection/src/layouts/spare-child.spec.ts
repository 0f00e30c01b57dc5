import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SpareChild } from './spare-child.js';

const ECHO = ['-e', 'process.stdin.pipe(process.stdout)'];

describe(SpareChild.name, () => {
  const started: ReturnType<typeof spawn>[] = [];
  const start = () => {
    const child = spawn(process.execPath, ECHO);
    started.push(child);
    return child;
  };
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  it('starts a child when none waits', () => {
    new SpareChild(start).take();
    expect(started).toHaveLength(1);
  });

  it('hands out the child that waits, able to work', async () => {
    const spares = new SpareChild(start);
    spares.prepare();
    const child = spares.take();
    child.stdin.end('a month');
    const [answer] = await once(child.stdout, 'data');
    expect([started.length, child === started[0], String(answer)]).toEqual([1, true, 'a month']);
  });

  it('never hands out the same child twice', () => {
    const spares = new SpareChild(start);
    spares.prepare();
    expect(spares.take()).not.toBe(spares.take());
  });

  it('keeps one waiting and no more', () => {
    const spares = new SpareChild(start);
    spares.prepare();
    spares.prepare();
    expect(started).toHaveLength(1);
  });

  it('replaces one that died while it waited', async () => {
    const spares = new SpareChild(start);
    spares.prepare();
    started[0]!.kill('SIGKILL');
    await once(started[0]!, 'exit');
    expect(spares.take()).toBe(started[1]);
  });

  it('lets it go when no file comes', async () => {
    const spares = new SpareChild(start, 20);
    spares.prepare();
    const [code] = await once(started[0]!, 'exit');
    expect(code).toBe(0);
    spares.take();
    expect(started).toHaveLength(2);
  });
});
