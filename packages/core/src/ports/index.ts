export type * from './archive.ts';
export type * from './audio-imports.ts';
export type * from './audio-inventory.ts';
export type * from './audit.ts';
export type * from './catalog.ts';
export type * from './clock.ts';
export type * from './deliveries.ts';
export type * from './delivery-kind.ts';
export type * from './directory.ts';
export type * from './directory-catalog.ts';
export type * from './event-bus.ts';
export type * from './id-source.ts';
export type * from './journal.ts';
export type * from './media-store.ts';
export type * from './outbox.ts';
export type * from './page.ts';
export type * from './recorder.ts';
export {
  AS_RECORDED,
  type GrowingMedia,
  type MediaHandle,
  type Rendition,
  type Renditions,
} from './renditions.ts';
export type * from './session-control.ts';
