import type {
  Account,
  CoreDeps,
  Current,
  DeliveryKind,
  LineHints,
  RetentionPolicy,
  User,
} from '@tricord/core';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { z } from 'zod';
import type { ApiDocument } from './api-document.ts';
import type { LoginGuard } from './login-guard.ts';
import type { BrokenRule } from './settings/setting-rules.ts';
import type { Upgrade } from './upgrade.ts';

/** The properties of an account that every dialect may use. */
export interface AccountBasics extends Account {
  /** The configured users; without a password, a user cannot log in. */
  readonly users: readonly (User & { readonly password?: string })[];
  readonly retention: RetentionPolicy;
  /** Whose pages may use the APIs. */
  readonly cors: { readonly origins: readonly string[] };
}

/** A dialect's own settings in each account: `accounts[].<name>`. */
export interface AccountSection<
  Name extends string = string,
  Schema extends z.ZodType = z.ZodType,
> {
  readonly name: Name;
  /** Must accept `{}`, the value for an account without the section. */
  readonly schema: Schema;
  /**
   * Returns violated rules between settings.
   * @param accounts as written, possibly malformed; see `seen`. Paths start with `accounts`.
   */
  readonly rules?: (accounts: readonly unknown[]) => readonly BrokenRule[];
  /**
   * What is allowed but hardly meant where other machines reach the APIs.
   * @param accounts checked and complete. Paths start with `accounts`.
   */
  readonly warnings?: (accounts: readonly unknown[]) => readonly BrokenRule[];
  /** Lines of YAML for the account that the first start creates. */
  readonly first?: (account: FirstAccount) => string;
}

/** The account that the first start creates. */
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

/** What has become of a request to reload the configuration. */
export type ConfigReload =
  | {
      /** The settings that have changed, such as `accounts[acme].api.keys`. */
      readonly changed: readonly string[];
      /** The settings whose change needs a restart; they keep their value until then. */
      readonly needRestart: readonly string[];
    }
  /** The old configuration stays in use. */
  | { readonly problems: readonly string[] };

/** What a process provides to the dialects that it serves. */
export interface DialectHost<Account> {
  readonly core: CoreDeps;
  /** May be replaced while the process runs. */
  readonly accounts: Current<readonly Account[]>;
  readonly logger: Logger;
  /** Served by /metrics. */
  readonly registry: Registry;
  /** Throttles wrong logins of all APIs together. */
  readonly logins: LoginGuard;
  /** The id of this installation, as a MAC address. */
  readonly systemId: string;
  /** Where receivers of callbacks reach the APIs, without a trailing slash; known once the server listens. */
  readonly publicUrl: string;
}

/** A vendor's API that the gateway can serve. */
export interface Dialect<Section extends AccountSection, Host = DialectHost<AccountWith<Section>>> {
  readonly section: Section;
  /** Creates the app, before the server listens. */
  mount(host: Host): MountedApp;
  /** Finds lines in vendor-specific data about a call. */
  readonly lineHints?: LineHints;
}

/** An API as a service mounts it. */
export interface MountedApp {
  /** Lets requests of other APIs fall through. */
  readonly handler: RequestHandler;
  /** Its document, for the reference of all APIs. */
  readonly document?: ApiDocument;
  /** Its WebSocket endpoints. */
  readonly upgrades?: readonly Upgrade[];
  /** Called once the server listens: opens outbound connections. */
  readonly start?: () => void;
  /** Its kinds of deliveries about recordings. */
  readonly deliveries?: readonly DeliveryKind[];
  /** Closes connections of clients that stay connected. */
  readonly close?: () => Promise<void>;
}
