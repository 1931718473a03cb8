export { uuidFromBytes, uuidToBytes } from '../../uuid-bytes.ts';
export * from './frames.ts';
