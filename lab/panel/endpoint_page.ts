import { notFound } from '@hapi/boom';
import { endpointFaults } from '../endpoints/endpoint_faults';
import { forgeries } from '../endpoints/forgery';
import { localRecoveries } from '../endpoints/local_recovery';
import { managerFaults } from '../manager/faults';
import type { Simulation } from '../simulation';
import { clockWords, endpointFaultNames, forgeryNames, widestClockOffset } from './controls';
import type { Html, HtmlPart } from './html';
import { html } from './html';
import { controlForm, faultSwitch, live, page } from './page_frame';
import type { PanelOptions } from './panel_options';
import { recoveryCommands } from './recovery_commands';
import { truthOf } from './truth';

/** @throws Boom 404 where there is no such endpoint */
export function endpointPage(panel: PanelOptions, hostId: string, agentId: string): string {
  const simulation = panel.simulations.find((each) => each.hostId === hostId);
  if (!simulation?.endpoints.ids().includes(agentId)) {
    throw notFound(`There is no endpoint ${hostId}/${agentId}.`);
  }
  const name = simulation.manager.fleet.find(agentId)?.name ?? '(removed)';
  const target = { host: hostId, agent: agentId };
  return page(
    panel,
    `${name} (${hostId}/${agentId})`,
    html`${live('truth', truthTable(simulation, agentId))}
    ${commandSection(panel, simulation, agentId)} ${recoverySection(panel, target)}
    ${faultsSection(panel, simulation, agentId)} ${forgerySection(panel, target)}
    ${clockSection(panel, simulation, agentId)} ${registrationSection(panel, target)}`
  );
}

type Target = Readonly<Record<'host' | 'agent', string>>;

function truthTable({ hostId, endpoints, manager }: Simulation, agentId: string): Html {
  const state = endpoints.state(agentId);
  const { isolation, contact, backup, firewall } = truthOf(state);
  const { machine } = state;
  const agent = manager.fleet.find(agentId);
  const rows: ReadonlyArray<readonly [what: string, is: HtmlPart]> = [
    ['Actual state', html`<strong>${isolation}</strong>, ${contact}`],
    [
      'The plugin shows',
      html`<span data-host="${hostId}" data-agent="${agentId}" data-really="${isolation}"></span>`,
    ],
    [
      "Manager's view",
      agent
        ? `${agent.status}, groups ${agent.groups.join(', ')}, active response ${
            agent.activeResponse
          }`
        : 'removed',
    ],
    ['Backup', backup],
    [
      'Firewall',
      `${firewall.policy}, profiles ${firewall.profiles}, ${
        firewall.rules
      } regular rules; allowed addresses: ${firewall.lifeline.join(', ') || 'none'}`,
    ],
    [
      'Endpoint',
      `${machine.platform}, agent ${machine.agentVersion}, program ${
        machine.program
      }, ${machine.rights.replace('_', ' ')}, language ${
        machine.language
      }, Group Policy ${machine.groupPolicy.replace(/_/g, ' ')}`,
    ],
    ['Configured managers', machine.managers.join(', ')],
    ['Clock', clockWords(Math.round(machine.clockOffsetMs / 60_000))],
  ];
  return html`<table>
    <tbody>
      ${rows.map(
        ([what, is]) => html`<tr>
          <th scope="row">${what}</th>
          <td>${is}</td>
        </tr>`
      )}
    </tbody>
  </table>`;
}

function commandSection(
  panel: PanelOptions,
  { hostId, endpoints }: Simulation,
  agentId: string
): Html {
  const addresses = endpoints.state(agentId).machine.managers.join(', ');
  return html`<section aria-labelledby="command">
    <h2 id="command">Send a command manually</h2>
    <p>
      Sent as from Dev Tools, bypassing the plugin. The plugin learns of it only from the endpoint's
      report.
    </p>
    ${controlForm(
      panel,
      'command',
      { host: hostId, agent: agentId },
      html`<label
          >Action
          <select name="action">
            ${['isolate', 'release', 'probe'].map((action) => html`<option>${action}</option>`)}
          </select></label
        >
        <label>Addresses <input name="addresses" value="${addresses}" size="30" /></label>
        <label>User <input name="user" value="somebody" /></label>
        <button>Send</button>`
    )}
  </section>`;
}

