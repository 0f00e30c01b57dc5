interface Waiting<Request, Answer> {
  request: Request;
  answer: (answer: Answer) => void;
  fail: (error: unknown) => void;
}

/**
 * Collects what is asked within one turn of the event loop and asks it together. A question that fails
 * in company is asked again alone, so that nobody suffers for another's fault.
 */
export class Coalesced<Request, Answer> {
  private readonly waiting = new Map<string, Waiting<Request, Answer>[]>();

  /** @param ask answers in the order of the requests; all of them have the same key. */
  constructor(private readonly ask: (requests: Request[]) => Promise<Answer[]>) {}

  /** @param key what requests must have in common to be asked together. */
  request(key: string, request: Request): Promise<Answer> {
    return new Promise((answer, fail) => {
      const entry = { request, answer, fail };
      const company = this.waiting.get(key);
      if (company) company.push(entry);
      else {
        this.waiting.set(key, [entry]);
        setImmediate(() => void this.flush(key));
      }
    });
  }

  private async flush(key: string): Promise<void> {
    const company = this.waiting.get(key) ?? [];
    this.waiting.delete(key);
    try {
      await this.settle(company);
    } catch (error) {
      if (company.length === 1) return company[0]!.fail(error);
      await Promise.all(company.map((entry) => this.settle([entry]).catch(entry.fail)));
    }
  }

  private async settle(company: Waiting<Request, Answer>[]): Promise<void> {
    const answers = await this.ask(company.map(({ request }) => request));
    company.forEach((entry, index) => entry.answer(answers[index]!));
  }
}
