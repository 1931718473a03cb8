/** Whether two rows have the same values in the columns that indexes hold. */
export function sameKeys<T extends object>(a: T, b: T): boolean {
  return (Object.keys(a) as (keyof T)[]).every((column) => a[column] === b[column]);
}
