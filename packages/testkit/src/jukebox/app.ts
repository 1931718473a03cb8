import { type Current, findRecording, isLive } from '@tricord/core';
import {
  basicCredentials,
  type Credential,
  CredentialVerifier,
  createDialectApp,
  type Dialect,
  HttpError,
} from '@tricord/http-kit';
import type { RequestHandler, Response } from 'express';
import { type JukeboxAccount, jukeboxSection } from './config.ts';
import { toAnswer } from './errors.ts';

/** A minimal dialect of no real vendor. */
export const jukebox: Dialect<typeof jukeboxSection> = {
  section: jukeboxSection,
  mount: ({ core, accounts, logger, registry: metrics }) => ({
    handler: createDialectApp({
      ...{ name: 'jukebox', logger, metrics, toAnswer, validateResponses: true },
      spec: new URL('../../jukebox.yaml', import.meta.url),
      before: [identify(accounts)],
      routes: (router) => {
        router.get('/records/:name', async (req, res) => {
          const { id, jukebox } = accountOf(res);
          const recording = await findRecording(core, id, { liveName: req.params.name });
          const { name: title } = recording;
          res.json({ title, playing: isLive(recording), loud: jukebox.loud });
        });
      },
    }),
    upgrades: [
      { matches: (path) => path === '/jukebox/lights', handle: async () => ({ status: 418 }) },
    ],
  }),
};

function identify(accounts: Current<readonly JukeboxAccount[]>): RequestHandler {
  const verifier = new CredentialVerifier(credentialsOf(accounts.value));
  accounts.onReplaced((replaced) => verifier.replace(credentialsOf(replaced)));
  return async (req, res, next) => {
    const { username, password } = basicCredentials(req) ?? { username: '', password: '' };
    res.locals.account = await verifier.verify(username, password);
    if (res.locals.account === undefined) throw new HttpError({ kind: 'unauthenticated' });
    next();
  };
}

function credentialsOf(accounts: readonly JukeboxAccount[]): Credential<JukeboxAccount>[] {
  return accounts.flatMap((account) =>
    account.jukebox.users.map(({ username, password }) => ({
      username,
      secret: password,
      principal: account,
    })),
  );
}

function accountOf(res: Response): JukeboxAccount {
  return res.locals.account;
}
