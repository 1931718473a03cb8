import { canonicalNames } from './canonical-names.ts';

const NAMES = canonicalNames([
  ...['startDateTime', 'duration', 'direction', 'localParty', 'remoteParty'],
  ...['pbxCallId', 'notes', 'preserved'],
  ...['username', 'firstName', 'lastName', 'phoneNumber'],
]);

/** The metadata of an upload, with field names normalized to the spelling in openapi.yaml. */
export function withCanonicalNames(metadata: unknown, depth = 2): unknown {
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return metadata;
  return Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [
      NAMES(name) ?? name,
      depth > 1 ? withCanonicalNames(value, depth - 1) : value,
    ]),
  );
}
