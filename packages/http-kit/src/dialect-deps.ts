import type { CoreDeps } from '@tricord/core';
import type { DialectOptions } from './dialect-options.ts';

/** What every dialect's app is made with. */
export interface DialectDeps<Account>
  extends Pick<DialectOptions, 'logger' | 'metrics' | 'validateResponses'> {
  readonly core: CoreDeps;
  /** The accounts that it serves, with what the configuration says of them. */
  readonly accounts: readonly Account[];
}
