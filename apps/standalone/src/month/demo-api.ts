/** The demo's own use of the public API: what it shows is what any client would see. */
export class DemoApi {
  private readonly tokens = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly password: string,
  ) {}

  /** @throws Error with the problem document of an unexpected answer. */
  async call<T>(
    account: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.tokenOf(account)}`,
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return (text ? JSON.parse(text) : {}) as T;
  }

  /** A service client's key stands for an account. */
  useKey(account: string, key: string): void {
    this.tokens.set(account, key);
  }

  private async tokenOf(account: string): Promise<string> {
    const known = this.tokens.get(account);
    if (known) return known;
    const answer = await fetch(`${this.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: account, password: this.password }),
    });
    const { accessToken } = (await answer.json()) as { accessToken: string };
    this.tokens.set(account, accessToken);
    return accessToken;
  }
}
