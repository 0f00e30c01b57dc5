import type { FastifyRequest } from 'fastify';

const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)/i;

/**
 * Every host that a request names, lower-case and without port: the Host headers and the authority
 * of a target in absolute form, which overrules them (RFC 9112 §3.2.2). An empty name stands for a
 * Host header that is empty or given more than once, which RFC 9112 §3.2 calls malformed.
 */
export function hostNames(request: Pick<FastifyRequest, 'raw'>): string[] {
  const { rawHeaders, url = '' } = request.raw;
  const given = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1].toLowerCase() === 'host',
  );
  const authority = ABSOLUTE_FORM.exec(url)?.[1];
  if (given.length !== 1) return [''];
  return [...given, ...(authority === undefined ? [] : [authority])].map(withoutPort);
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}
