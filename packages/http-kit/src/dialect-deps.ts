import type { CoreDeps, Current } from '@tricord/core';
import type { DialectOptions } from './dialect-options.ts';
import type { LoginGuard } from './login-guard.ts';

/** Dependencies of every dialect's app. */
export interface DialectDeps<Account>
  extends Pick<DialectOptions, 'logger' | 'metrics' | 'validateResponses'> {
  readonly core: CoreDeps;
  /** The accounts that it serves, with their configuration, which may be replaced. */
  readonly accounts: Current<readonly Account[]>;
  /** Throttles wrong logins of all APIs together; default: one for this dialect alone. */
  readonly logins?: LoginGuard;
}
