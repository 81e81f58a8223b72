import {
  EuiButtonIcon,
  EuiFlexGroup,
  EuiFlexItem,
  EuiSelect,
  EuiText,
  htmlIdGenerator,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import type { Pages } from './use_pages';
import { PAGE_SIZES } from '../base/route';

const MORE_MAY_FOLLOW = i18n.translate('endpointIsolation.pager.moreMayFollow', {
  defaultMessage: 'Nothing you can see here yet. More may follow.',
});

interface PagerProps {
  readonly pages: Pages;
  readonly size: number;
  /** Number of rows on this page. */
  readonly shown: number;
  /** Total number, if it is known. */
  readonly total?: number;
  /** Cursor of the next page. Undefined on the last one. */
  readonly next?: string;
  /** The size is fixed if this is left out. */
  readonly onSize?: (size: number) => void;
}

/** Back and forth through pages whose number is not always known. */
export function Pager({ pages, size, shown, total, next, onSize }: PagerProps) {
  const [sizeId] = useState(htmlIdGenerator('rowsPerPage'));
  if (shown === 0 && pages.index === 0 && next === undefined && !onSize) return null;
  const from = shown === 0 ? 0 : pages.index * size + 1;
  const to = pages.index * size + shown;
  return (
    <EuiFlexGroup
      alignItems="center"
      justifyContent="spaceBetween"
      responsive={false}
      gutterSize="s"
    >
      <EuiFlexItem grow={false}>
        {onSize && (
          // Within the field the host cuts a label off at half of its width.
          <EuiFlexGroup alignItems="center" responsive={false} gutterSize="s">
            <EuiFlexItem grow={false}>
              <EuiText size="s">
                <label htmlFor={sizeId}>{ROWS}</label>
              </EuiText>
            </EuiFlexItem>
            <EuiFlexItem grow={false}>
              <EuiSelect
                id={sizeId}
                compressed
                style={{ minWidth: 70 }}
                value={size}
                options={PAGE_SIZES.map((each) => ({ value: each, text: String(each) }))}
                onChange={({ target }) => onSize(Number(target.value))}
              />
            </EuiFlexItem>
          </EuiFlexGroup>
        )}
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiFlexGroup alignItems="center" responsive={false} gutterSize="s">
          <EuiFlexItem grow={false}>
            <EuiText size="s">
              {shown === 0 && next !== undefined
                ? MORE_MAY_FOLLOW
                : total === undefined
                ? i18n.translate('endpointIsolation.pager.range', {
                    defaultMessage: '{from}–{to}',
                    values: { from, to },
                  })
                : i18n.translate('endpointIsolation.pager.rangeOf', {
                    defaultMessage: '{from}–{to} of {total}',
                    values: { from, to, total },
                  })}
            </EuiText>
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <EuiButtonIcon
              iconType="arrowLeft"
              color="text"
              isDisabled={pages.index === 0}
              onClick={pages.previous}
              aria-label={i18n.translate('endpointIsolation.pager.previous', {
                defaultMessage: 'Previous page',
              })}
            />
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <EuiButtonIcon
              iconType="arrowRight"
              color="text"
              isDisabled={next === undefined}
              onClick={() => next !== undefined && pages.next(next)}
              aria-label={i18n.translate('endpointIsolation.pager.next', {
                defaultMessage: 'Next page',
              })}
            />
          </EuiFlexItem>
        </EuiFlexGroup>
      </EuiFlexItem>
    </EuiFlexGroup>
  );
}

const ROWS = i18n.translate('endpointIsolation.pager.rows', { defaultMessage: 'Rows per page' });
