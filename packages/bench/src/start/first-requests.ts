import { randomUUID } from 'node:crypto';
import { loadDocument } from '@tricord/http-kit';
import type { BenchAccount } from '../gateway/bench-account.ts';

type Api = keyof BenchAccount['authorization'];

/** A request for an operation that no other request of the list uses. */
export interface FirstRequest {
  readonly api: Api;
  readonly method: string;
  readonly path: string;
  readonly json?: object;
}

/** The path of each API's document, below `apps`. */
const DOCUMENTS: Readonly<Record<Api, string>> = {
  ari: 'asterisk',
  laml: 'signalwire',
  imagicle: 'imagicle',
  native: 'native',
};
const METHODS = ['get', 'put', 'post', 'delete', 'patch'];

/**
 * Different requests, evenly distributed over all APIs; three of them start recordings of the call, in three APIs, and
 * the others are for things that do not exist.
 */
export function firstRequests(account: BenchAccount, call: string, count: number): FirstRequest[] {
  const starts: readonly FirstRequest[] = [
    {
      api: 'ari',
      method: 'POST',
      path: `/ari/channels/${call}/record?name=${randomUUID()}&format=wav`,
    },
    {
      api: 'laml',
      method: 'POST',
      path: `/api/laml/2010-04-01/Accounts/${account.id}/Calls/${call}/Recordings.json`,
    },
    { api: 'native', method: 'POST', path: '/api/v1/recordings', json: { sessionId: call } },
  ];
  const others = (Object.keys(DOCUMENTS) as Api[]).flatMap((api) => operationsOf(api, account));
  const wanted = count - starts.length;
  if (others.length < wanted) throw new Error(`the APIs have only ${others.length} operations`);
  const evenly = others.filter(
    (_, index) =>
      Math.floor((index * wanted) / others.length) !==
      Math.floor(((index - 1) * wanted) / others.length),
  );
  return [...starts, ...evenly];
}

function operationsOf(api: Api, { id }: BenchAccount): readonly FirstRequest[] {
  const spec = new URL(`../../../../apps/${DOCUMENTS[api]}/openapi.yaml`, import.meta.url);
  const { servers = [], paths } = loadDocument(spec);
  return Object.entries(paths).flatMap(([template, item]) => {
    const path = `${servers[0]?.url}${template}`
      .replace('{AccountSid}', id)
      .replaceAll(/\{\w+\}/g, () => randomUUID());
    return METHODS.filter((method) => method in item).map((method) => ({
      api,
      method: method.toUpperCase(),
      path,
    }));
  });
}
