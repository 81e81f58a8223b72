import {
  EuiAvatar,
  EuiContextMenuItem,
  EuiContextMenuPanel,
  EuiHeaderSectionItemButton,
  EuiPopover,
} from '@elastic/eui';
import React, { useState } from 'react';
import { USER_COOKIE } from './user_cookie';

interface UserMenuProps {
  users: string[];
  user?: string;
}

/** Signs in another of the lab's users: the page is loaded anew as that user. */
export function UserMenu({ users, user = 'nobody' }: UserMenuProps) {
  const [open, setOpen] = useState(false);
  const signIn = (name: string) => {
    document.cookie = `${USER_COOKIE}=${encodeURIComponent(name)}; path=/; samesite=strict`;
    window.location.reload();
  };
  return (
    <EuiPopover
      isOpen={open}
      closePopover={() => setOpen(false)}
      panelPaddingSize="none"
      button={
        <EuiHeaderSectionItemButton
          aria-label={`Signed in as ${user}`}
          data-test-subj="account-popover"
          onClick={() => setOpen(!open)}
        >
          <EuiAvatar name={user} size="s" />
        </EuiHeaderSectionItemButton>
      }
    >
      <EuiContextMenuPanel
        title="Sign in as"
        items={users.map((name) => (
          <EuiContextMenuItem
            key={name}
            icon={name === user ? 'check' : 'empty'}
            data-test-subj={`signInAs-${name}`}
            onClick={() => signIn(name)}
          >
            {name}
          </EuiContextMenuItem>
        ))}
      />
    </EuiPopover>
  );
}
