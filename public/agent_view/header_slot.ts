import { SECOND } from '../../common/base/time';
import type { Guarded } from './guarded';
import type { HeaderAnchor } from './header_anchor';
import { findHeaderAnchor, readHeaderAnchor } from './header_anchor';

/** The place where our button is drawn, and what the header around it says. */
export interface SlotPlace extends Pick<HeaderAnchor, 'agent' | 'room'> {
  readonly element: HTMLElement;
}

/** Time a page has to show its header, which may be loading or absent. */
const LOOKED_FOR = 5 * SECOND;
/** Somebody takes our node away as often as this within one look: then it is left to them. */
const MOST_PUTS = 20;

const CLASSES = 'euiFlexItem euiFlexItem--flexGrowZero';
/** Our place is known by this. */
export const MARK = 'data-endpoint-isolation';

/**
 * A node of our own as the last child of the button group in the header of an agent's page: React never touches a foreign last child
 * (measured on 4.9.2, 4.12.0 and 4.14.7). One MutationObserver, only while an agent's page is open, and one check in an animation
 * frame, however many mutations there are.
 */
export class HeaderSlot {
  private readonly observer = new MutationObserver(() => this.guarded(() => this.checkSoon()));
  private readonly element = document.createElement('div');
  private isObserving = false;
  private frame: number | undefined;
  private deadline: number | undefined;
  private puts = 0;
  private place: SlotPlace | undefined;
  private group: Element | undefined;

  /** @param onChange gets the place when it is new or says something else, and undefined when it is gone */
  constructor(
    private readonly guarded: Guarded,
    private readonly onChange: (place: SlotPlace | undefined) => void
  ) {
    this.element.setAttribute(MARK, '');
  }

  /** An agent's page is open: its header is looked for, or looked at again. */
  look(): void {
    this.puts = 0;
    this.observe();
    this.check();
  }

  /** No agent's page is open. Nothing is left behind. */
  leave(): void {
    this.giveUp();
    this.element.remove();
    this.become(undefined);
  }

  private observe(): void {
    if (this.isObserving) return;
    this.isObserving = true;
    this.observer.observe(document.body, { childList: true, subtree: true });
  }

  private giveUp(): void {
    this.isObserving = false;
    this.observer.disconnect();
    this.group = undefined;
    if (this.frame !== undefined) window.cancelAnimationFrame(this.frame);
    this.frame = undefined;
    window.clearTimeout(this.deadline);
    this.deadline = undefined;
  }

  private checkSoon(): void {
    if (this.frame !== undefined) return;
    this.frame = window.requestAnimationFrame(() => {
      this.frame = undefined;
      this.guarded(() => this.check());
    });
  }

  private check(): void {
    if (!this.isObserving) return;
    const anchor =
      this.isInPlace() && this.group ? readHeaderAnchor(this.group) : findHeaderAnchor(document);
    if (!anchor) return this.wait();
    window.clearTimeout(this.deadline);
    this.deadline = undefined;
    if (anchor.group !== this.group) this.watchTexts(anchor.group);
    if (anchor.group.lastElementChild !== this.element && !this.put(anchor.group)) return;
    this.become({ element: this.element, agent: anchor.agent, room: anchor.room });
  }

  private isInPlace(): boolean {
    return this.element.isConnected && this.element.parentElement === this.group;
  }

  /** Only the texts of a header change when another agent is selected. */
  private watchTexts(group: Element): void {
    this.group = group;
    this.observer.observe(group, { childList: true, characterData: true, subtree: true });
  }

  private put(group: Element): boolean {
    this.puts += 1;
    if (this.puts > MOST_PUTS) {
      this.leave();
      return false;
    }
    this.lookLike(group);
    group.append(this.element);
    return true;
  }

  /** Styles the button like the items beside it: below an agent's own page they are tabs, with a line under them. */
  private lookLike(group: Element): void {
    const isAmongTabs = group.querySelector(':scope > .euiTabs') !== null;
    this.element.className = `${CLASSES}${isAmongTabs ? ' euiTabs' : ''}`;
    this.element.style.marginTop = isAmongTabs ? '' : '7px';
  }

  private wait(): void {
    this.element.remove();
    this.group = undefined;
    this.become(undefined);
    if (this.deadline === undefined) {
      this.deadline = window.setTimeout(() => this.giveUp(), LOOKED_FOR);
    }
  }

  private become(place: SlotPlace | undefined): void {
    const { place: known } = this;
    this.place = place;
    if (known?.agent === place?.agent && known?.room === place?.room && !known === !place) return;
    this.onChange(place);
  }
}
