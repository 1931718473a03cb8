import {
  type BrokenRule,
  bothOrNeither,
  type PlacedValue,
  repeated,
  type SettingPath,
  seen,
} from '@tricord/http-kit';
import type { z } from 'zod';
import { accountRules, type SeenAccounts } from './account-rules.ts';
import { pathText } from './problems.ts';
import { SOURCE_DEFAULTS } from './sources-schema.ts';

const { list, numberOr, part, text, textOr } = seen;
const { audiosocket, mediaStreams, asteriskWebsocket } = SOURCE_DEFAULTS;

/** The part of `sources` that the rules examine. */
export const seenSources = part({
  audiosocket: list(
    part({ host: textOr(audiosocket.host), port: numberOr(audiosocket.port), account: text }),
  ),
  mediaStreams: list(part({ path: textOr(mediaStreams.path), account: text })),
  asteriskWebsocket: list(
    part({
      path: textOr(asteriskWebsocket.path),
      account: text,
      username: text,
      password: text,
    }),
  ),
});

type Seen = NonNullable<z.output<typeof seenSources>>;

interface Listener {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/** No two sources may use the same port or path, and each belongs to one account. */
export function sourceRules(
  sources: z.output<typeof seenSources>,
  { http = {}, ops }: { readonly http?: Listener | undefined; readonly ops?: Listener | undefined },
  accounts: SeenAccounts,
): BrokenRule[] {
  const all = placed(sources, 'audiosocket', 'mediaStreams', 'asteriskWebsocket');
  const ports = placed(sources, 'audiosocket').map(
    ({ source, at }) => [source, at('port')] as const,
  );
  const paths = placed(sources, 'mediaStreams', 'asteriskWebsocket').map(
    ({ source, at }): PlacedValue => [source.path, at('path')],
  );
  return [
    ...all.flatMap(({ source, at }) => accountRules(accounts, source.account, at('account'))),
    ...placed(sources, 'asteriskWebsocket').flatMap(({ source, at }) =>
      bothOrNeither(source, at()),
    ),
    ...takenPorts([
      [http, ['http', 'port']],
      ...(ops === undefined ? [] : [[ops, ['ops', 'port']] as const]),
      ...ports,
    ]),
    ...repeated(paths, taken),
  ];
}

/** The sources of those kinds, and where they stand. */
function placed<Kind extends keyof Seen>(sources: Seen | undefined, ...kinds: Kind[]) {
  return kinds.flatMap((kind) =>
    (sources?.[kind] ?? []).flatMap((source: NonNullable<Seen[Kind]>[number], i) =>
      source === undefined
        ? []
        : [{ source, at: (...rest: string[]): SettingPath => ['sources', kind, i, ...rest] }],
    ),
  );
}

const taken = (what: string, by: SettingPath) => `${what} is taken by ${pathText(by)}`;

function takenPorts(listeners: readonly (readonly [Listener, SettingPath])[]): BrokenRule[] {
  return listeners.flatMap(([listener, path], i) => {
    const first = listeners.slice(0, i).find(([other]) => clash(other, listener));
    return first === undefined ? [] : [{ path, message: taken(`port ${listener.port}`, first[1]) }];
  });
}

/** Port 0 is any free one. */
function clash(a: Listener, b: Listener): boolean {
  if (a.port === undefined || a.port === 0 || a.port !== b.port) return false;
  return a.host === b.host || [a.host, b.host].some((host) => host === '0.0.0.0' || host === '::');
}
