import { describe, expect, it } from '@jest/globals';
import type { SourceProfile } from '../profiles/source-profile.js';
import { PullFailedError } from './pull-failure.js';
import { allPages, MAX_PAGES } from './pull-pages.js';

const PROFILE = { nextPage: 'links.next', tree: { items: 'rows' } } as SourceProfile;
const START = new URL('https://kpi.example.org/month?page=1');

function page(rows: unknown[], next: string | null): Buffer {
  return Buffer.from(JSON.stringify({ period: '2026-10', rows, links: { next } }));
}

/** Pages by their number; what is asked for beyond them does not exist. */
function serving(pages: readonly Buffer[]): { asked: string[]; fetchPage: (url: URL) => Promise<Buffer> } {
  const asked: string[] = [];
  return {
    asked,
    fetchPage: async (url) => {
      asked.push(url.href);
      return pages[Number(url.searchParams.get('page')) - 2]!;
    },
  };
}

async function rowsOf(first: Buffer, pages: readonly Buffer[]): Promise<unknown[]> {
  const whole = await allPages(first, START, PROFILE, serving(pages).fetchPage);
  return (JSON.parse(whole.toString()) as { rows: unknown[] }).rows;
}

async function codeOf(first: Buffer, fetchPage: (url: URL) => Promise<Buffer>): Promise<string> {
  return allPages(first, START, PROFILE, fetchPage).then(
    () => 'read',
    (error: unknown) => (error instanceof PullFailedError ? error.code : String(error)),
  );
}

describe(allPages.name, () => {
  it('answers a single page byte by byte as it came', async () => {
    const only = Buffer.from('{"rows": [1.50],  "links": {"next": null}}');
    expect(await allPages(only, START, PROFILE, serving([]).fetchPage)).toBe(only);
  });

  it('puts the items of all pages together, in their order', async () => {
    expect(await rowsOf(page([1], '?page=2'), [page([2], '?page=3'), page([3], null)])).toEqual([1, 2, 3]);
  });

  it('keeps the digits of numbers as they were sent', async () => {
    const first = Buffer.from('{"rows":[9007199254740993,14.90],"links":{"next":"?page=2"}}');
    const whole = await allPages(first, START, PROFILE, serving([page([], null)]).fetchPage);
    expect(whole.toString()).toContain('[9007199254740993,14.90]');
  });

  it('takes the items of a page once when its copy comes under another address', async () => {
    // Relative links: the copy leads on from the address under which it came.
    const copy = Buffer.from('{"rows":[2],"links":{"next":"next/"}}');
    const answers = [copy, copy, page([3], null)];
    const first = Buffer.from('{"rows":[1],"links":{"next":"next/"}}');
    const whole = await allPages(first, new URL('https://kpi.example.org/a/'), PROFILE, async () =>
      answers.shift()!,
    );
    expect(JSON.parse(whole.toString()).rows).toEqual([1, 2, 3]);
  });

  it('calls a link back to a page that was read a loop', async () => {
    const { fetchPage } = serving([page([2], '?page=1')]);
    expect(await codeOf(page([1], '?page=2'), fetchPage)).toBe('loop-detected');
  });

  it('calls a thousand pages a loop, and asks for no more', async () => {
    let asked = 0;
    const endless = async (): Promise<Buffer> => page([asked], `?page=${(asked += 1) + 2}`);
    expect(await codeOf(page([0], '?page=2'), endless)).toBe('loop-detected');
    expect(asked).toBe(MAX_PAGES - 1);
  });

  it.each([
    'https://elsewhere.example/',
    'http://kpi.example.org/',
    'https://127.0.0.1/',
    'file:///etc/passwd',
  ])('does not follow a link to %s', async (link) => {
    const { fetchPage, asked } = serving([]);
    expect(await codeOf(page([1], link), fetchPage)).toBe('target-not-allowed');
    expect(asked).toEqual([]);
  });

  it('calls a page that is no complete JSON truncated', async () => {
    expect(await codeOf(page([1], '?page=2'), async () => Buffer.from('{"rows":['))).toBe('truncated');
  });
});
