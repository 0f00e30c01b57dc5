/** Children of one process at the same time; each may use some hundred MB. */
const MAX_AT_ONCE = 4;

/** Lets a few pieces of work run at once and the others wait for their turn, first come first served. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) await new Promise<void>((begin) => this.waiting.push(begin));
    else this.running += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes this place over, so the count stays as it is.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

/** Many uploads at once must not become many processes at once: together they would take the machine down. */
export const CHILD_TURNS = new Turns(MAX_AT_ONCE);
