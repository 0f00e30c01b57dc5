import { describe, expect, it } from '@jest/globals';
import {
  admits,
  afterFailure,
  afterSuccess,
  beginAttempt,
  HEALTHY,
  type Breaker,
} from './breaker.lifecycle.js';

const NOW = '2026-11-05T08:00:00.000Z';
const HOUR_MS = 3_600_000;
const failed = (breaker: Breaker, random = 0.5, retryAfter: number | null = null) =>
  afterFailure(breaker, { now: NOW, random, retryAfter });
const failedTimes = (times: number) =>
  Array.from({ length: times }).reduce<Breaker>((breaker) => failed(breaker), HEALTHY);
const delayOf = ({ retryAt }: Breaker) => Date.parse(retryAt ?? NOW) - Date.parse(NOW);

describe('the circuit breaker of a connector', () => {
  it('stays closed for four failures in a row', () => {
    expect(failedTimes(4)).toMatchObject({ state: 'CLOSED', failures: 4 });
  });

  it('opens at the fifth', () => {
    expect(failedTimes(5)).toMatchObject({ state: 'OPEN', failures: 5 });
  });

  it('admits nothing while it is open', () => {
    expect(admits(failedTimes(5), NOW)).toBe(false);
  });

  it('admits a probe once its time has come', () => {
    const open = failedTimes(5);
    expect(admits(open, open.retryAt!)).toBe(true);
  });

  it('admits one probe and no second one beside it', () => {
    const open = failedTimes(5);
    const probing = beginAttempt(open, open.retryAt!);
    expect(probing.state).toBe('HALF_OPEN');
    expect(admits(probing, open.retryAt!)).toBe(false);
  });

  it('admits another probe when the first one never reported back', () => {
    const probing = beginAttempt(failedTimes(5), NOW);
    expect(admits(probing, new Date(Date.parse(NOW) + HOUR_MS).toISOString())).toBe(true);
  });

  it('opens again, for longer, when the probe fails', () => {
    const again = failed({ state: 'HALF_OPEN', failures: 5, retryAt: null });
    expect(again.state).toBe('OPEN');
    expect(delayOf(again)).toBeGreaterThan(delayOf(failedTimes(5)));
  });

  it('forgets its failures after one success', () => {
    expect(afterSuccess()).toEqual({ state: 'CLOSED', failures: 0, retryAt: null });
  });

  it('draws the delay from the whole span: none at all with the smallest draw', () => {
    expect(delayOf(failed(HEALTHY, 0))).toBe(0);
  });

  it('keeps an open breaker shut for at least half of its span', () => {
    const shortest = failed({ state: 'CLOSED', failures: 4, retryAt: null }, 0);
    expect(delayOf(shortest)).toBe(HOUR_MS / 2);
  });

  it('waits as long as the partner asks for', () => {
    expect(delayOf(failed(HEALTHY, 0, 7_200))).toBe(2 * HOUR_MS);
  });

  it.each([1e9, 86_401, Number.MAX_SAFE_INTEGER])(
    'waits a day at most, whatever it asks for (%d s)',
    (asked) => {
      expect(delayOf(failed(HEALTHY, 0, asked))).toBe(24 * HOUR_MS);
    },
  );

  it('waits a day at most after any number of failures', () => {
    expect(delayOf(failed({ state: 'OPEN', failures: 400, retryAt: null }, 1))).toBe(24 * HOUR_MS);
  });
});
