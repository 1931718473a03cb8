/**
 * Adds a row unless one of the same `identity` exists. Each column is bound by its name.
 * @param identity the columns that identify a row.
 */
export function insertSql(
  table: string,
  columns: readonly string[],
  identity: readonly string[],
): string {
  const values = columns.map((column) => `$${column}`);
  return (
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')}) ` +
    `ON CONFLICT (${identity.join(', ')}) DO NOTHING`
  );
}

/** Changes columns of the row of that id. Only the indexes of these columns are written. */
export function updateSql(table: string, columns: readonly string[]): string {
  const changes = columns.map((column) => `${column} = $${column}`);
  return `UPDATE ${table} SET ${changes.join(', ')} WHERE id = $id AND account_id = $account_id`;
}
