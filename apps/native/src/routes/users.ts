import {
  changeUser,
  findUser,
  isSameUser,
  listUsers,
  putUser,
  removeUser,
  TricordError,
} from '@tricord/core';
import { coreOf, keptSecret, principalOf } from '@tricord/http-kit';
import type { Router } from 'express';
import { passwordProblem } from '../directory/parsed-import.ts';
import type { components } from '../generated/api.ts';
import { toAfter } from '../mappers/query.ts';
import { patchUser, toUser, toWireUser } from '../mappers/user.ts';

const PATH = '/directory/users';

/** Called after users of the directory were changed or removed. */
export type OnUsersChanged = (accountId: string, usernames: readonly string[]) => void;

/** The users of the directory and their lines. */
export function addUserRoutes(router: Router, onChanged: OnUsersChanged): void {
  router.get(PATH, async (req, res) => {
    const { accountId } = principalOf(res);
    const query = req.query as { limit?: number; after?: string };
    const page = await listUsers(coreOf(res), {
      accountId,
      limit: query.limit ?? 100,
      ...toAfter(query.after),
    });
    res.json({
      users: page.items.map(toWireUser),
      ...(page.next === undefined ? {} : { next: page.next }),
    });
  });

  router.get(`${PATH}/:username`, async (req, res) => {
    const { accountId } = principalOf(res);
    res.json(toWireUser(await findUser(coreOf(res), accountId, req.params.username)));
  });

  router.put(`${PATH}/:username`, async (req, res) => {
    const { accountId } = principalOf(res);
    const body: components['schemas']['UserPut'] = req.body;
    const { username } = req.params;
    const name = body.username ?? username;
    if (!isSameUser(name, username)) throw otherName();
    const hash = await hashOf(body.password);
    const user = toUser(name, body);
    const { entry, created } = await putUser(coreOf(res), accountId, user, hash);
    onChanged(accountId, [username]);
    const wire = toWireUser(entry);
    if (created) res.status(201).location(wire.links.self);
    res.json(wire);
  });

  router.patch(`${PATH}/:username`, async (req, res) => {
    const { accountId } = principalOf(res);
    const patch: components['schemas']['UserPatch'] = req.body;
    const passwordHash = await hashOf(patch.password);
    const entry = await changeUser(coreOf(res), accountId, req.params.username, {
      change: (before) => patchUser(before, patch),
      ...(passwordHash === undefined ? {} : { passwordHash }),
    });
    onChanged(accountId, [req.params.username]);
    res.json(toWireUser(entry));
  });

  router.delete(`${PATH}/:username`, async (req, res) => {
    const { accountId } = principalOf(res);
    await removeUser(coreOf(res), accountId, req.params.username);
    onChanged(accountId, [req.params.username]);
    res.status(204).end();
  });
}

/** The stored form of a password; null removes it, undefined keeps it. */
async function hashOf(password: string | null | undefined): Promise<string | null | undefined> {
  if (password == null) return password;
  const problem = passwordProblem(password);
  if (problem !== undefined) throw invalid('password', `password: ${problem}`);
  return await keptSecret(password);
}

function otherName(): TricordError {
  return invalid('username', 'username must be the one in the path, but for its case');
}

function invalid(parameter: string, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { parameter } });
}
