export const BREAKER_STATES = ['CLOSED', 'OPEN', 'HALF_OPEN'] as const;
export type BreakerState = (typeof BREAKER_STATES)[number];

/** What a connector remembers of its partner's health. */
export interface Breaker {
  state: BreakerState;
  /** Failures in a row. */
  failures: number;
  /** Instant before which nothing is asked; null: at once. */
  retryAt: string | null;
}

/** What one failure says about the next attempt. */
export interface FailedAttempt {
  now: string;
  /** Seconds that the partner asked for, as it said; null when it said nothing. */
  retryAfter: number | null;
  /** A fresh number from [0, 1): the jitter that keeps many connectors from knocking at one instant. */
  random: number;
}

const FAILURES_TO_OPEN = 5;
const SECOND_MS = 1_000;
const FIRST_DELAY_MS = 5 * 60 * SECOND_MS;
const FIRST_OPEN_DELAY_MS = 60 * 60 * SECOND_MS;
/** No partner may send us away for longer, whatever its Retry-After says. */
export const LONGEST_DELAY_MS = 24 * 60 * 60 * SECOND_MS;
/** A probe that never reported back frees its place after this. */
const PROBE_MS = 15 * 60 * SECOND_MS;

export const HEALTHY: Breaker = { state: 'CLOSED', failures: 0, retryAt: null };

/** Whether an attempt may be made now: only an open breaker says no, and only until its time has come. */
export function admits({ state, retryAt }: Breaker, now: string): boolean {
  return state === 'CLOSED' || isTime(retryAt, now);
}

/** Whether a round should ask: also a closed breaker waits out the delay after its last failure. */
export function isTime(retryAt: string | null, now: string): boolean {
  return retryAt === null || Date.parse(retryAt) <= Date.parse(now);
}

/** The breaker as an admitted attempt begins: an open one lets a single probe through. */
export function beginAttempt(breaker: Breaker, now: string): Breaker {
  if (breaker.state === 'CLOSED') return breaker;
  return { ...breaker, state: 'HALF_OPEN', retryAt: later(now, PROBE_MS) };
}

export function afterSuccess(): Breaker {
  return HEALTHY;
}

/**
 * The breaker after a failure. Delays double and are drawn at random from the whole span (full jitter); an open
 * breaker stays shut for at least half of its span, or its probe would come at once.
 */
export function afterFailure(breaker: Breaker, attempt: FailedAttempt): Breaker {
  const failures = breaker.failures + 1;
  const opens = breaker.state === 'HALF_OPEN' || failures >= FAILURES_TO_OPEN;
  const own = opens ? openDelay(failures, attempt.random) : closedDelay(failures, attempt.random);
  const asked = Math.min((attempt.retryAfter ?? 0) * SECOND_MS, LONGEST_DELAY_MS);
  return {
    state: opens ? 'OPEN' : 'CLOSED',
    failures,
    retryAt: later(attempt.now, Math.max(own, asked)),
  };
}

function closedDelay(failures: number, random: number): number {
  return random * doubled(FIRST_DELAY_MS, failures - 1);
}

function openDelay(failures: number, random: number): number {
  const span = doubled(FIRST_OPEN_DELAY_MS, Math.max(0, failures - FAILURES_TO_OPEN));
  return span / 2 + (random * span) / 2;
}

function doubled(first: number, times: number): number {
  return Math.min(first * 2 ** times, LONGEST_DELAY_MS);
}

function later(instant: string, milliseconds: number): string {
  return new Date(Date.parse(instant) + Math.round(milliseconds)).toISOString();
}
