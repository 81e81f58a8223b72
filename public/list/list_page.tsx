import {
  EuiButtonEmpty,
  EuiFlexGroup,
  EuiFlexItem,
  EuiPanel,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { ReactNode, RefObject } from 'react';
import { LiveNotice } from '../base/live_notice';
import { ClockTime } from '../base/time_ago';
import type { Live } from '../base/use_live';

interface ListPageProps {
  /** Name of the list in tests. */
  readonly subject: string;
  readonly title: string;
  /** A page has one heading; a list on it has a smaller one, and a list beside others the smallest. */
  readonly heading: 'page' | 'list' | 'part';
  /** Text behind the title, such as the number of rows. */
  readonly count?: string;
  /** Ref of the title, which can take the focus. */
  readonly titleRef?: RefObject<HTMLHeadingElement>;
  /** Explanation under the title. */
  readonly explanation?: string;
  /** Time at which the manager's agents were read, ms. */
  readonly agentsAt?: number;
  readonly live: Pick<Live<unknown>, 'value' | 'at' | 'failure' | 'isLoading' | 'reload'>;
  /** Buttons before *Refresh*. */
  readonly tools?: readonly ReactNode[];
  /** Buttons behind it. */
  readonly actions?: readonly ReactNode[];
  readonly filter?: ReactNode;
  /** Notices above that of the list itself. */
  readonly notices?: ReactNode;
  readonly pager?: ReactNode;
  readonly children: ReactNode;
}

/** The parts that every list has: its title, *Refresh*, filters, a notice if it couldn't be read or is old, the rows, and its pager. */
export function ListPage(props: ListPageProps) {
  const { subject, live, agentsAt, tools = [], actions = [], filter, notices, pager } = props;
  return (
    <EuiPanel paddingSize="m" data-test-subj={subject}>
      <EuiFlexGroup alignItems="center" responsive={false} gutterSize="s" wrap>
        <EuiFlexItem
          style={props.explanation === undefined ? undefined : { minWidth: 'min(300px, 100%)' }}
        >
          <Title {...props} />
          {props.explanation !== undefined && (
            <EuiText size="s" color="subdued">
              <p>{props.explanation}</p>
            </EuiText>
          )}
        </EuiFlexItem>
        {agentsAt !== undefined && (
          <EuiFlexItem grow={false}>
            <EuiText size="xs" color="subdued">
              {AGENTS_AS_OF} <ClockTime at={agentsAt} />
            </EuiText>
          </EuiFlexItem>
        )}
        <Buttons buttons={tools} />
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            iconType="refresh"
            isLoading={live.isLoading}
            onClick={live.reload}
            size="s"
            data-test-subj={`${subject}Refresh`}
          >
            {REFRESH}
          </EuiButtonEmpty>
        </EuiFlexItem>
        <Buttons buttons={actions} />
      </EuiFlexGroup>
      <EuiSpacer size="s" />
      {filter !== undefined && (
        <>
          {filter}
          <EuiSpacer size="s" />
        </>
      )}
      {notices}
      <LiveNotice live={live} onRetry={live.reload} />
      {props.children}
      {pager !== undefined && (
        <>
          <EuiSpacer size="s" />
          {pager}
        </>
      )}
    </EuiPanel>
  );
}

function Title({ heading, title, count, titleRef, subject }: ListPageProps) {
  const text = count === undefined ? title : `${title} (${count})`;
  switch (heading) {
    case 'page':
      return (
        <EuiTitle size="s">
          <h1 ref={titleRef} tabIndex={titleRef ? -1 : undefined}>
            {text}
          </h1>
        </EuiTitle>
      );
    case 'list':
      return (
        <EuiTitle size="s">
          <h2>{text}</h2>
        </EuiTitle>
      );
    case 'part':
      return (
        <EuiTitle size="xs">
          <h2 data-test-subj={`${subject}Title`}>{text}</h2>
        </EuiTitle>
      );
  }
}

function Buttons({ buttons }: { readonly buttons: readonly ReactNode[] }) {
  return (
    <>
      {React.Children.toArray([...buttons]).map((button, index) => (
        <EuiFlexItem grow={false} key={index}>
          {button}
        </EuiFlexItem>
      ))}
    </>
  );
}

const AGENTS_AS_OF = i18n.translate('endpointIsolation.list.agentsAsOf', {
  defaultMessage: 'Agent data as of',
});
const REFRESH = i18n.translate('endpointIsolation.list.refresh', { defaultMessage: 'Refresh' });

/** Stands in a table whose rows aren't there yet. */
export const LOADING_ROWS = i18n.translate('endpointIsolation.list.loading', {
  defaultMessage: 'Loading…',
});
