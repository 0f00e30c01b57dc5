/** The command line says something that no command understands; the answer is the list of commands. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
