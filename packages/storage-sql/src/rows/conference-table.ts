import type { Conference } from '@tricord/core';
import type { TableShape } from './table-shape.ts';

export const CONFERENCE_STATES = ['live', 'ended'] as const;

export const CONFERENCE_TABLE: TableShape<Conference> = {
  table: 'conferences',
  identity: ['account_id', 'id'],
  keyColumns: ['state', 'created_at'],
  keysOf: ({ state, createdAt }) => ({ state, created_at: createdAt }),
  plainColumns: [],
  plainOf: () => ({}),
};
