import { createHash } from 'node:crypto';
import { call, type Answer } from './client.js';

export const PDF = Buffer.from('%PDF-1.7\nA small document of a test.\n%%EOF\n');

export const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** Somebody who files documents. */
export interface Filer {
  url: string;
  token: string;
}

/** Files a document without bytes. */
export async function fileDocument({ url, token }: Filer, more: object = {}): Promise<Answer> {
  const body = { partner: 'PK', kind: 'EVIDENCE', title: 'Report of a test', ...more };
  return call(url, '/api/v1/documents', { method: 'POST', token, body });
}

export interface FormFile {
  content?: Buffer;
  name?: string;
  fields?: Record<string, string>;
}

/** Sends a version in one request. */
export async function sendForm(
  { url, token }: Filer,
  document: string,
  { content = PDF, name = 'report.pdf', fields = {} }: FormFile = {},
): Promise<Answer> {
  const form = new FormData();
  for (const [field, value] of Object.entries({ sha256: sha256Of(content), ...fields }))
    form.set(field, value);
  form.set('file', new Blob([new Uint8Array(content)], { type: 'application/pdf' }), name);
  const answer = await fetch(`${url}/api/v1/documents/${document}/versions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

/** Files a document with one version; answers both. */
export async function filedVersion(
  filer: Filer,
  more: object = {},
  file: FormFile = {},
): Promise<{ document: any; version: any }> {
  const { body: document } = await fileDocument(filer, more);
  const { body: version } = await sendForm(filer, document.id, file);
  return { document, version };
}

/** A request of the tus protocol. */
export async function tus(
  { url, token }: Filer,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  content?: Buffer,
): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'tus-resumable': '1.0.0',
      ...(content ? { 'content-type': 'application/offset+octet-stream' } : {}),
      ...headers,
    },
    body: content ? new Uint8Array(content) : undefined,
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null };
}

/** The headers that announce a file. */
export function announced(
  content: Buffer,
  { name = 'report.pdf', fields = {} }: FormFile = {},
): Record<string, string> {
  const metadata = { filename: name, sha256: sha256Of(content), ...fields };
  const pairs = Object.entries(metadata).map(
    ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
  );
  return { 'upload-length': String(content.length), 'upload-metadata': pairs.join(',') };
}
