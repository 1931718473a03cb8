import type { Direction } from '@tricord/core';
import type { components } from '../generated/api.ts';

/** Imagicle's numbers for directions. */
export const DIRECTIONS: Readonly<Record<Direction, components['schemas']['Direction']>> = {
  unknown: 0,
  incoming: 1,
  outgoing: 2,
};
