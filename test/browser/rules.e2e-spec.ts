import { transformFile } from '@swc/core';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { evaluateRules } from '#indicators';
import { projectRoot } from '#platform';
import { ruleQuestions, type RuleQuestion } from '../vectors/rules/rule-vectors.js';
import { confine, describeInBrowser, launchBrowser, type PageRecord } from './browser.js';

const ROOT = projectRoot();
const IMPORTS = { 'decimal.js': '/decimal.mjs', '@marcbachmann/cel-js': '/cel/index.js' };
const PAGE = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>rules</title>
<script nonce="rules" type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>
<script nonce="rules" type="module">
  import { evaluateRules } from '/rules/evaluate-rules.js';
  window.evaluateRules = evaluateRules;
</script>`;
/** Nothing may be compiled from text, which is what a language inside a language is tempted to do. */
const POLICY = "default-src 'none'; script-src 'self' 'nonce-rules'; img-src data:";

/** The evaluator as it stands in the sources, one file at a time: whatever it imports has to exist in a browser. */
async function contentOf(path: string): Promise<[type: string, body: string] | null> {
  if (path === '/') return ['text/html', PAGE];
  if (path === '/decimal.mjs')
    return ['text/javascript', await readFile(join(ROOT, 'node_modules/decimal.js/decimal.mjs'), 'utf8')];
  const [, folder, file] = /^\/(cel|rules)\/([\w-]+)\.js$/.exec(path) ?? [];
  if (folder === 'cel') {
    const module = join(ROOT, `node_modules/@marcbachmann/cel-js/lib/${file}.js`);
    return ['text/javascript', await readFile(module, 'utf8')];
  }
  if (folder !== 'rules') return null;
  const { code } = await transformFile(join(ROOT, `libs/indicators/src/rules/${file}.ts`), {
    swcrc: false,
    module: { type: 'es6' },
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript' },
      transform: { verbatimModuleSyntax: true },
    },
  });
  return ['text/javascript', code];
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const content = await contentOf(request.url ?? '/');
  response.statusCode = content ? 200 : 404;
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('content-type', `${content?.[0] ?? 'text/plain'}; charset=utf-8`);
  response.end(content?.[1] ?? '');
}

async function serve(): Promise<Server> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

function answersHere(questions: readonly RuleQuestion[]): string[] {
  return questions.map(({ rules, cells, facts, stage }) =>
    JSON.stringify(evaluateRules(rules, new Map(cells.map((cell) => [cell.cell, cell])), facts, stage)),
  );
}

async function answersThere(page: Page, questions: readonly RuleQuestion[]): Promise<string[]> {
  await page.waitForFunction('window.evaluateRules !== undefined');
  return page.evaluate((asked) => {
    const { evaluateRules: evaluate } = globalThis as unknown as { evaluateRules: typeof evaluateRules };
    return asked.map(({ rules, cells, facts, stage }) =>
      JSON.stringify(evaluate(rules, new Map(cells.map((cell) => [cell.cell, cell])), facts, stage)),
    );
  }, questions as RuleQuestion[]);
}

describeInBrowser('the rules in Chromium, with the sources of the server', () => {
  const questions = ruleQuestions();
  let server: Server;
  let browser: Browser;
  let page: Page;
  let record: PageRecord;

  beforeAll(async () => {
    server = await serve();
    browser = await launchBrowser();
    page = await browser.newPage();
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    record = await confine(page, origin);
    await page.goto(origin);
  });

  afterAll(async () => {
    await browser?.close();
    await new Promise((closed) => server?.close(closed));
  });

  it('give byte for byte the findings that they give here', async () => {
    const here = answersHere(questions);
    expect(here.filter((answer) => answer !== '[]').length).toBeGreaterThan(40);
    expect(await answersThere(page, questions)).toEqual(here);
  });

  it('need nothing that a strict policy forbids, and no other host', () => {
    expect(record).toEqual({ foreignRequests: [], errors: [] });
  });
});
