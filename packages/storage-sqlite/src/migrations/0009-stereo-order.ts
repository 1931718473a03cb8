/**
 * Until now stereo had the local side left, and nothing said so: what was recorded then keeps its order, whatever
 * its account wants from now on. Nobody knows the order of what was recorded elsewhere.
 */
export const STEREO_ORDER = `
UPDATE recordings SET body = json_set(body, '$.settings.stereo', 'local-left')
WHERE json_extract(body, '$.settings.channels') = 2
  AND json_extract(body, '$.origin.via') <> 'upload'
  AND json_extract(body, '$.settings.stereo') IS NULL;
`;
