export { MediaRenditions, type MediaRenditionsOptions } from './media-renditions.ts';
