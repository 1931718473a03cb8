import type { Current } from '@tricord/core';
import type { ConfigReload } from '@tricord/http-kit';
import type { Router } from 'express';
import { requireManager } from '../access/api-keys.ts';
import type { NativeAccount } from '../config.ts';
import { configurationInvalid } from '../errors.ts';
import type { components } from '../generated/api.ts';

type WireAccount = components['schemas']['Account'];

/** Reads the configuration again, and goes on with it. Never rejects. */
export type ReloadConfig = () => Promise<ConfigReload>;

type Accounts = readonly Pick<NativeAccount, 'id' | 'alias' | 'name' | 'api'>[];

/** The configuration of the whole installation: its accounts, and a reload. For keys that may manage. */
export function addManagementRoutes(
  router: Router,
  accounts: Current<Accounts>,
  reloadConfig: ReloadConfig,
): void {
  router.get('/accounts', (_req, res) => {
    requireManager(res);
    res.json({ accounts: accounts.value.map(toWireAccount) });
  });

  router.post('/config/reload', async (_req, res) => {
    requireManager(res);
    const outcome = await reloadConfig();
    if ('problems' in outcome) {
      const { status, headers = {}, body } = configurationInvalid(outcome.problems);
      res.status(status).set(headers).json(body);
      return;
    }
    res.json(outcome);
  });
}

/** An account and its keys, without their secrets. */
function toWireAccount({ id, alias, name, api }: Accounts[number]): WireAccount {
  return {
    id,
    name,
    ...(alias === undefined ? {} : { alias }),
    keys: api.keys.map(({ key, name: holder, role, manage }) => ({
      ...(holder === undefined ? {} : { name: holder }),
      role,
      manage,
      hashed: key.startsWith('scrypt:'),
    })),
  };
}
