import { type DirectoryCatalog, LayeredDirectory, type User } from '@tricord/core';
import { MemoryCatalog } from './memory-catalog.ts';

/** The directory port over given users, and those of a catalog if there is one. */
export class ListDirectory extends LayeredDirectory {
  /** @param users by account id. */
  constructor(
    users: Readonly<Record<string, readonly User[]>>,
    stored: DirectoryCatalog = new MemoryCatalog().directory,
  ) {
    super(new Map(Object.entries(users)), stored);
  }
}
