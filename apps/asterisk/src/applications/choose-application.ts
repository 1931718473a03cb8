import type { Session } from '@tricord/core';
import type { AsteriskAccount } from '../config.ts';

export type EnteredApplications = Pick<AsteriskAccount['asterisk'], 'application' | 'applications'>;

/** The key of a call's metadata that names the application. */
const METADATA_KEY = 'application';

/** Names of the applications that calls enter. */
export function enteredNames({ application, applications }: EnteredApplications): string[] {
  return [application, ...applications.map(({ name }) => name)];
}

/**
 * The application that a call enters: the one that its description names, else the one for its source, else
 * the account's default.
 */
export function chooseApplication(entered: EnteredApplications, session: Session): string {
  const named = session.call.metadata[METADATA_KEY];
  if (named !== undefined && enteredNames(entered).includes(named)) return named;
  const { source } = session;
  const bySource = entered.applications.find(
    ({ sources }) => source !== undefined && sources.includes(source),
  );
  return bySource?.name ?? entered.application;
}
