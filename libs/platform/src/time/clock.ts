/** The only source of "now" below the composition root, so that deadlines and vintages can be tested. */
export abstract class Clock {
  abstract now(): Date;

  /** The present instant as RFC 3339 in UTC. */
  instant(): string {
    return this.now().toISOString();
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** A clock that stands where it was last put: tests and the replay of synthetic history. */
export class SettableClock extends Clock {
  private current: Date;

  constructor(instant: string) {
    super();
    this.current = new Date(instant);
  }

  now(): Date {
    return new Date(this.current);
  }

  set(instant: string): void {
    this.current = new Date(instant);
  }
}

/** The system clock, or a clock fixed by configuration. */
export function clockFor(fixedInstant: string | undefined): Clock {
  return fixedInstant ? new SettableClock(fixedInstant) : new SystemClock();
}

/** Monotonic milliseconds for measuring durations. */
export function elapsedMs(): number {
  return performance.now();
}
