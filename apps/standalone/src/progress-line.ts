const BAR_WIDTH = 28;
const FULL = '█';
const EMPTY = '░';

/** One line of progress: redrawn on a terminal, written once at the end elsewhere. */
export class ProgressLine {
  private last = '';

  constructor(private readonly title: string) {}

  show(done: number, total: number): void {
    const filled = total === 0 ? BAR_WIDTH : Math.round((done / total) * BAR_WIDTH);
    const bar = FULL.repeat(filled) + EMPTY.repeat(BAR_WIDTH - filled);
    this.write(`  ${this.title.padEnd(34)} ${bar} ${done}/${total}`);
    if (done === total) this.end();
  }

  private write(line: string): void {
    if (line === this.last) return;
    this.last = line;
    if (process.stdout.isTTY) process.stdout.write(`\r${line}`);
  }

  private end(): void {
    process.stdout.write(process.stdout.isTTY ? '\n' : `${this.last}\n`);
  }
}
