import { EuiButtonEmpty, EuiFlexGroup, EuiFlexItem, EuiPopover, EuiToolTip } from '@elastic/eui';
import React from 'react';
import { AgentButton } from './agent_button';
import type { AgentButtonProps } from './agent_button';
import type { AgentTab } from './shown_page';
import { useNarrow } from './use_narrow';

const MODULES = [
  ['threat-hunting', 'Threat Hunting'],
  ['file-integrity-monitoring', 'File Integrity Monitoring'],
  ['configuration-assessment', 'Configuration Assessment'],
  ['mitre-attack', 'MITRE ATT&CK'],
] as const;

const OFFSET = { marginTop: 7 };

export interface AgentHeaderProps extends AgentButtonProps {
  readonly onOpenModule: (app: string) => void;
  readonly onOpenTab: (tab: AgentTab) => void;
}

function MoreButton({ text }: { text: string }) {
  const button = (
    <EuiButtonEmpty color="primary" iconSide="right" iconType="arrowDown">
      {text}
    </EuiButtonEmpty>
  );
  return (
    <EuiFlexItem grow={false} style={OFFSET}>
      <EuiPopover button={button} isOpen={false} closePopover={() => undefined} />
    </EuiFlexItem>
  );
}

function ModuleLink({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <EuiFlexItem grow={false} style={{ ...OFFSET, marginLeft: 0 }}>
      <div className="osdRedirectCrossAppLinks">
        <EuiButtonEmpty
          href="#"
          onClick={(event: React.MouseEvent) => {
            event.preventDefault();
            onClick();
          }}
        >
          <span>{text}</span>
        </EuiButtonEmpty>
      </div>
    </EuiFlexItem>
  );
}

interface TabButtonProps {
  readonly text: string;
  readonly icon: string;
  readonly width: 'wide' | 'narrow';
  readonly onClick: () => void;
}

function TabButton({ text, icon, width, onClick }: TabButtonProps) {
  const button = (
    <EuiButtonEmpty
      color="primary"
      iconType={icon}
      className="wz-it-hygiene-header-button"
      onClick={onClick}
    >
      {width === 'wide' ? text : ''}
    </EuiButtonEmpty>
  );
  return (
    <EuiFlexItem grow={false} style={OFFSET}>
      {width === 'wide' ? button : <EuiToolTip content={text}>{button}</EuiToolTip>}
    </EuiFlexItem>
  );
}

/** The bar above an agent's page: ways into the modules at the left, the agent's own buttons at the right. */
export function AgentHeader({ onOpenModule, onOpenTab, ...agentButton }: AgentHeaderProps) {
  const width = useNarrow() ? 'narrow' : 'wide';
  const { version } = agentButton;
  const left = [
    'wz-module-header-agent-title',
    ...(version === '4.14' ? ['wz-module-header-agent-title-left'] : []),
  ].join(' ');
  return (
    <div className="wz-module-header-agent-wrapper">
      <div className="wz-module-header-agent-main">
        <EuiFlexGroup gutterSize="xs" responsive={false} justifyContent="spaceBetween">
          <EuiFlexItem grow={false} className={left}>
            <EuiFlexGroup gutterSize="xs" responsive={false}>
              {width === 'wide' &&
                MODULES.map(([app, text]) => (
                  <ModuleLink key={app} text={text} onClick={() => onOpenModule(app)} />
                ))}
              <MoreButton text={width === 'wide' ? 'More...' : 'Applications'} />
            </EuiFlexGroup>
          </EuiFlexItem>
          <EuiFlexItem grow={false} className="wz-module-header-agent-title">
            <EuiFlexGroup gutterSize="none" responsive={false}>
              <EuiFlexItem grow={false} style={{ ...OFFSET, marginRight: '0.5rem' }}>
                <AgentButton {...agentButton} />
              </EuiFlexItem>
              {version === '4.14' ? (
                <EuiFlexItem grow={false} style={OFFSET} />
              ) : (
                <TabButton
                  text="Inventory data"
                  icon="inspect"
                  width={width}
                  onClick={() => onOpenTab(version === '4.9' ? 'syscollector' : 'software')}
                />
              )}
              <TabButton
                text="Stats"
                icon="visAreaStacked"
                width={width}
                onClick={() => onOpenTab('stats')}
              />
              <TabButton
                text="Configuration"
                icon="gear"
                width={width}
                onClick={() => onOpenTab('configuration')}
              />
            </EuiFlexGroup>
          </EuiFlexItem>
        </EuiFlexGroup>
      </div>
    </div>
  );
}
