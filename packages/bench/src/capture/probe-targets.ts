import type { BenchAccount } from '../gateway/bench-account.ts';
import { PROBED_LINE } from '../gateway/bench-account.ts';
import type { ProbeTarget } from '../probe/probe-messages.ts';

/** A GET of a live recording in each API; in Imagicle's this is only possible by line. */
export function probeTargets(account: BenchAccount, id: string | undefined): ProbeTarget[] {
  if (id === undefined) return [];
  const { authorization } = account;
  const line = new URLSearchParams(PROBED_LINE).toString();
  const imagicle = `/fw/Apps/Recorder/WebAPI/LiveRecordings?${line}`;
  const laml = `/api/laml/2010-04-01/Accounts/${account.id}/Recordings/${id}.json`;
  return [
    { dialect: 'native', authorization: authorization.native, path: `/api/v1/recordings/${id}` },
    { dialect: 'ARI', authorization: authorization.ari, path: `/ari/recordings/live/${id}` },
    { dialect: 'Imagicle', authorization: authorization.imagicle, path: imagicle },
    { dialect: 'LaML', authorization: authorization.laml, path: laml },
  ];
}
