import type { EuiBasicTableColumn } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import type { EndpointView } from '../../common/api/endpoint_view';
import { NOT_IN_CARDS } from '../list/mobile_cards';

/** Room that the list of endpoints takes with the name of the OS, and with its version as well, px. */
const WITH_OS = 1270;
const WITH_OS_VERSION = 1550;

interface Row {
  readonly endpoint: Pick<EndpointView, 'agent'>;
}

/**
 * The column of the OS. It goes before all others: first the version, then all of it. The panel of an endpoint has both.
 *
 * @param width of the place of the table, px; undefined while it isn't known
 */
export function osColumns<T extends Row>(width = WITH_OS_VERSION): Array<EuiBasicTableColumn<T>> {
  if (width < WITH_OS) return [];
  const isWhole = width >= WITH_OS_VERSION;
  return [
    {
      name: OS,
      width: isWhole ? '20%' : '15%',
      mobileOptions: NOT_IN_CARDS,
      render: ({ endpoint: { agent } }: T) => {
        const name = agent?.os_name ?? '-';
        return isWhole ? name : withoutVersion(name);
      },
    },
  ];
}

/** @param name with the version behind it, as the manager has it, such as 10.0.17763.5329 */
export function withoutVersion(name: string): string {
  return name.replace(/ \d+(\.\d+)+$/, '');
}

const OS = i18n.translate('endpointIsolation.list.os', { defaultMessage: 'OS' });
