export { type ConversionOptions, ConversionPool } from './conversion/conversion-pool.ts';
export {
  IntegrityChecker,
  type IntegrityCheckerOptions,
  type IntegrityObserver,
} from './integrity/integrity-checker.ts';
export { MediaRenditions, type MediaRenditionsOptions } from './media-renditions.ts';
export { Mp3AtEnd, type Mp3AtEndOptions } from './mp3-at-end.ts';
