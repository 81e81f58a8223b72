import React from 'react';
import ReactDOM from 'react-dom';
import type { CoreStart } from 'opensearch-dashboards/public';
import { HeaderControl } from './header_control';
import type { ChunkFailureToast } from '../base/chunk_failure';
import { chosenHostIn } from '../base/chosen_host';
import { HttpIsolationApi } from '../api/http_isolation_api';
import type { IsolationApi } from '../api/isolation_api';
import type { TimeFormat } from '../words/time_format';
import { timeFormatOf } from '../words/time_format';
import type { Badge } from './badge';
import { badgeOf, BELIEVED_FOR } from './badge';
import { badgeSentence } from './badge_words';
import type { Watched } from './endpoint_watch';
import { EndpointWatch } from './endpoint_watch';
import { FlyoutKeeper } from './flyout_keeper';
import type { Guarded } from './guarded';
import type { SlotPlace } from './header_slot';
import { HeaderSlot } from './header_slot';
import { IsolationButton } from './isolation_button';
import type { PageContext, PageContextSource } from './page_context';

export interface AgentViewParts {
  readonly core: CoreStart;
  readonly source: Pick<PageContextSource, 'read'>;
  readonly guarded: Guarded;
  readonly chunkFailure: ChunkFailureToast;
  /** State of our button in the header of Wazuh's own pages. */
  readonly button: 'on' | 'off';
}

/** The agent and its manager. With another one everything starts over. */
interface Target {
  readonly key: string;
  readonly watch: EndpointWatch | undefined;
}

/**
 * Our button in the header of Wazuh's agent pages, the control in the bar above all other pages, and the flyout that both open: of the
 * one agent that is shown.
 */
export class AgentView {
  private readonly api: IsolationApi;
  private readonly times: TimeFormat;
  private readonly slot: HeaderSlot;
  private readonly flyouts: FlyoutKeeper;
  private context: PageContext;
  private target: Target = { key: '', watch: undefined };
  private watched: Watched | undefined;
  private place: SlotPlace | undefined;
  private bar: HTMLElement | undefined;
  private isBarRegistered = false;
  private ageTimer: number | undefined;

  constructor(private readonly parts: AgentViewParts) {
    const { core, source, guarded, chunkFailure } = parts;
    this.api = new HttpIsolationApi(core.http);
    this.times = timeFormatOf(core.uiSettings);
    this.slot = new HeaderSlot(guarded, (place) => this.moveTo(place));
    this.flyouts = new FlyoutKeeper(core, chunkFailure);
    this.context = source.read();
  }

  /** Something else may be shown. */
  follow(context: PageContext): void {
    this.context = context;
    const { shown, isAgentPage } = context;
    this.retarget();
    this.flyouts.keepOnly(this.flyoutKey());
    if (this.parts.button === 'on' && isAgentPage && shown.shown !== 'none') this.slot.look();
    else this.slot.leave();
    if (shown.shown !== 'none') this.registerBar();
    this.draw();
  }

  stop(): void {
    window.clearTimeout(this.ageTimer);
    this.target.watch?.stop();
    this.target = { key: '', watch: undefined };
    this.flyouts.close();
    this.slot.leave();
    if (this.bar) ReactDOM.unmountComponentAtNode(this.bar);
    this.bar = undefined;
  }

  private retarget(): void {
    const { shown } = this.context;
    const host = chosenHostIn(document.cookie);
    const agent = shown.shown === 'agent' ? shown.agent : undefined;
    const key = agent ? JSON.stringify([host, agent]) : '';
    if (key === this.target.key) return;
    this.target.watch?.stop();
    this.watched = undefined;
    const watch =
      agent &&
      new EndpointWatch(this.api, { agent, host }, (watched) =>
        this.parts.guarded(() => this.learn(watched))
      );
    this.target = { key, watch };
    watch?.start();
  }

  private learn(watched: Watched): void {
    this.watched = watched;
    window.clearTimeout(this.ageTimer);
    // A state that is not read again must not go on looking like one that is.
    this.ageTimer = window.setTimeout(
      () => this.parts.guarded(() => this.draw()),
      BELIEVED_FOR + 1
    );
    this.readAgain();
    // Nothing of it is for this person: asking again would only ask again.
    if (this.badge().show === 'nothing') this.target.watch?.stop();
    this.draw();
  }

  /** Not every move of the page gives a signal; a look at the state is a look at the page, too. */
  private readAgain(): void {
    const { context } = this;
    const now = this.parts.source.read();
    if (JSON.stringify(now) !== JSON.stringify(context)) this.follow(now);
  }

  private moveTo(place: SlotPlace | undefined): void {
    if (!place && this.place) ReactDOM.unmountComponentAtNode(this.place.element);
    this.place = place;
    this.draw();
  }

  private registerBar(): void {
    if (this.isBarRegistered) return;
    this.isBarRegistered = true;
    this.parts.core.chrome.navControls.registerRight({
      order: 1000,
      mount: (element) => {
        // The host gives the node in which another control was drawn a moment ago: React refuses to draw into it twice.
        const own = element.appendChild(document.createElement('div'));
        this.bar = own;
        this.parts.guarded(() => this.draw());
        return () => {
          ReactDOM.unmountComponentAtNode(own);
          own.remove();
          if (this.bar === own) this.bar = undefined;
        };
      },
    });
  }

  private badge(): Badge {
    return badgeOf(this.context.shown, this.watched, Date.now());
  }

  private draw(): void {
    const badge = this.badge();
    const sentence = badgeSentence(badge, this.times, Date.now());
    this.drawButton(badge, sentence);
    this.drawBar(badge, sentence);
  }

  private drawButton(badge: Badge, sentence: string): void {
    const { place } = this;
    if (!place) return;
    const { shown } = this.context;
    if (badge.show === 'nothing' || shown.shown === 'none') {
      ReactDOM.unmountComponentAtNode(place.element);
      return;
    }
    const agent = shown.shown === 'agent' ? shown.agent : shown.pinned;
    const isAgreed = place.agent === undefined || place.agent === agent.id;
    ReactDOM.render(
      <IsolationButton
        key={agent.id}
        badge={badge}
        sentence={sentence}
        room={place.room}
        may={isAgreed ? 'act' : 'wait'}
        onPress={() => this.parts.guarded(() => this.press())}
      />,
      place.element
    );
  }

  private drawBar(badge: Badge, sentence: string): void {
    const { bar } = this;
    if (!bar) return;
    const { shown } = this.context;
    // The button in the page's header says the same, a line below.
    const isSaidInPage = this.place !== undefined;
    if (badge.show === 'nothing' || shown.shown === 'none' || isSaidInPage) {
      ReactDOM.unmountComponentAtNode(bar);
      return;
    }
    const { id, name } = shown.shown === 'agent' ? shown.agent : shown.pinned;
    ReactDOM.render(
      <HeaderControl
        badge={badge}
        sentence={sentence}
        name={name ?? id}
        onPress={() => this.parts.guarded(() => this.press())}
      />,
      bar
    );
  }

  private press(): void {
    this.follow(this.parts.source.read());
    const badge = this.badge();
    if (badge.show === 'unread') this.target.watch?.reload();
    if (badge.show !== 'state') return;
    void this.flyouts.open(this.flyoutKey(), {
      endpoint: badge.ref,
      over: this.context.isAgentPage ? 'agent_page' : 'another_page',
      onStarted: () => this.target.watch?.reload(),
    });
  }

  /** A flyout belongs to one agent on one manager in one app. */
  private flyoutKey(): string {
    return JSON.stringify([this.context.app, this.target.key]);
  }
}
