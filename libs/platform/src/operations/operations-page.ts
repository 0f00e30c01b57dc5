import type { FastifyInstance } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const OPERATIONS_PATH = '/operations';

/** The page loads what we serve beside it and asks only this server; nothing is written into its markup. */
export const OPERATIONS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Serves the operations page: a sign-in and tables that the browser fills from the JSON routes. It is
 * open to everybody because it says nothing; what it shows needs an administrator's token.
 */
export function serveOperationsPage(fastify: FastifyInstance): void {
  const script = readScript();
  const parts: Array<[path: string, type: string, text: string]> = [
    [OPERATIONS_PATH, 'text/html', PAGE],
    [`${OPERATIONS_PATH}/page.js`, 'text/javascript', script],
    [`${OPERATIONS_PATH}/page.css`, 'text/css', STYLE],
  ];
  for (const [path, type, text] of parts) {
    fastify.get(path, async (_request, reply) => reply.type(`${type}; charset=utf-8`).send(text));
  }
}

/** Compiled it lies beside this file as .js, in the sources as .mjs. */
function readScript(): string {
  const compiled = join(import.meta.dirname, 'operations-page-script.js');
  const source = join(import.meta.dirname, 'operations-page-script.mjs');
  return readFileSync(existsSync(compiled) ? compiled : source, 'utf8').replace(/\/\/# source.*\s*$/, '');
}

function table(id: string, heads: readonly string[]): string {
  const cells = heads.map((head) => `<th scope="col">${head}</th>`).join('');
  return `<table><thead><tr>${cells}</tr></thead><tbody id="${id}"></tbody></table>`;
}

const JOB_HEADS = ['ordered', 'partner', 'type', 'state', 'progress', 'problem', ''];

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ASAN Franchise: operations</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${OPERATIONS_PATH}/page.css">
<script type="module" src="${OPERATIONS_PATH}/page.js"></script>
</head>
<body>
<header><h1>Operations</h1><p id="fault" role="alert"></p></header>
<form id="sign-in">
  <label for="email">E-mail</label><input id="email" type="email" autocomplete="username" required>
  <label for="password">Password</label><input id="password" type="password" autocomplete="current-password" required>
  <button>Sign in</button>
  <p>For administrators at headquarters.</p>
</form>
<main id="board" hidden>
  <p class="bar"><span id="as-of"></span> <button id="sign-out" type="button">Sign out</button></p>
  <dl>
    <div><dt>Queue store</dt><dd id="store"></dd></div>
    <div><dt>Promises not yet in the queue</dt><dd id="relay"></dd></div>
    <div><dt>Jobs over their budget</dt><dd id="over-budget"></dd></div>
    <div><dt>Failed jobs</dt><dd id="failed"></dd></div>
  </dl>
  <h2>Queues</h2>
  ${table('queues', ['queue', 'waiting', 'active', 'delayed', 'failed', 'oldest waits', 'workers'])}
  <h2>Open jobs</h2>
  ${table('open-jobs', JOB_HEADS)}
  <h2>Dead letters: failed jobs</h2>
  ${table('dead-letters', JOB_HEADS)}
  <h2>Dead letters: entries that a queue gave up</h2>
  <p>The queue is only the messenger: a job may have ended well although one of its entries stands here.</p>
  ${table('entries', ['failed', 'queue', 'name', 'partner', 'attempts', 'reason'])}
  <h2>Schedulers</h2>
  ${table('schedulers', ['scheduler', 'queue', 'next run (UTC)'])}
</main>
</body>
</html>
`;

const STYLE = `
:root { color-scheme: light; font: 15px/1.45 system-ui, sans-serif; color: #1b2733; background: #f6f8fa; }
body { max-width: 72rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; }
h1 { font-size: 1.5rem; margin: 0.5rem 0; } h2 { font-size: 1.1rem; margin: 1.75rem 0 0.5rem; }
#fault { min-height: 1.5em; margin: 0; color: #a11616; font-weight: 600; }
#sign-in { display: grid; gap: 0.4rem; max-width: 22rem; padding: 1.25rem; background: #fff; border: 1px solid #d4dbe2; border-radius: 8px; }
#sign-in p { margin: 0; color: #5a6875; } [hidden] { display: none !important; }
input, button { font: inherit; padding: 0.4rem 0.6rem; border: 1px solid #a9b5c0; border-radius: 5px; background: #fff; }
button { cursor: pointer; } #sign-in button { background: #12507b; border-color: #12507b; color: #fff; margin: 0.4rem 0; }
:focus-visible { outline: 3px solid #5aa2d6; outline-offset: 1px; }
.bar { display: flex; justify-content: space-between; align-items: center; color: #5a6875; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 0.75rem; margin: 0; }
dl div { background: #fff; border: 1px solid #d4dbe2; border-radius: 8px; padding: 0.6rem 0.9rem; }
dt { color: #5a6875; font-size: 0.85rem; } dd { margin: 0; font-size: 1.2rem; font-weight: 600; }
table { width: 100%; border-collapse: collapse; background: #fff; border: 1px solid #d4dbe2; }
th, td { text-align: start; padding: 0.35rem 0.6rem; border-bottom: 1px solid #e6ebef; vertical-align: middle; }
th { background: #eef2f5; font-size: 0.85rem; } td.number { font-variant-numeric: tabular-nums; } td.none { color: #5a6875; }
.alarm { color: #a11616; font-weight: 700; } td button { padding: 0.1rem 0.5rem; }
`;
