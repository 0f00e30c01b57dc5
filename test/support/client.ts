/** A small HTTP client for tests: JSON in, status, headers and parsed body out. */
export interface Answer {
  status: number;
  headers: Headers;
  body: any;
}

export interface Call {
  method?: string;
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export async function call(
  url: string,
  path: string,
  { method = 'GET', token, body, headers = {} }: Call = {},
): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json');
  return { status: answer.status, headers: answer.headers, body: isJson && text ? JSON.parse(text) : text };
}

/** Signs in and answers the access token. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const answer = await call(url, '/api/v1/auth/login', { method: 'POST', body: { email, password } });
  if (answer.status !== 200) throw new Error(`sign-in of ${email} failed: ${JSON.stringify(answer.body)}`);
  return answer.body.accessToken as string;
}
