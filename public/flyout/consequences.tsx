import { EuiCallOut, EuiCheckbox, EuiLoadingContent, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { RequestedAction } from '../../common/action/requested_action';
import type { EndpointPreview } from '../../common/action/preview';
import { releaseProspect } from '../../common/state/release_prospect';
import type { ContextView } from '../../common/api/context_view';
import { releaseProspectWords } from '../words/release_prospect_words';

interface ConsequencesProps {
  readonly verb: RequestedAction;
  readonly name: string;
  readonly preview: EndpointPreview | undefined;
  readonly profiles: ContextView['profiles'];
  /** Ids of those that are ticked. */
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly string[]) => void;
}

/** Says what the action does to the endpoint and to the person using it, and how to undo it. */
export function Consequences(props: ConsequencesProps) {
  const { verb, name, preview } = props;
  if (verb === 'reisolate') return <ChangeOfAddresses {...props} />;
  return verb === 'isolate' ? (
    <EuiCallOut
      color="warning"
      iconType="cut"
      size="s"
      title={i18n.translate('endpointIsolation.consequences.isolate.title', {
        defaultMessage: '{name} will lose all network connections except to the addresses below',
        values: { name },
      })}
    >
      <EuiText size="s">
        <ul>
          <li>
            {ISOLATE.dns}
            <DnsProfiles {...props} />
          </li>
          <li>{ISOLATE.rules}</li>
          <li>{ISOLATE.back}</li>
        </ul>
      </EuiText>
    </EuiCallOut>
  ) : (
    <ReleaseConsequences name={name} preview={preview} />
  );
}

/** Says what a release will most likely do, by what is known about the endpoint and its backup. */
function ReleaseConsequences({ name, preview }: Pick<ConsequencesProps, 'name' | 'preview'>) {
  if (!preview) return <EuiLoadingContent lines={2} />;
  const { title, text, look } = releaseProspectWords(releaseProspect(preview.state), name);
  return (
    <EuiCallOut
      color={look === 'warning' ? 'warning' : 'primary'}
      iconType={look === 'warning' ? 'alert' : 'lockOpen'}
      size="s"
      title={title}
      data-test-subj="releaseConsequences"
    >
      <p>{text}</p>
    </EuiCallOut>
  );
}

/** It is two actions, and in between the endpoint is open: said before it is asked for. */
function ChangeOfAddresses(props: ConsequencesProps) {
  const { name } = props;
  return (
    <EuiCallOut
      color="danger"
      iconType="alert"
      size="s"
      title={i18n.translate('endpointIsolation.consequences.reisolate.title', {
        defaultMessage: '{name} will be released, then isolated again with the addresses below',
        values: { name },
      })}
      data-test-subj="changeOfAddresses"
    >
      <EuiText size="s">
        <ul>
          <li>{REISOLATE.why}</li>
          <li>{REISOLATE.open}</li>
          <li>{REISOLATE.follows}</li>
          <li>
            {ISOLATE.dns}
            <DnsProfiles {...props} />
          </li>
        </ul>
      </EuiText>
    </EuiCallOut>
  );
}

/** Offers the profiles next to the warning about what is blocked. */
function DnsProfiles({ profiles, chosen, onChosen }: ConsequencesProps) {
  const offered = profiles.filter(({ purpose }) => purpose === 'dns_dhcp');
  if (offered.length === 0) return <> {NO_DNS_PROFILE}</>;
  return (
    <>
      {offered.map(({ id, label }) => (
        <EuiCheckbox
          key={id}
          id={`dns-profile-${id}`}
          label={i18n.translate('endpointIsolation.consequences.isolate.dnsProfile', {
            defaultMessage: 'Allow DNS and DHCP: profile {label}',
            values: { label },
          })}
          checked={chosen.includes(id)}
          onChange={() =>
            onChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id])
          }
        />
      ))}
    </>
  );
}

const NO_DNS_PROFILE = i18n.translate('endpointIsolation.consequences.isolate.noDnsProfile', {
  defaultMessage: 'You can allow their addresses below.',
});

const REISOLATE = {
  why: i18n.translate('endpointIsolation.consequences.reisolate.why', {
    defaultMessage:
      'Allowed addresses can’t be changed while the endpoint is isolated. Everything the new isolation needs is checked before the release is sent.',
  }),
  open: i18n.translate('endpointIsolation.consequences.reisolate.open', {
    defaultMessage:
      'In between, the endpoint is fully connected: usually for seconds, for minutes if the endpoint or manager is slow.',
  }),
  follows: i18n.translate('endpointIsolation.consequences.reisolate.follows', {
    defaultMessage:
      'Isolation starts automatically once the release is confirmed, even if you close this page. If anything fails, this panel says so in red and a follow-up stays open.',
  }),
};

const ISOLATE = {
  dns: i18n.translate('endpointIsolation.consequences.isolate.dns', {
    defaultMessage:
      'DNS and DHCP are blocked too. Names no longer resolve. An endpoint on DHCP loses its IP address, and then its manager, when its lease expires.',
  }),
  rules: i18n.translate('endpointIsolation.consequences.isolate.rules', {
    defaultMessage:
      'Existing connections stall. Its firewall rules are saved on the endpoint and removed.',
  }),
  back: i18n.translate('endpointIsolation.consequences.isolate.back', {
    defaultMessage: 'Release it to undo this. Isolation has no time limit.',
  }),
};
