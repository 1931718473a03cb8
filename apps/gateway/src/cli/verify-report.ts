import type { MediaFinding } from '@tricord/core';
import type { VerificationProgress } from '@tricord/runtime';

type Found = VerificationProgress & { readonly complete: boolean };

/** The output of a verification, line by line. */
export interface VerifyReport {
  finding(finding: MediaFinding): string;
  /** The last line. */
  sum(found: Found): string;
}

/** For people. @param accountName by id. */
export function textReport(accountName: (id: string) => string): VerifyReport {
  return {
    finding: (finding) => {
      const { kind, key, recording } = finding;
      const whose = recording && ` (${accountName(recording.accountId)}: ${recording.name})`;
      return `${kind}  ${key}${whose ?? ''}: ${detailOf(finding)}`;
    },
    sum: ({ recordings, keys, findings, complete }) => {
      const store = keys === 0 ? '' : ` and ${count(keys, 'file')} of the media store`;
      const looked = `${count(recordings, 'recording')}${store}`;
      const found = findings === 0 ? 'no findings' : count(findings, 'finding');
      return `${complete ? 'Verified' : 'So far'} ${looked}: ${found}.`;
    },
  };
}

/** JSON Lines. */
export const JSON_REPORT: VerifyReport = {
  finding: (finding) => JSON.stringify({ type: 'finding', ...finding }),
  sum: ({ begunAt, recordings, keys, findings, complete }) =>
    JSON.stringify({
      type: 'summary',
      begunAt: new Date(begunAt).toISOString(),
      ...{ recordings, keys, findings, complete },
    }),
};

function detailOf({ kind, expected, found, cause }: MediaFinding): string {
  const bytes = found?.bytes ?? 0;
  switch (kind) {
    case 'missing':
      return `${expected?.bytes ?? 0} bytes are gone`;
    case 'truncated':
      return `${bytes} of ${expected?.bytes ?? 0} bytes`;
    case 'changed':
      return bytes === expected?.bytes
        ? `SHA-256 ${found?.sha256}, recorded ${expected.sha256}`
        : `${bytes} bytes, recorded ${expected?.bytes ?? 0}`;
    case 'unreadable':
      return cause ?? 'it cannot be read';
    case 'orphaned':
      return `${bytes} bytes of no recording`;
  }
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`;
}
