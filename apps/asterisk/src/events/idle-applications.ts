import type { AccountEvents } from './account-events.ts';
import type { Subscription } from './event-client.ts';

/** A client's applications that no call enters, and those that calls enter. */
export interface IdleApplications {
  readonly idle: readonly string[];
  readonly entered: readonly string[];
}

/** Undefined: calls enter all applications of the client, or it hears of all calls anyway. */
export function findIdleApplications(
  { entered }: Pick<AccountEvents, 'entered'>,
  { applications, subscribeAll }: Subscription,
): IdleApplications | undefined {
  const idle = [...applications].filter((name) => !entered.includes(name));
  return subscribeAll || idle.length === 0 ? undefined : { idle, entered };
}

/** The header of the handshake that says so. What HTTP does not allow in a header is percent-encoded. */
export function idleHeader({ idle, entered }: IdleApplications): string {
  const list = (names: readonly string[]) => names.map(encodeURIComponent).join(', ');
  return `Tricord-Warning: no call enters ${list(idle)}; calls enter ${list(entered)}`;
}
