import type { CommandResult, RecorderCommand } from '@tricord/core';
import type { RecordingFinisher } from './recording-finisher.ts';
import type { RecordingOwner } from './recording-owner.ts';

/** Applies a client's command to a live recording: to its state and, at the same time, to its audio. */
export function applyCommand(
  owner: RecordingOwner,
  finisher: RecordingFinisher,
  command: RecorderCommand,
): Promise<CommandResult> {
  const { audio } = owner;
  switch (command.type) {
    case 'pause':
      return owner.switch(command, () => audio.pause(command.behavior));
    case 'resume':
      return owner.switch(command, () => audio.resume());
    case 'mute':
      return owner.switch(command, () => audio.mute());
    case 'unmute':
      return owner.switch(command, () => audio.unmute());
    case 'stop':
      return finisher.stop(owner, command.reason ?? 'requested');
    case 'discard':
      return finisher.discard(owner);
    case 'preserve':
    case 'release':
    case 'edit':
      return owner.mark(command);
  }
}
