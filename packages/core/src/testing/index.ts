export { FakeCalls } from './fake-calls.ts';
export { FakeRecorder } from './fake-recorder.ts';
export { ListDirectory } from './list-directory.ts';
export { ManualClock } from './manual-clock.ts';
export { MemoryCatalog } from './memory-catalog.ts';
export { MemoryMediaStore } from './memory-media-store.ts';
export { SequenceIds } from './sequence-ids.ts';
export { StoredRenditions } from './stored-renditions.ts';
export { createTestCore, type TestCore } from './test-core.ts';
