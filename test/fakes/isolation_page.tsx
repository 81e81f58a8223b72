import { act, screen, within } from '@testing-library/react';
import React from 'react';
import type { EndpointView } from '../../common/api/endpoint_view';
import { MINUTE } from '../../common/base/time';
import { aContext, endpointsView, NIGHT, provenState } from '../builders/views';
import { draw, fakeServices } from './browser_services';
import { fakeIsolationApi } from './isolation_api';
import { NowProvider } from '../../public/base/use_now';
import type { EndpointsRequest, IsolationApi, Opened } from '../../public/api/isolation_api';
import type { ListFilters, Route } from '../../public/base/route';
import { NO_FILTERS } from '../../public/base/route';
import { IsolationPage } from '../../public/app/isolation_page';

export const isolated = provenState('isolated', NIGHT - 3 * 60 * MINUTE);

export interface Asked {
  readonly request: EndpointsRequest;
  readonly opened: Opened;
}

export function open(
  answers: Partial<Omit<IsolationApi, 'endpoints'>> & {
    readonly attention?: () => Promise<readonly EndpointView[]>;
    readonly all?: (request: EndpointsRequest) => ReturnType<IsolationApi['endpoints']>;
  },
  filters = NO_FILTERS
) {
  const asked: Asked[] = [];
  const { attention, all, ...rest } = answers;
  const api = fakeIsolationApi({
    endpoints: async (request, opened) => {
      asked.push({ request, opened });
      return request.state === 'attention' && request.size === 100
        ? endpointsView((await attention?.()) ?? [])
        : all?.(request) ?? endpointsView([]);
    },
    ...rest,
  });
  const navigation = {
    route: { page: 'not_found' } as Route,
    go: jest.fn(),
    replace: jest.fn(),
    hrefOf: () => '#',
  };
  const pageOf = (host: string, shown: ListFilters) => (
    <NowProvider>
      <IsolationPage
        route={{ page: 'isolation', host, filters: shown }}
        host={host}
        context={aContext()}
        navigation={navigation}
        onName={jest.fn()}
      />
    </NowProvider>
  );
  const drawn = draw(pageOf('lab', filters), fakeServices({ api }));
  return {
    ...drawn,
    navigation,
    asked,
    /** The URL has become another one. */
    become: (host: string, shown: ListFilters) => drawn.rerender(pageOf(host, shown)),
  };
}

export const attentionPanel = async () => within(await screen.findByTestId('attention'));

export const listPanel = async () => within(await screen.findByTestId('endpoints'));

export const pass = (ms: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(ms);
  });
