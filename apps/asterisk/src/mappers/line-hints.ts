import type { LineRef, SessionDescription } from '@tricord/core';

/** Asterisk's channel names consist of the technology, the endpoint and a unique suffix: `PJSIP/101-0000002a`. */
const CHANNEL_NAME = /^([^/]+\/([^/]+))-[0-9a-f]{8}$/;

/** The device and the endpoint, in this order, of the channel in the metadata `channel`. */
export function lineHints({ metadata }: SessionDescription): readonly LineRef[] {
  const [, deviceName, directoryNumber] = CHANNEL_NAME.exec(metadata?.channel ?? '') ?? [];
  if (deviceName === undefined || directoryNumber === undefined) return [];
  return [{ deviceName }, { directoryNumber }];
}
