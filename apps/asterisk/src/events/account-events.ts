import type { Session, TricordEvent } from '@tricord/core';
import type { Application } from '../applications/application.ts';
import type { Applications } from '../applications/applications.ts';
import { EVERYTHING } from '../applications/event-source.ts';
import { Roster } from '../applications/roster.ts';
import { StasisChannels } from '../applications/stasis-channels.ts';
import { type Channel, channelIdOf, toChannel } from '../mappers/channel.ts';
import type { ChannelNews } from '../mappers/channel-event.ts';
import {
  type AriEvent,
  type AriEventBody,
  type AriNews,
  type EventContext,
  type Topic,
  toAriEvents,
  topicsOf,
} from '../mappers/event.ts';
import { OwedRecordings } from './owed-recordings.ts';

/** What those are subscribed to who hear of every channel. */
const EVERY_CHANNEL: Topic = `channel:${EVERYTHING}`;

/**
 * Brings what happens in an account to the applications that it concerns. The application that calls enter is
 * subscribed to each of them for as long as it lasts, and to a bridge from the first of them that enters it until the
 * bridge is over and its recordings have ended, so that whoever records hears of the recording's end, too.
 */
export class AccountEvents {
  readonly applications: Applications;
  /** Identity of this system, told in every event. */
  readonly systemId: string;
  /** What ARI's own operations did to the account's channels. */
  readonly channels = new StasisChannels();
  readonly #roster = new Roster();
  readonly #owed = new OwedRecordings();
  readonly #context: EventContext;

  constructor(applications: Applications, systemId: string) {
    this.applications = applications;
    this.systemId = systemId;
    this.#context = {
      application: applications.stasis.name,
      systemId,
      channelsIn: (conferenceId) => this.#roster.channelsIn(conferenceId),
      channels: this.channels,
    };
  }

  /** Tells the applications of an event. */
  publish(event: TricordEvent): void {
    this.#roster.follow(event);
    this.#begin(event);
    this.tell(toAriEvents(event, this.#context), topicsOf(event));
    this.#end(event);
  }

  /** Tells those whom it concerns. @param topics what they have to be subscribed to, one of these. */
  tell(news: readonly AriNews[], topics: readonly Topic[]): void {
    for (const { to, body } of news) {
      for (const application of this.#audience(to, topics)) this.send(application, body);
    }
  }

  /** Tells one application of something. */
  send(application: Application, body: AriEventBody): void {
    application.deliver(addressed(body, application.name));
  }

  /** The application that a channel is in, if any. */
  applicationOf(session: Session): string | undefined {
    return this.channels.has(session) ? this.#context.application : undefined;
  }

  /** Tells something of a channel that the core's events do not say. */
  tellOfChannel(
    session: Session,
    news: (channel: Channel) => ChannelNews,
    to: AriNews['to'] = 'subscribers',
  ): void {
    const channel = toChannel(session, this.applicationOf(session));
    const body = { ...news(channel), asterisk_id: this.systemId };
    this.tell([{ to, body }], [`channel:${session.id}`]);
  }

  #audience(to: AriNews['to'], about: readonly Topic[]): readonly Application[] {
    const { stasis } = this.applications;
    if (to === 'stasis') return [stasis];
    const topics = to === 'all' ? [EVERY_CHANNEL] : about;
    return this.applications
      .all()
      .filter((application) => topics.some((topic) => application.isSubscribed(topic)));
  }

  /** Subscriptions that begin with an event. */
  #begin(event: TricordEvent): void {
    const { applications } = this;
    switch (event.type) {
      case 'session.started':
      case 'session.resumed':
        applications.stasis.subscribe({
          kind: 'channel',
          id: event.session.id,
          shownId: channelIdOf(event.session),
        });
        return;
      case 'session.updated':
        for (const application of applications.all()) {
          application.rename(`channel:${event.session.id}`, channelIdOf(event.session));
        }
        return;
      case 'conference.joined': {
        const { id, name } = event.conference;
        if (!applications.stasis.isSubscribed(`bridge:${id}`)) {
          applications.stasis.subscribe({ kind: 'bridge', id, shownId: name });
        }
        return;
      }
      default:
        return;
    }
  }

  /** Subscriptions that end with an event. */
  #end(event: TricordEvent): void {
    for (const topic of this.#owed.follow(event)) this.applications.end(topic);
    if (event.type === 'session.ended') this.channels.forget(event.session.id);
  }
}

/** The event as that application gets it. */
export function addressed(body: AriEventBody, application: string): AriEvent {
  return { ...body, application };
}