function recoverySection(panel: PanelOptions, target: Target): Html {
  return html`<section aria-labelledby="recovery">
    <h2 id="recovery">Local recovery</h2>
    <dl>
      ${localRecoveries.map(
        (step) => html`<dt>
            ${controlForm(
              panel,
              'recovery',
              { ...target, step },
              html`<button>${step.replace('_', ' ')}</button>`
            )}
          </dt>
          <dd><code>${recoveryCommands[step]}</code></dd>`
      )}
    </dl>
  </section>`;
}

function faultsSection(panel: PanelOptions, simulation: Simulation, agentId: string): Html {
  const { hostId, endpoints, manager } = simulation;
  const row = (name: string, description: string, isSwitch: Html) => html`<tr>
    <th scope="row">${name}</th>
    <td>${description}</td>
    <td>${live(`fault-${name}`, isSwitch)}</td>
  </tr>`;
  const state = (isOn: boolean) => (isOn ? 'on' : 'off');
  return html`<section aria-labelledby="faults">
    <h2 id="faults">Faults</h2>
    <table>
      <tbody>
        ${endpointFaultNames.map((name) => {
          const isOn = endpoints.faults(agentId).includes(name);
          const hidden = { host: hostId, agent: agentId, name };
          const control = faultSwitch(panel, 'endpoint_fault', hidden, state(isOn));
          return row(name, endpointFaults[name].description, control);
        })}
        ${managerFaults
          .filter(({ target }) => target === 'agent')
          .map(({ name, description }) => {
            const isOn = manager.faults.has(name, agentId);
            const hidden = { host: hostId, name, target: agentId };
            return row(name, description, faultSwitch(panel, 'manager_fault', hidden, state(isOn)));
          })}
      </tbody>
    </table>
  </section>`;
}

function forgerySection(panel: PanelOptions, target: Target): Html {
  return html`<section aria-labelledby="forgery">
    <h2 id="forgery">Forged report</h2>
    ${forgeryNames.map(
      (forgery) => html`<p>${forgeries[forgery].description}</p>
        <div class="row">
          ${(['isolate', 'release'] as const).map((verb) =>
            controlForm(
              panel,
              'forge',
              { ...target, forgery, verb },
              html`<button>
                Forge a successful ${verb} report (${forgery.replace('_', ' ')})
              </button>`
            )
          )}
        </div>`
    )}
  </section>`;
}

function clockSection(
  panel: PanelOptions,
  { hostId, endpoints }: Simulation,
  agentId: string
): Html {
  const minutes = Math.round(endpoints.state(agentId).machine.clockOffsetMs / 60_000);
  return html`<section aria-labelledby="clock">
    <h2 id="clock">Clock</h2>
    ${controlForm(
      panel,
      'endpoint_clock',
      { host: hostId, agent: agentId },
      html`<label
          >Minutes ahead
          <input
            name="minutes"
            type="number"
            value="${minutes}"
            min="-${widestClockOffset}"
            max="${widestClockOffset}"
        /></label>
        <button>Set</button>`
    )}
  </section>`;
}

function registrationSection(panel: PanelOptions, target: Target): Html {
  return html`<section aria-labelledby="registration">
    <h2 id="registration">Agent enrollment</h2>
    <div class="row">
      ${controlForm(
        panel,
        'registration',
        { ...target, wanted: 'registered_anew' },
        html`<button>Re-enroll with the same ID</button>`
      )}
      ${controlForm(
        panel,
        'registration',
        { ...target, wanted: 'removed' },
        html`<button>Remove the agent</button>`
      )}
    </div>
  </section>`;
}
