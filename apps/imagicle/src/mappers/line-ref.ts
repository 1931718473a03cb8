import type { LineRef } from '@tricord/core';
import { HttpError } from '@tricord/http-kit';

/** How a client refers to a line; null and empty values count as not given. */
export interface LineNames {
  readonly deviceName?: string | null;
  readonly directoryNumber?: string | null;
}

/** @throws HttpError `invalid` when neither name is given. */
export function lineRef({ deviceName, directoryNumber }: LineNames): LineRef {
  if (!deviceName && !directoryNumber) {
    const problem = { path: '', message: 'neither deviceName nor directoryNumber is given' };
    throw new HttpError({ kind: 'invalid', status: 400, problems: [problem] });
  }
  return {
    ...(deviceName ? { deviceName } : {}),
    ...(directoryNumber ? { directoryNumber } : {}),
  };
}
