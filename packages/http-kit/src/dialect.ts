import type {
  Account,
  CoreDeps,
  DeliveryKind,
  LineHints,
  RetentionPolicy,
  User,
} from '@tricord/core';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { z } from 'zod';
import type { BrokenRule } from './settings/setting-rules.ts';
import type { Upgrade } from './upgrade.ts';

/** What every dialect may know of an account. */
export interface AccountBasics extends Account {
  /** The users of the configuration; who has no password cannot log in. */
  readonly users: readonly (User & { readonly password?: string })[];
  readonly retention: RetentionPolicy;
}

/** A dialect's own settings in each account: `accounts[].<name>`. */
export interface AccountSection<
  Name extends string = string,
  Schema extends z.ZodType = z.ZodType,
> {
  readonly name: Name;
  /** Must accept `{}`, which an account without the section has. */
  readonly schema: Schema;
  /**
   * The rules between settings that do not hold.
   * @param accounts as they are written, possibly malformed; see `seen`. Paths start with `accounts`.
   */
  readonly rules?: (accounts: readonly unknown[]) => readonly BrokenRule[];
  /** Lines of YAML for the account that the first start makes. */
  readonly first?: (account: FirstAccount) => string;
}

/** The account that the first start makes. */
export interface FirstAccount {
  readonly id: string;
  /** A new random secret, as YAML. */
  secret(): string;
}

/** The settings that sections add to an account. */
export type SectionSettings<Section extends AccountSection> = {
  readonly [S in Section as S['name']]: z.output<S['schema']>;
};

/** An account as a dialect with that section sees it. */
export type AccountWith<Section extends AccountSection> = AccountBasics & SectionSettings<Section>;

/** What a process that serves a dialect gives it. */
export interface DialectHost<Account> {
  readonly core: CoreDeps;
  readonly accounts: readonly Account[];
  readonly logger: Logger;
  /** What /metrics shows. */
  readonly registry: Registry;
  /** Which installation this is, as a MAC address. */
  readonly systemId: string;
  /** Where receivers of callbacks reach the APIs, without a trailing slash; known once the server listens. */
  readonly publicUrl: string;
}

/** A vendor's API, as the gateway lists it. */
export interface Dialect<Section extends AccountSection, Host = DialectHost<AccountWith<Section>>> {
  readonly section: Section;
  /** Makes the app. Nothing listens yet. */
  mount(host: Host): MountedApp;
  /** Finds lines in what only the vendor's PBX says of a call. */
  readonly lineHints?: LineHints;
}

/** An API as a service mounts it. */
export interface MountedApp {
  /** Lets requests that are not its own fall through. */
  readonly handler: RequestHandler;
  /** Which WebSockets it takes. */
  readonly upgrades?: readonly Upgrade[];
  /** Called once the server listens: connects to whatever is to be dialed. */
  readonly start?: () => void;
  /** How it tells others of recordings. */
  readonly deliveries?: readonly DeliveryKind[];
  /** Says goodbye to clients that stay connected. */
  readonly close?: () => Promise<void>;
}
