import { Inject, Injectable } from '@nestjs/common';
import { inTime } from '../queue/patience.js';
import { elapsedMs } from '../time/clock.js';

/** Something that the process needs in order to serve. */
export interface ReadinessCheck {
  name: string;
  /** Rejects when the thing is not there. */
  check(): Promise<void>;
}

export const READINESS_CHECKS = Symbol('readiness checks');

export interface ReadinessReport {
  status: 'up' | 'down';
  checks: Record<string, 'up' | 'down'>;
}

const FRESH_MS = 1_000;
const PATIENCE_MS = 2_500;

/** Asks every dependency, at most once a second however many ask. */
@Injectable()
export class Readiness {
  private askedAt = -Infinity;
  private answer: Promise<ReadinessReport> = Promise.resolve({ status: 'down', checks: {} });

  constructor(@Inject(READINESS_CHECKS) private readonly checks: ReadinessCheck[]) {}

  report(): Promise<ReadinessReport> {
    if (elapsedMs() - this.askedAt > FRESH_MS) {
      this.askedAt = elapsedMs();
      this.answer = this.ask();
    }
    return this.answer;
  }

  private async ask(): Promise<ReadinessReport> {
    const states = await Promise.all(
      this.checks.map(async (check) => [check.name, await stateOf(check.check())] as const),
    );
    const status = states.every(([, state]) => state === 'up') ? 'up' : 'down';
    return { status, checks: Object.fromEntries(states) };
  }
}

/** Whether something answered; what hangs is as good as absent for whoever supervises a process. */
export async function stateOf(check: Promise<unknown>): Promise<'up' | 'down'> {
  return inTime(check, PATIENCE_MS).then(
    () => 'up',
    () => 'down',
  );
}
