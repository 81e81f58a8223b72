import { screen } from '@testing-library/react';
import React from 'react';
import type { ReadinessView } from '../../common/api/readiness_view';
import { aCheck, aContext, endpointsReadiness, NIGHT } from '../builders/views';
import { draw, fakeServices } from './browser_services';
import { fakeIsolationApi } from './isolation_api';
import type { IsolationApi } from '../../public/api/isolation_api';
import type { Route } from '../../public/base/route';
import { hashOf } from '../../public/base/route';
import { ReadinessPage } from '../../public/app/readiness_page';

export const READY: ReadinessView = {
  host: 'lab',
  at: NIGHT,
  checks: [aCheck('tls', 'tls_verified'), aCheck('group_policy', 'group_policy_rules')],
  ready: [],
};

export function open(answers: Partial<IsolationApi>, context = aContext()) {
  const navigation = {
    route: { page: 'readiness' } as Route,
    go: jest.fn(),
    replace: jest.fn(),
    hrefOf: hashOf,
  };
  draw(
    <ReadinessPage
      route={{ page: 'readiness', host: 'lab' }}
      host="lab"
      context={context}
      navigation={navigation}
    />,
    fakeServices({
      api: fakeIsolationApi({ endpointsReadiness: async () => endpointsReadiness(), ...answers }),
    })
  );
  return navigation;
}

export const row = (check: string) => screen.findByTestId(`readiness-${check}`);
