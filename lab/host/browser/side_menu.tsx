import { EuiCollapsibleNav, EuiCollapsibleNavGroup, EuiListGroup } from '@elastic/eui';
import { groupBy, sortBy } from 'lodash';
import React from 'react';
import type { App } from 'opensearch-dashboards/public';
import type { Application } from './application';

interface SideMenuProps {
  application: Application;
  onClose: () => void;
}

/** All apps under their categories, both in the order that they ask for. */
export function SideMenu({ application, onClose }: SideMenuProps) {
  const groups = groupBy([...application.apps.values()], ({ category }) => category?.id ?? '');
  const ordered = sortBy(Object.values(groups), ([first]) => first?.category?.order ?? Infinity);
  const item = ({ id, title }: App) => ({
    label: title,
    href: application.getUrlForApp(id),
    'data-test-subj': `collapsibleNavAppLink-${id}`,
    onClick: (event: React.MouseEvent) => {
      event.preventDefault();
      onClose();
      application.navigateToApp(id);
    },
  });
  return (
    <EuiCollapsibleNav
      isOpen
      maskProps={{ headerZindexLocation: 'below' }}
      onClose={onClose}
      aria-label="Primary"
      data-test-subj="collapsibleNav"
      size={320}
    >
      {ordered.map(([first, ...others]) => (
        <EuiCollapsibleNavGroup
          key={first?.category?.id ?? 'other'}
          title={first?.category?.label ?? 'Other'}
          iconType={first?.category?.euiIconType}
          isCollapsible
          initialIsOpen
          data-test-subj={`collapsibleNavGroup-${first?.category?.id}`}
        >
          <EuiListGroup
            size="s"
            color="subdued"
            listItems={sortBy(first ? [first, ...others] : [], ({ order }) => order ?? 0).map(item)}
          />
        </EuiCollapsibleNavGroup>
      ))}
    </EuiCollapsibleNav>
  );
}
