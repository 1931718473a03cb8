import type { CoreDeps } from '@tricord/core';
import type { DialectOptions } from '@tricord/http-kit';

/** What the routes work with. */
export interface RouteDeps {
  readonly core: CoreDeps;
  readonly logger: DialectOptions['logger'];
}
