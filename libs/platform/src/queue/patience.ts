/** Thrown when something did not happen in the time that was given to it; it may still happen later. */
export class LateError extends Error {
  constructor(milliseconds: number) {
    super(`No answer within ${milliseconds} ms.`);
    this.name = 'LateError';
  }
}

/**
 * Waits for the work, but not for ever: a store that hangs must hold up neither a request nor the
 * end of the process. The work itself is not stopped; its late failure is nobody's business.
 *
 * @throws LateError after the given milliseconds.
 */
export async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new LateError(milliseconds)), milliseconds);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
