import ts from 'typescript';

/** One file that breaks a rule of the house. */
export interface Offence {
  file: string;
  what: string;
}

export interface SourceFile {
  /** Path from the root of the checkout. */
  file: string;
  text: string;
}

const FORBIDDEN_NAMES = new Set([
  'common',
  'shared',
  'utils',
  'helpers',
  'core',
  'types',
  'interfaces',
  'constants',
  'controllers',
  'services',
  'entities',
]);
const MAX_LINES = 300;
const MAX_HANDLER_STATEMENTS = 5;
const ROUTE_DECORATORS = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All', 'Sse']);
const TEST_FILE = /\.(spec|db-spec|e2e-spec)\.ts$/;
const MACHINE_TRACES = [
  /(?<![\w.])\/(work|home|Users|root)\/\w/,
  /\bregistry\.\w+\.\w+/,
  /\b(npm|pypi|nexus|artifactory|verdaccio)[\w.-]*\.(internal|local|corp|lan)\b/,
  /https?:\/\/[^\s"']+\.tgz\b/,
];

/** Folders and files that say where code lies in a stack instead of what it is about. */
export function layerNames(files: readonly SourceFile[]): Offence[] {
  return files.flatMap(({ file }) =>
    file
      .split('/')
      .map((part) => part.replace(/\.\w+$/, ''))
      .filter((part) => FORBIDDEN_NAMES.has(part))
      .map((part) => ({ file, what: `is called ${part}` })),
  );
}

/** Reads of the environment outside the one validated class. */
export function environmentReads(files: readonly SourceFile[]): Offence[] {
  return production(files)
    .filter(({ file }) => !file.startsWith('libs/platform/src/config/') && !/^apps\/.*\.mjs$/.test(file))
    .filter(({ text }) => /\bprocess\s*\.\s*env\b|\bprocess\[/.test(code(text)))
    .map(({ file }) => ({ file, what: 'reads process.env' }));
}

/** Reads of the wall clock outside the clock; conversions of a given instant are fine. */
export function clockReads(files: readonly SourceFile[]): Offence[] {
  return production(files)
    .filter(({ file }) => file.endsWith('.ts') && !file.startsWith('libs/platform/src/time/'))
    .filter(({ text }) =>
      /\bnew Date\s*(\(\s*\)|[^\w\s(.])|\bDate\s*\.\s*now\b|(?<!\w|new )\bDate\(\)/.test(code(text)),
    )
    .map(({ file }) => ({ file, what: 'reads the system clock' }));
}

export function longFiles(files: readonly SourceFile[]): Offence[] {
  return files
    .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
    .filter(({ lines, file }) => lines > MAX_LINES && !TEST_FILE.test(file))
    .map(({ file, lines }) => ({ file, what: `has ${lines} lines` }));
}

export function defaultExports(files: readonly SourceFile[]): Offence[] {
  return files
    .filter(
      ({ file, text }) => file.startsWith('libs/') && /^export (default\b|\{[^}]*\bas default\b)/m.test(text),
    )
    .map(({ file }) => ({ file, what: 'has a default export' }));
}

/** Libraries without the file that says what others may use. */
export function librariesWithoutIndex(files: readonly SourceFile[]): Offence[] {
  const present = new Set(files.map(({ file }) => file));
  const libraries = new Set(
    files.filter(({ file }) => file.startsWith('libs/')).map(({ file }) => file.split('/')[1]),
  );
  return [...libraries]
    .filter((library) => !present.has(`libs/${library}/src/index.ts`))
    .map((library) => ({ file: `libs/${library}`, what: 'has no index.ts' }));
}

/** Traces of one machine or one network, which would not be there for anybody else. */
export function machineTraces(files: readonly SourceFile[]): Offence[] {
  return files.flatMap(({ file, text }) =>
    MACHINE_TRACES.flatMap((trace) => {
      const found = trace.exec(text);
      return found ? [{ file, what: `contains ${found[0]}` }] : [];
    }),
  );
}

/** Download addresses in a lock file; with them a clone installs only where that host is reached. */
export function downloadAddresses(lock: string): string[] {
  return [...lock.matchAll(/"resolved"\s*:\s*"[^"]*"|https?:\/\/[^"\s]+\.tgz/g)].map(([found]) => found);
}

/** Handlers that do more than read input, call one method and answer. */
export function longHandlers(files: readonly SourceFile[]): Offence[] {
  return files
    .filter(({ file }) => file.endsWith('.controller.ts'))
    .flatMap(({ file, text }) =>
      handlersOf(text)
        .filter(({ statements }) => statements > MAX_HANDLER_STATEMENTS)
        .map(({ name, statements }) => ({ file, what: `${name} has ${statements} statements` })),
    );
}

function handlersOf(text: string): { name: string; statements: number }[] {
  const handlers: { name: string; statements: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isMethodDeclaration(node) && (ts.getDecorators(node) ?? []).some(isRoute)) {
      handlers.push({ name: node.name.getText(), statements: node.body ? statementsIn(node.body) : 0 });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('controller.ts', text, ts.ScriptTarget.ES2023, true));
  return handlers;
}

function isRoute(decorator: ts.Decorator): boolean {
  const { expression } = decorator;
  return ts.isCallExpression(expression) && ROUTE_DECORATORS.has(expression.expression.getText());
}

/** Statements however deep: a branch hidden in a block counts as much as one in the open. */
function statementsIn(body: ts.Node): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && !ts.isBlock(node)) count += 1;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return count;
}

function production(files: readonly SourceFile[]): SourceFile[] {
  return files.filter(({ file }) => /^(apps|libs)\//.test(file) && !TEST_FILE.test(file));
}

/** Text without comments, in which anything may be named. */
function code(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(?<!:)\/\/.*$/gm, '');
}
