import { MemoryMediaStore } from '../index.ts';
import { describeMediaStoreContract } from './media-store-contract.ts';

describeMediaStoreContract(
  'MemoryMediaStore',
  () => Promise.resolve({ media: new MemoryMediaStore(), close: () => Promise.resolve() }),
  { takesFiles: false },
);
