import type { Session, TricordEvent } from '@tricord/core';
import type { Application } from '../applications/application.ts';
import { Applications } from '../applications/applications.ts';
import {
  chooseApplication,
  type EnteredApplications,
  enteredNames,
} from '../applications/choose-application.ts';
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
import { SubscriptionEnds } from './subscription-ends.ts';

/** The subscription to all channels. */
const EVERY_CHANNEL: Topic = `channel:${EVERYTHING}`;

/**
 * Sends the events of an account to the applications that they concern. The application that a call enters is
 * subscribed to the call for as long as it lasts, and to a bridge from when the first of its calls enters it until
 * the bridge and its recordings have ended, so that a client that records receives the recording's end, too.
 */
export class AccountEvents {
  readonly applications: Applications;
  /** Identity of this system, in every event. */
  readonly systemId: string;
  /** The effects of ARI's own operations on the account's channels. */
  readonly channels = new StasisChannels();
  #entered: EnteredApplications;
  /** The application of each live call, by its id. A description that arrives later does not change it. */
  readonly #byCall = new Map<string, string>();
  readonly #roster = new Roster();
  readonly #subscriptionEnds = new SubscriptionEnds();
  readonly #context: EventContext;

  /** @param dialed the outbound applications. */
  constructor(entered: EnteredApplications, dialed: readonly string[], systemId: string) {
    this.#entered = entered;
    this.applications = new Applications(enteredNames(entered), dialed);
    this.systemId = systemId;
    this.#context = {
      enteredBy: (session) => this.#enteredBy(session),
      systemId,
      channelsIn: (conferenceId) => this.#roster.channelsIn(conferenceId),
      channels: this.channels,
    };
  }

  /** Changes which applications new calls enter, and which ones are outbound. Live calls stay where they are. */
  configure(entered: EnteredApplications, dialed: readonly string[]): void {
    this.#entered = entered;
    this.applications.configure(enteredNames(entered), dialed);
  }

  /** Sends an event to the applications. */
  publish(event: TricordEvent): void {
    this.#roster.follow(event);
    this.#begin(event);
    this.tell(toAriEvents(event, this.#context), topicsOf(event));
    this.#end(event);
  }

  /** Sends to the recipients. @param topics they must be subscribed to one of these. */
  tell(news: readonly AriNews[], topics: readonly Topic[]): void {
    for (const { to, body } of news) {
      for (const application of this.#audience(to, topics)) this.send(application, body);
    }
  }

  /** Sends an event to one application. */
  send(application: Application, body: AriEventBody): void {
    application.deliver(addressed(body, application.name));
  }

  /** The application that a channel is in, if any. */
  applicationOf(session: Session): string | undefined {
    return this.channels.has(session) ? this.#enteredBy(session) : undefined;
  }

  /** Names of the applications that calls enter. */
  get entered(): readonly string[] {
    return enteredNames(this.#entered);
  }

  #enteredBy(session: Session): string {
    return this.#byCall.get(session.id) ?? chooseApplication(this.#entered, session);
  }

  /** Sends a channel event that has no event in the core. */
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
    if (typeof to === 'object') {
      const entered = this.applications.find(to.application);
      return entered === undefined ? [] : [entered];
    }
    const topics = to === 'all' ? [EVERY_CHANNEL] : about;
    return this.applications
      .all()
      .filter((application) => topics.some((topic) => application.isSubscribed(topic)));
  }

  /** Adds the subscriptions that begin with an event. */
  #begin(event: TricordEvent): void {
    const { applications } = this;
    switch (event.type) {
      case 'session.started':
      case 'session.resumed':
        this.#enter(event.session);
        return;
      case 'session.updated':
        for (const application of applications.all()) {
          application.rename(`channel:${event.session.id}`, channelIdOf(event.session));
        }
        return;
      case 'conference.joined': {
        const { id, name } = event.conference;
        const application = applications.find(this.#enteredBy(event.session));
        if (application?.isSubscribed(`bridge:${id}`) === false) {
          application.subscribe({ kind: 'bridge', id, shownId: name });
        }
        return;
      }
      default:
        return;
    }
  }

  #enter(session: Session): void {
    const { id } = session;
    const name = chooseApplication(this.#entered, session);
    this.#byCall.set(id, name);
    const source = { kind: 'channel', id, shownId: channelIdOf(session) } as const;
    this.applications.find(name)?.subscribe(source);
  }

  /** Removes the subscriptions that end with an event. */
  #end(event: TricordEvent): void {
    for (const topic of this.#subscriptionEnds.follow(event)) this.applications.end(topic);
    if (event.type !== 'session.ended') return;
    this.channels.forget(event.session.id);
    this.#byCall.delete(event.session.id);
  }
}

/** The event with the name of the receiving application. */
export function addressed(body: AriEventBody, application: string): AriEvent {
  return { ...body, application };
}
