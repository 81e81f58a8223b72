import { BehaviorSubject } from 'rxjs';
import type { PageContext } from './page_context';
import { PageContextSource } from './page_context';
import { NO_AGENT } from './shown_agent';

const KEY = 'wz-shared-selected-agent';
const pin = (id: string) => sessionStorage.setItem(KEY, JSON.stringify({ id }));

let app$: BehaviorSubject<string | undefined>;
let breadcrumbs$: BehaviorSubject<unknown>;
let source: PageContextSource;
let told: PageContext[];

beforeEach(() => {
  sessionStorage.clear();
  window.history.replaceState(null, '', '/app/endpoints-summary');
  app$ = new BehaviorSubject<string | undefined>('endpoints-summary');
  breadcrumbs$ = new BehaviorSubject<unknown>([]);
  source = new PageContextSource({ currentAppId$: app$, breadcrumbs$ });
  told = [];
});

afterEach(() => {
  source.stop();
  jest.restoreAllMocks();
});

const last = () => told[told.length - 1];

describe('what the page is about', () => {
  it('is told at once', () => {
    pin('001');
    window.location.hash = '#/agents?tab=welcome&agent=001';
    source.start((context) => told.push(context));
    expect(last()).toEqual({
      app: 'endpoints-summary',
      shown: { shown: 'agent', agent: { id: '001' } },
      isAgentPage: true,
    });
  });

  it.each<[string, () => void]>([
    ['hashchange', () => window.dispatchEvent(new Event('hashchange'))],
    ['popstate', () => window.dispatchEvent(new Event('popstate'))],
    ['new breadcrumbs', () => breadcrumbs$.next([{ text: 'FIN-WS-02' }])],
    ['another app', () => app$.next('discover')],
  ])('is read anew at %s', (_, signal) => {
    pin('001');
    source.start((context) => told.push(context));
    pin('002');
    signal();
    expect(last()?.shown).toEqual({ shown: 'agent', agent: { id: '002' } });
  });

  it('names the app', () => {
    source.start((context) => told.push(context));
    app$.next('discover');
    expect(last()?.app).toBe('discover');
  });

  it('can be read at any moment, as a move of the host within an app gives no signal', () => {
    pin('001');
    source.start((context) => told.push(context));
    const count = told.length;
    window.history.pushState(null, '', '#/agents?tab=welcome&agent=006');
    expect(told).toHaveLength(count);
    expect(source.read().shown).toMatchObject({ shown: 'differs', url: '006' });
  });

  it('is nobody where the browser forbids the storage', () => {
    jest.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(source.read().shown).toEqual(NO_AGENT);
  });

  it('is told to nobody after the end, and no listener is left', () => {
    const added = jest.spyOn(window, 'addEventListener');
    const removed = jest.spyOn(window, 'removeEventListener');
    source.start((context) => told.push(context));
    source.stop();
    const count = told.length;
    window.dispatchEvent(new Event('hashchange'));
    breadcrumbs$.next([]);
    app$.next('discover');
    expect(told).toHaveLength(count);
    expect(removed.mock.calls.map(([kind, listener]) => [kind, listener])).toEqual(
      added.mock.calls.map(([kind, listener]) => [kind, listener])
    );
    expect([app$, breadcrumbs$].map(({ observers }) => observers)).toEqual([[], []]);
  });
});
