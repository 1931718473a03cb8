import type { Direction, SessionDescription } from '@tricord/core';

/** Maximum length of a name or number; longer ones are ignored. */
const MAX_TEXT = 256;
const MAX_METADATA = 100;
const MAX_METADATA_TEXT = 4096;

const KNOWN = new Set([
  'deviceName',
  'directoryNumber',
  'username',
  'numericUserId',
  'numericPartitionId',
  'localNumber',
  'remoteNumber',
  'firstName',
  'lastName',
  'conference',
  'direction',
]);

/**
 * The description in a stream's own parameters: `deviceName`, `directoryNumber`, `username`,
 * `numericUserId`, `numericPartitionId`, `localNumber`, `remoteNumber`, `firstName` and `lastName` (of the
 * remote party), `conference` and `direction`. All others become metadata. Empty and overlong values are
 * ignored.
 */
export function describeByParameters(parameters: ReadonlyMap<string, string>): SessionDescription {
  const text = (name: string) => {
    const value = parameters.get(name);
    return value === undefined || value === '' || value.length > MAX_TEXT ? undefined : value;
  };
  const direction = directionOf(text('direction'));
  return {
    ...given({
      username: text('username'),
      numericUserId: text('numericUserId'),
      numericPartitionId: text('numericPartitionId'),
      conferenceId: text('conference'),
    }),
    ...(direction === undefined ? {} : { direction }),
    line: given({
      deviceName: text('deviceName'),
      directoryNumber: text('directoryNumber'),
    }),
    local: given({ phoneNumber: text('localNumber') }),
    remote: given({
      phoneNumber: text('remoteNumber'),
      firstName: text('firstName'),
      lastName: text('lastName'),
    }),
    metadata: metadataOf(parameters),
  };
}

function metadataOf(parameters: ReadonlyMap<string, string>): Record<string, string> {
  const entries = [...parameters].filter(
    ([name, value]) =>
      !KNOWN.has(name) && name.length <= MAX_TEXT && value.length <= MAX_METADATA_TEXT,
  );
  return Object.fromEntries(entries.slice(0, MAX_METADATA));
}

function directionOf(text: string | undefined): Direction | undefined {
  if (text === 'inbound') return 'incoming';
  if (text === 'outbound') return 'outgoing';
  return text === 'incoming' || text === 'outgoing' ? text : undefined;
}

/** The fields that are defined. */
function given<Name extends string>(
  fields: Readonly<Record<Name, string | undefined>>,
): { [name in Name]?: string } {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as { [name in Name]?: string };
}
