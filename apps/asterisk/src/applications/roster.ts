import {
  isConferenceEvent,
  isRecordingEvent,
  type Session,
  type TricordEvent,
} from '@tricord/core';
import { channelIdOf } from '../mappers/channel.ts';

/** The members of an account's conferences, according to events. */
export class Roster {
  readonly #conferences = new Map<string, Map<string, string>>();

  /** Updates the members by an event. */
  follow(event: TricordEvent): void {
    if (isRecordingEvent(event)) return;
    if (!isConferenceEvent(event)) {
      if (event.type === 'session.updated') this.#rename(event.session);
      return;
    }
    const { id } = event.conference;
    if (event.type === 'conference.ended') this.#conferences.delete(id);
    if (event.type === 'conference.left') {
      const members = this.#conferences.get(id);
      members?.delete(event.session.id);
      if (members?.size === 0) this.#conferences.delete(id);
    }
    if (event.type === 'conference.joined') {
      const members = this.#conferences.get(id) ?? new Map<string, string>();
      members.set(event.session.id, channelIdOf(event.session));
      this.#conferences.set(id, members);
    }
  }

  /** Ids of the channels in a conference, in order of joining. */
  channelsIn(conferenceId: string): readonly string[] {
    return [...(this.#conferences.get(conferenceId)?.values() ?? [])];
  }

  #rename(session: Session): void {
    const members = this.#conferences.get(session.call.conference?.id ?? '');
    if (members?.has(session.id)) members.set(session.id, channelIdOf(session));
  }
}
