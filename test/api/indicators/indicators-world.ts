import type { Answer } from '../../support/client.js';
import { rulesWorld, type RulesWorld } from '../validation/rules-world.js';

export interface IndicatorsWorld extends RulesWorld {
  /** Drafts, examines and checks a version; answers its path and its rev. */
  examined(
    collection: string,
    code: string,
    document: object,
  ): Promise<{ path: string; rev: number; impact: any }>;
  /** Puts a version into force as two persons do. */
  published(collection: string, code: string, document: object): Promise<any>;
  publish(at: { path: string; rev: number }, token?: string): Promise<Answer>;
}

/** One partner with reports, two administrators, and definitions that they can put into force. */
export async function indicatorsWorld(): Promise<IndicatorsWorld> {
  const world = await rulesWorld();
  const { ask, author, second } = world;

  const drafted = async (collection: string, code: string, document: object) => {
    const known = await ask('GET', `/${collection}/${code}/versions`, author);
    const path = known.status === 404 ? `/${collection}` : `/${collection}/${code}/versions`;
    const answer = await ask('POST', path, author, known.status === 404 ? { code, document } : { document });
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return { path: `/${collection}/${code}/versions/${answer.body.version}`, rev: answer.body.rev as number };
  };

  const examined: IndicatorsWorld['examined'] = async (collection, code, document) => {
    const { path, rev } = await drafted(collection, code, document);
    const { body } = await ask('POST', `${path}/impact`, author);
    const checked = await ask('POST', `${path}/transitions`, author, { name: 'check' }, rev);
    return { path, rev: checked.body.rev, impact: body.impact };
  };

  const publish: IndicatorsWorld['publish'] = ({ path, rev }, token = second) =>
    ask('POST', `${path}/transitions`, token, { name: 'publish' }, rev);

  const published: IndicatorsWorld['published'] = async (collection, code, document) => {
    const answer = await publish(await examined(collection, code, document));
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };

  return { ...world, examined, publish, published };
}
