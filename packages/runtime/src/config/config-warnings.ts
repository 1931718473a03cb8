import { readFile, stat } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { AccountSection, BrokenRule } from '@tricord/http-kit';
import { AddressGuard } from '@tricord/webhooks';
import type { Logger } from 'pino';
import { parse } from 'yaml';
import type { AccountConfig, Config } from './config-form.ts';
import { isLoopback } from './is-loopback.ts';
import { problemAt } from './problems.ts';
import { isSecretSetting } from './secret-settings.ts';

const READABLE_BY_OTHERS = 0o044;

/**
 * What is allowed but hardly meant in a configuration that is otherwise good, a line for each.
 * @param file where the configuration is from; it is read again.
 * @throws Error if the file cannot be read.
 */
export async function configWarnings<Account extends AccountConfig>(
  { config, file }: { readonly config: Config<Account>; readonly file: string },
  sections: readonly AccountSection[],
): Promise<readonly string[]> {
  const warnings = [
    ...sourceWarnings(config),
    ...targetWarnings(config),
    ...mailWarnings(config),
    ...sections.flatMap(({ warnings }) =>
      isLoopback(config.http.host) ? [] : (warnings?.(config.accounts) ?? []),
    ),
  ];
  return [
    ...warnings.map(({ path, message }) => problemAt(path, message)),
    ...(await fileWarnings(file)),
  ];
}

/** Logs the warnings of {@link configWarnings}. A file that can no longer be read is warned of, too. */
export async function logConfigWarnings<Account extends AccountConfig>(
  loaded: { readonly config: Config<Account>; readonly file: string },
  sections: readonly AccountSection[],
  logger: Pick<Logger, 'warn'>,
): Promise<void> {
  const { file } = loaded;
  try {
    for (const warning of await configWarnings(loaded, sections)) {
      logger.warn({ file }, `configuration: ${warning}`);
    }
  } catch (err) {
    logger.warn({ err, file }, 'the configuration could not be read again to check it');
  }
}

/** No way in for calls, or one that is open to everybody. */
function sourceWarnings({ http, sources }: Config): BrokenRule[] {
  const { audiosocket, mediaStreams, asteriskWebsocket } = sources;
  if (audiosocket.length + mediaStreams.length + asteriskWebsocket.length === 0) {
    return [{ path: ['sources'], message: 'there are none, so no call can come in' }];
  }
  const open = (kind: string, i: number, remedy: string): BrokenRule => ({
    path: ['sources', kind, i],
    message: `everybody who reaches it may bring calls; ${remedy}`,
  });
  const overHttp = !isLoopback(http.host);
  return [
    ...audiosocket.flatMap(({ host, unknownSessions }, i) =>
      isLoopback(host) || unknownSessions === 'refuse'
        ? []
        : [open('audiosocket', i, 'set unknownSessions: refuse, and let only the PBX reach it')],
    ),
    ...mediaStreams.flatMap(({ token, signingKey }, i) =>
      overHttp && token === undefined && signingKey === undefined
        ? [open('mediaStreams', i, 'set a signingKey or a token')]
        : [],
    ),
    ...asteriskWebsocket.flatMap(({ username, token }, i) =>
      overHttp && username === undefined && token === undefined
        ? [open('asteriskWebsocket', i, 'set username and password, or a token')]
        : [],
    ),
  ];
}

/** Clients choose the URLs of callbacks, and so could reach what only this machine can. */
function targetWarnings({ http, webhooks }: Config): BrokenRule[] {
  const { allowPrivate, endpoints } = webhooks;
  const guard = new AddressGuard(allowPrivate);
  const local = isLoopback(http.host);
  return [
    ...allowPrivate.flatMap((network, i) =>
      local && isLoopback(network.replace(/\/.*/, ''))
        ? []
        : [
            {
              path: ['webhooks', 'allowPrivate', i],
              message: `clients may have callbacks sent to every server in ${network}`,
            },
          ],
    ),
    ...endpoints.flatMap(({ url }, i) => {
      const host = new URL(url).hostname
        .replace(/^\[|\]$/g, '')
        .replace(/^localhost$/, '127.0.0.1');
      return isIP(host) === 0 || guard.allows(host)
        ? []
        : [
            {
              path: ['webhooks', 'endpoints', i, 'url'],
              message:
                'nothing is sent to a private address that webhooks.allowPrivate does not list',
            },
          ];
    }),
  ];
}

/** Users of the directory may want mail, too, but nobody knows that here. */
function mailWarnings({ accounts, mail, http }: Config): BrokenRule[] {
  if (mail !== undefined) {
    const ownAddress = isLoopback(http.host) || ['0.0.0.0', '::'].includes(http.host);
    const message = 'without it, links in mail only work on this machine';
    return http.publicUrl === undefined && ownAddress
      ? [{ path: ['http', 'publicUrl'], message }]
      : [];
  }
  return accounts.flatMap(({ users }, i) =>
    users.flatMap((user, j): BrokenRule[] =>
      user.mail === undefined || user.mail === 'none'
        ? []
        : [
            {
              path: ['accounts', i, 'users', j, 'mail'],
              message: 'no mail is sent without the settings of a mail server (mail)',
            },
          ],
    ),
  );
}

async function fileWarnings(file: string): Promise<string[]> {
  const { mode } = await stat(file);
  const hasSecrets = hasPlainSecret(parse(await readFile(file, 'utf8')));
  return hasSecrets && (mode & READABLE_BY_OTHERS) !== 0
    ? [`the file has plain secrets, and other users of this machine can read it; chmod 600 ${file}`]
    : [];
}

/** Whether a secret stands in the file itself: neither a hash nor a variable of the environment. */
function hasPlainSecret(node: unknown, path: readonly string[] = []): boolean {
  if (typeof node === 'string') {
    return isSecretSetting(path) && !/^scrypt:|^\$\{[^}]*\}$/.test(node);
  }
  if (typeof node !== 'object' || node === null) return false;
  return Object.entries(node).some(([name, value]) => hasPlainSecret(value, [...path, name]));
}
