import type { LineRef, SessionDescription } from '@tricord/core';

/** Asterisk names a channel by its technology, the endpoint, and a number of its own: `PJSIP/101-0000002a`. */
const CHANNEL_NAME = /^([^/]+\/([^/]+))-[0-9a-f]{8}$/;

/** The device, and then the endpoint, of the channel in the metadata `channel`. */
export function lineHints({ metadata }: SessionDescription): readonly LineRef[] {
  const [, deviceName, directoryNumber] = CHANNEL_NAME.exec(metadata?.channel ?? '') ?? [];
  if (deviceName === undefined || directoryNumber === undefined) return [];
  return [{ deviceName }, { directoryNumber }];
}
