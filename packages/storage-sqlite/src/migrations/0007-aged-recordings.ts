/**
 * The ended recordings that are not preserved, by when their call began: what retention looks at, by
 * account, number and device.
 */
export const AGED_RECORDINGS = `
ALTER TABLE recordings ADD COLUMN call_at INTEGER
  AS (CAST(coalesce(json_extract(body, '$.startedAt'), created_at) AS INTEGER)) VIRTUAL;
ALTER TABLE recordings ADD COLUMN ages INTEGER
  AS (shelf <> 'live' AND json_extract(body, '$.preserved') IS NOT 1) VIRTUAL;

CREATE INDEX recordings_aged ON recordings (account_id, call_at, id) WHERE ages;
CREATE INDEX recordings_aged_by_number
  ON recordings (account_id, directory_number, call_at, id, device_name)
  WHERE ages AND directory_number IS NOT NULL;
CREATE INDEX recordings_aged_by_device
  ON recordings (account_id, device_name, call_at, id)
  WHERE ages AND device_name IS NOT NULL;
`;
