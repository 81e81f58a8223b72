import { EuiButton, EuiCallOut } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { Component } from 'react';
import type { ReactNode } from 'react';

interface FaultBoundaryProps {
  readonly onReload: () => void;
  readonly children: ReactNode;
}

interface FaultBoundaryState {
  readonly fault?: Error;
}

/** A fault in our own drawing takes nothing but our own part of the page away, and says so. */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  static getDerivedStateFromError(fault: Error): FaultBoundaryState {
    return { fault };
  }

  readonly state: FaultBoundaryState = {};

  render(): ReactNode {
    const { fault } = this.state;
    if (!fault) return this.props.children;
    return (
      <EuiCallOut
        color="danger"
        iconType="alert"
        role="alert"
        title={i18n.translate('endpointIsolation.fault.title', {
          defaultMessage: 'Something went wrong on this page',
        })}
      >
        <p>
          {i18n.translate('endpointIsolation.fault.text', {
            defaultMessage:
              'Actions you already requested continue on the server. Reload the page to see their current status.',
          })}
        </p>
        <p>{fault.message}</p>
        <EuiButton size="s" color="danger" iconType="refresh" onClick={this.props.onReload}>
          {i18n.translate('endpointIsolation.fault.reload', { defaultMessage: 'Reload page' })}
        </EuiButton>
      </EuiCallOut>
    );
  }
}
