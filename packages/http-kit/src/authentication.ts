import type { ActingCore, CoreDeps, Reader, UserRole } from '@tricord/core';
import type { Request, RequestHandler, Response } from 'express';
import { HttpError } from './http-failure.ts';

/**
 * What a client may do: everything in its account; read everything; only what is public; or what a user of
 * the directory may do, which depends on the dialect.
 */
export type Role = 'admin' | 'viewer' | 'public' | UserRole;

/** Who a request comes from. */
export interface Principal {
  readonly accountId: string;
  readonly role: Role;
  /** The name of the user or the key, for the audit log. Undefined: the credentials have none. */
  readonly username?: string;
  /** The groups whose recordings a user of the directory looks after. */
  readonly supervisedGroups?: readonly string[];
  /** Whether it may manage the installation, for all accounts. */
  readonly manages?: boolean;
}

/** A principal whose credentials have a name, as those of all users have. */
export type NamedPrincipal = Principal & Required<Pick<Principal, 'username'>>;

/** The person who does not see everything, with the role `reader`; undefined for all others. */
export function readerOf({ role, username, supervisedGroups = [] }: Principal): Reader | undefined {
  return role !== 'reader' || username === undefined ? undefined : { username, supervisedGroups };
}

/** Identifies the principal of a request; undefined if unknown. May reject it with an HttpError. */
export type Identify = (req: Request, res: Response) => Promise<Principal | undefined>;

interface Locals {
  principal?: Principal;
  core?: ActingCore;
}

/**
 * Accepts requests of known principals. Later handlers can use {@link principalOf} and {@link coreOf}.
 *
 * The core's actor, which appears in the audit log, has the dialect, the principal's name and the client's address:
 * Express' `req.ip`, the socket's unless that belongs to a trusted proxy.
 * @param via the dialect.
 */
export function authentication(core: CoreDeps, via: string, identify: Identify): RequestHandler {
  return async (req, res, next) => {
    const principal = await identify(req, res);
    if (principal === undefined) throw unauthenticated();
    const { username } = principal;
    const actor = {
      ...(username === undefined ? {} : { username }),
      via,
      ...(req.ip === undefined ? {} : { address: req.ip }),
    };
    const locals: Locals = { principal, core: { ...core, actor } };
    Object.assign(res.locals, locals);
    next();
  };
}

/**
 * Who the request comes from.
 * @throws HttpError `unauthenticated` before {@link authentication}.
 */
export function principalOf(res: Response): Principal {
  const { principal }: Locals = res.locals;
  if (principal === undefined) throw unauthenticated();
  return principal;
}

/**
 * Like {@link principalOf}, where all credentials have a name.
 * @throws HttpError `unauthenticated` also if those of the request have none.
 */
export function userOf(res: Response): NamedPrincipal {
  const { username, ...principal } = principalOf(res);
  if (username === undefined) throw unauthenticated();
  return { ...principal, username };
}

/**
 * The core, acting for the principal of the request. Routes use it for everything, so that none can forget the actor.
 * @throws HttpError `unauthenticated` before {@link authentication}.
 */
export function coreOf(res: Response): ActingCore {
  const { core }: Locals = res.locals;
  if (core === undefined) throw unauthenticated();
  return core;
}

function unauthenticated(): HttpError {
  return new HttpError({ kind: 'unauthenticated' });
}
