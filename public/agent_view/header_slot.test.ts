import { readFramePages } from '../../lab/wazuh_pages/recorded_pages';
import { buildFrame } from '../../test/builders/page_of_frame';
import type { SlotPlace } from './header_slot';
import { HeaderSlot, MARK } from './header_slot';

const structureOf = (name: string) => {
  const page = readFramePages().find((each) => each.version === '4.12' && each.name === name);
  if (!page) throw new Error(`${name} was not recorded`);
  return page.structure;
};
const AGENT_PAGE = structureOf('agent-active-windows.1600');
const PROMPT = structureOf('agent-never-connected.700');

const showAgentPage = () =>
  buildFrame(AGENT_PAGE, document.body, { euiButtonEmpty__text: 'A (001)' });
const ours = () => document.querySelectorAll(`[${MARK}]`);
const group = () => ours()[0]?.parentElement;

/** Past the observer and the animation frame behind it. */
const frame = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()))
  );

let places: Array<SlotPlace | undefined>;
let slot: HeaderSlot;
let faults: unknown[];

beforeEach(() => {
  document.body.innerHTML = '';
  window.innerWidth = 1600;
  places = [];
  faults = [];
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      faults.push(error);
    }
  };
  slot = new HeaderSlot(guarded, (place) => places.push(place));
});

afterEach(() => {
  slot.leave();
  jest.useRealTimers();
  expect(faults).toEqual([]);
});

describe('our place in the header of a page of Wazuh', () => {
  it('is the last child of the group, and is told once', async () => {
    showAgentPage();
    slot.look();
    slot.look();
    await frame();
    expect(ours()).toHaveLength(1);
    expect(group()?.lastElementChild).toBe(ours()[0]);
    expect(places).toEqual([{ element: ours()[0], agent: '001', room: 'text' }]);
  });

  it('is taken when the header comes later', async () => {
    slot.look();
    expect(places).toEqual([]);
    showAgentPage();
    await frame();
    expect(ours()).toHaveLength(1);
  });

  it('is taken again when the page was made anew, and is gone where there is no header', async () => {
    showAgentPage();
    slot.look();
    document.body.innerHTML = '';
    buildFrame(PROMPT, document.body);
    await frame();
    expect(ours()).toHaveLength(0);
    expect(places[places.length - 1]).toBeUndefined();
    document.body.innerHTML = '';
    showAgentPage();
    await frame();
    expect(ours()).toHaveLength(1);
    expect(places).toHaveLength(3);
  });

  it('stays last when the group gets another button', async () => {
    showAgentPage();
    slot.look();
    group()?.append(document.createElement('button'));
    await frame();
    expect(group()?.lastElementChild).toBe(ours()[0]);
  });

  it('is told anew when the same header says another agent', async () => {
    showAgentPage();
    slot.look();
    const text = document.querySelector('.wz-unpin-agent-bg .euiButtonEmpty__text')?.firstChild;
    if (text) text.nodeValue = 'B (002)';
    await frame();
    expect(places.map((place) => place?.agent)).toEqual(['001', '002']);
    expect(ours()).toHaveLength(1);
  });

  it('is looked for as long as five seconds, and again at the next signal', () => {
    jest.useFakeTimers();
    slot.look();
    jest.advanceTimersByTime(5000);
    showAgentPage();
    jest.advanceTimersByTime(1000);
    expect(ours()).toHaveLength(0);
    slot.look();
    expect(ours()).toHaveLength(1);
  });

  it('is left to whoever takes it away again and again', async () => {
    showAgentPage();
    const fight = new MutationObserver(() => ours().forEach((element) => element.remove()));
    fight.observe(document.body, { childList: true, subtree: true });
    slot.look();
    for (let turn = 0; turn < 60; turn += 1) await frame();
    fight.disconnect();
    expect(places[places.length - 1]).toBeUndefined();
    expect(places.length).toBeLessThan(60);
    document.body.append(document.createElement('p'));
    await frame();
    expect(ours()).toHaveLength(0);
  });

  it('leaves nothing behind, and nothing that listens', async () => {
    showAgentPage();
    slot.look();
    slot.leave();
    expect(ours()).toHaveLength(0);
    document.body.innerHTML = '';
    showAgentPage();
    await frame();
    expect(ours()).toHaveLength(0);
    expect(places).toHaveLength(2);
  });

  it('is not taken where the page has another shape', async () => {
    buildFrame(AGENT_PAGE.replace(/wz-module-header-agent-main/g, 'wz-header-of-5'), document.body);
    slot.look();
    await frame();
    expect(ours()).toHaveLength(0);
    expect(places).toEqual([]);
  });

  it('is given up where the shape changes in the middle', async () => {
    showAgentPage();
    slot.look();
    document.querySelector('.wz-module-header-agent-main')?.removeAttribute('class');
    group()?.remove();
    await frame();
    expect(ours()).toHaveLength(0);
    expect(places[places.length - 1]).toBeUndefined();
  });
});
