import { I18nProvider } from '@osd/i18n/react';
import { render } from '@testing-library/react';
import type { RenderResult } from '@testing-library/react';
import React from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { BrowserServices } from '../../public/base/browser_services';
import { ServicesProvider } from '../../public/base/browser_services';
import { DraftStore } from '../../public/base/draft_store';
import { timeFormatOf } from '../../public/words/time_format';
import { fakeIsolationApi } from './isolation_api';

export function fakeServices(parts: Partial<BrowserServices> = {}): BrowserServices {
  return {
    api: fakeIsolationApi(),
    times: timeFormatOf({
      get: (key, otherwise = '') => (key === 'dateFormat:tz' ? 'UTC' : otherwise),
    }),
    links: {
      endpoint: ({ host, agent }) => `#/endpoints/${host}/${agent}`,
      events: ({ host, agent }) => `#/events?host=${host}&agent=${agent}`,
      agentPage: (agent) => `/agents/${agent}`,
    },
    drafts: new DraftStore(),
    discoverUrl: () => '/discover',
    reloadPage: () => undefined,
    saveFile: () => undefined,
    print: () => () => undefined,
    ...parts,
  };
}

/** Draws a component in the world that it needs; `rerender` draws it again in the same. */
export function draw(element: ReactElement, services: BrowserServices): RenderResult {
  const wrapper = ({ children }: { children?: ReactNode }) => (
    <I18nProvider>
      <ServicesProvider services={services}>{children}</ServicesProvider>
    </I18nProvider>
  );
  return render(element, { wrapper });
}
