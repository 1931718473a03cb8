import type { Actor, NewAuditEntry } from '../audit.ts';
import type { AudioImports } from '../ports/audio-imports.ts';
import type { Catalog } from '../ports/catalog.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { IdSource } from '../ports/id-source.ts';
import type { MediaStore } from '../ports/media-store.ts';
import type { Recorder, RecordingDefaults } from '../ports/recorder.ts';
import type { Renditions } from '../ports/renditions.ts';
import type { SessionControl } from '../ports/session-control.ts';
import type { LineHints } from '../session.ts';

/** Everything that use cases work with; each picks what it needs. */
export interface CoreDeps {
  readonly catalog: Catalog;
  readonly media: MediaStore;
  readonly renditions: Renditions;
  readonly recorder: Recorder;
  readonly recordingDefaults: RecordingDefaults;
  readonly imports: AudioImports;
  readonly sessionControl: SessionControl;
  readonly directory: Directory;
  /** Finds lines by PBX-specific details of a call; none by default. */
  readonly lineHints?: LineHints;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Called for each audit entry that could not be written. */
  readonly auditFailed?: (error: unknown, entry: NewAuditEntry) => void;
}

/** The core on behalf of an actor, which the audit log requires. */
export interface ActingCore extends CoreDeps {
  readonly actor: Actor;
}
