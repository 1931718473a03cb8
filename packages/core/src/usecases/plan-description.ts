import { withLineLookedUp } from '../automatic-recording.ts';
import {
  applyDescription,
  type CallDetails,
  describedCall,
  type Session,
  type SessionDescription,
} from '../session.ts';
import { type CompletionDeps, completeDescription } from './complete-description.ts';
import { linePolicy } from './line-policy.ts';

/**
 * Completes a description from the directory, see {@link completeDescription}, and looks up whether the line that the
 * call is then on records automatically.
 * @param known what is known of the call.
 * @returns applies both to the session, within the transaction of a change.
 */
export async function planDescription(
  deps: CompletionDeps,
  accountId: string,
  given: SessionDescription,
  known?: CallDetails,
): Promise<(session: Session, now: number) => Session> {
  const description = await completeDescription(deps, accountId, given, known);
  const call = describedCall(accountId, description, known);
  const { mode } = await linePolicy(deps.directory, accountId, call);
  return (session, now) =>
    withLineLookedUp(applyDescription(session, description, now), mode === 'automatic', now);
}
