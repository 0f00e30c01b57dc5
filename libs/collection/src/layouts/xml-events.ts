import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { FileRefusal } from './file-refusal.js';

/** Spreadsheet parts are a handful of levels deep; the bound keeps a hostile one from filling the memory. */
const MAX_XML_DEPTH = 64;
/** Elements of this namespace ask their reader to fetch something. */
const INCLUSION = 'http://www.w3.org/2001/XInclude';

/** What a part's reader listens to; names come without their prefix. */
export interface XmlListener {
  open(name: string, attributes: XmlAttributes): void;
  text(text: string): void;
  close(name: string): void;
}

/** Attributes by local name; two attributes that differ by prefix only are told apart by `prefixed`. */
export interface XmlAttributes {
  get(name: string): string | undefined;
  prefixed(name: string): string | undefined;
}

/**
 * Feeds the chunks of one XML part to a listener. A DOCTYPE is refused, so there are no entities to expand and no
 * outside files to fetch; anything not well formed refuses the file.
 */
export async function readXml(
  chunks: AsyncIterable<Buffer>,
  part: string,
  listener: XmlListener,
): Promise<void> {
  const parser = parserFor(part, listener);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) parser.write(decode(decoder, part, chunk));
  parser.write(decode(decoder, part)).close();
}

function decode(decoder: InstanceType<typeof TextDecoder>, part: string, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new FileRefusal('malformed-archive', `The part "${part}" is not UTF-8.`);
  }
}

function parserFor(part: string, listener: XmlListener): SaxesParser<{ xmlns: true }> {
  const parser = new SaxesParser({ xmlns: true });
  let depth = 0;
  parser.on('doctype', () => {
    throw new FileRefusal('forbidden-xml', `The part "${part}" declares a DOCTYPE.`);
  });
  parser.on('error', (error) => {
    throw new FileRefusal('malformed-archive', `The part "${part}" is not well-formed XML: ${error.message}`);
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > MAX_XML_DEPTH)
      throw new FileRefusal('forbidden-xml', `The part "${part}" is nested too deeply.`);
    if (tag.uri === INCLUSION)
      throw new FileRefusal('forbidden-xml', `The part "${part}" includes another document.`);
    listener.open(tag.local, attributesOf(tag));
  });
  parser.on('text', (text) => listener.text(text));
  parser.on('cdata', (text) => listener.text(text));
  parser.on('closetag', (tag) => {
    depth -= 1;
    listener.close(tag.local);
  });
  return parser;
}

function attributesOf(tag: SaxesTagNS): XmlAttributes {
  return {
    get: (name) => tag.attributes[name]?.value,
    prefixed: (name) =>
      Object.values(tag.attributes).find(({ local, prefix }) => local === name && prefix !== '')?.value,
  };
}
