import { isEqual } from 'lodash';
import type { ManagerFault } from '../manager/faults';
import { managerFaults } from '../manager/faults';
import type { Simulation } from '../simulation';
import type { GateState } from '../store/store_gate';
import { gateStates } from '../store/store_gate';
import { clockWords, widestClockOffset } from './controls';
import type { Html } from './html';
import { html } from './html';
import { controlForm, endpointUrl, faultSwitch, live, page, panelUrl } from './page_frame';
import type { PanelOptions } from './panel_options';
import { speedNames, speeds } from './speeds';
import { notableEndpoints, truthOf } from './truth';

/** Rows of a table of endpoints. */
const mostRows = 100;

const gateWords: Readonly<Record<GateState, string>> = {
  open: 'Working',
  refusing: 'Refuses connections',
  silent: 'Accepts requests, never responds',
  busy: 'Busy (429)',
  denied: "Denies access to the dashboard's user (403)",
};

/** @param find part of a name, or an id: which endpoints are listed beside the notable ones */
export function overviewPage(panel: PanelOptions, find: string): string {
  return page(
    panel,
    'Lab control panel',
    html`<p>
        Everything behind the dashboard is simulated. Use this page to cause failures and to see
        each endpoint's actual state, which no plugin can know.
      </p>
      ${live('active-faults', activeFaults(panel))} ${endpointsSection(panel, find)}
      ${panel.simulations.map((simulation) => managerSection(panel, simulation))}
      ${speedSection(panel)} ${storeSection(panel)} ${usersSection(panel)}`
  );
}

function activeFaults(panel: PanelOptions): Html {
  const faults = panel.simulations.flatMap(({ hostId, manager, endpoints }) => [
    ...manager.faults.list().map(({ name, target }) => `${name}: manager ${hostId} ${target}`),
    ...endpoints
      .ids()
      .flatMap((id) => endpoints.faults(id).map((name) => `${name}: endpoint ${hostId}/${id}`)),
  ]);
  if (faults.length === 0) return html`<p>No faults are active.</p>`;
  return html`<p>Active faults:</p>
    <ul>
      ${faults.map((fault) => html`<li>${fault}</li>`)}
    </ul>
    ${controlForm(
      panel,
      'end_faults',
      {},
      html`<button id="end-faults">Turn off all faults</button>`
    )}`;
}

function endpointsSection(panel: PanelOptions, find: string): Html {
  return html`<section aria-labelledby="endpoints">
    <h2 id="endpoints">Endpoints</h2>
    <form method="get" action="${panelUrl(panel)}" role="search">
      <label>Name or ID <input name="find" value="${find}" /></label>
      <button>Find</button>
    </form>
    ${live(
      'endpoint-rows',
      html`${find === ''
        ? undefined
        : endpointTable(panel, `Search results for "${find}"`, found(find))}
      ${endpointTable(panel, 'Affected endpoints', notableEndpoints)}`
    )}
    <p>
      <em>The plugin shows</em>: what it returns for the signed-in user. A difference isn't always
      an error: the plugin knows only what endpoints report.
    </p>
  </section>`;
}

const found =
  (text: string) =>
  ({ manager, endpoints }: Simulation): string[] =>
    endpoints.ids().filter((id) => {
      const name = manager.fleet.find(id)?.name ?? '';
      return id === text || name.toLowerCase().includes(text.toLowerCase());
    });

function endpointTable(
  panel: PanelOptions,
  caption: string,
  idsOf: (simulation: Simulation) => string[]
): Html {
  const all = panel.simulations.flatMap((simulation) =>
    idsOf(simulation).map((id) => ({ simulation, id }))
  );
  const more = all.length - mostRows;
  return html`<table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">Endpoint</th>
          <th scope="col">Actual state</th>
          <th scope="col">The plugin shows</th>
          <th scope="col">Backup</th>
          <th scope="col">Faults</th>
        </tr>
      </thead>
      <tbody>
        ${all.slice(0, mostRows).map(({ simulation, id }) => endpointRow(panel, simulation, id))}
      </tbody>
    </table>
    ${more > 0 ? html`<p>And ${more} more.</p>` : undefined}`;
}

function endpointRow(panel: PanelOptions, simulation: Simulation, id: string): Html {
  const { hostId, manager, endpoints } = simulation;
  const { isolation, contact, backup } = truthOf(endpoints.state(id));
  const name = manager.fleet.find(id)?.name ?? '(removed)';
  const url = endpointUrl(panel, hostId, id);
  return html`<tr>
    <th scope="row"><a id="to-${hostId}-${id}" href="${url}">${name}</a> ${hostId}/${id}</th>
    <td>${isolation}, ${contact}</td>
    <td data-host="${hostId}" data-agent="${id}" data-really="${isolation}"></td>
    <td>${backup}</td>
    <td>${endpoints.faults(id).join(', ')}</td>
  </tr>`;
}

function managerSection(panel: PanelOptions, simulation: Simulation): Html {
  const { hostId, manager } = simulation;
  const heading = `manager-${hostId}`;
  return html`<section aria-labelledby="${heading}">
    <h2 id="${heading}">Manager ${hostId}</h2>
    <p>
      ${manager.nodes.length > 1 ? 'A cluster' : 'One node'}:
      ${manager.nodes.map(({ name, hostname }) => `${name} (${hostname})`).join(', ')}. API:
      ${manager.url}.
    </p>
    <table>
      <caption>
        Faults
      </caption>
      <thead>
        <tr>
          <th scope="col">Fault</th>
          <th scope="col">What happens</th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      <tbody>
        ${managerFaults
          .filter(({ target }) => target !== 'agent')
          .map(
            ({ name, target, description }) => html`<tr>
              <th scope="row">${name}</th>
              <td>${description}</td>
              <td>
                ${live(
                  `${heading}-${name}`,
                  target === 'node'
                    ? manager.nodes.map((node) => nodeSwitch(panel, simulation, name, node.name))
                    : managerSwitch(panel, simulation, name, '')
                )}
              </td>
            </tr>`
          )}
      </tbody>
    </table>
    <p>Manager faults that affect a single agent are on that endpoint's page.</p>
    <h3>Clocks</h3>
    ${manager.nodes.map(({ name }) => clockForm(panel, simulation, name))}
  </section>`;
}

function managerSwitch(
  panel: PanelOptions,
  { hostId, manager }: Simulation,
  name: ManagerFault,
  target: string
): Html {
  const state = manager.faults.has(name, target) ? 'on' : 'off';
  return faultSwitch(panel, 'manager_fault', { host: hostId, name, target }, state);
}

function nodeSwitch(
  panel: PanelOptions,
  simulation: Simulation,
  name: ManagerFault,
  node: string
): Html {
  return html`<div class="row">
    ${managerSwitch(panel, simulation, name, node)}
    ${simulation.manager.nodes.length > 1 ? `on ${node}` : undefined}
  </div>`;
}

function clockForm(panel: PanelOptions, { hostId, clocks }: Simulation, node: string): Html {
  const minutes = clocks.offsetOf(node) / 60_000;
  return html`<div class="row">
    ${controlForm(
      panel,
      'node_clock',
      { host: hostId, node },
      html`<label
          >Clock of ${node}: minutes ahead
          <input
            name="minutes"
            type="number"
            value="${minutes}"
            min="-${widestClockOffset}"
            max="${widestClockOffset}"
        /></label>
        <button>Set</button>`
    )}
    ${live(`clock-${hostId}-${node}`, html`is ${clockWords(minutes)}`)}
  </div>`;
}

function speedSection(panel: PanelOptions): Html {
  const delays = panel.simulations[0].endpoints.currentDelays();
  return html`<section aria-labelledby="speed">
    <h2 id="speed">Response time</h2>
    <dl>
      ${speedNames.map((name) => {
        const isCurrent = isEqual(delays, speeds[name].delays);
        return html`<dt class="row">
            ${controlForm(
              panel,
              'speed',
              { speed: name },
              html`<button>${name.replace('_', ' ')}</button>`
            )}
            ${live(`speed-${name}`, isCurrent ? 'current' : '')}
          </dt>
          <dd>${speeds[name].description}</dd>`;
      })}
    </dl>
  </section>`;
}

function storeSection(panel: PanelOptions): Html {
  const { gate, storeName } = panel;
  return html`<section aria-labelledby="store">
    <h2 id="store">Store</h2>
    <p>${storeName}</p>
    ${gate === undefined
      ? html`<p>This store isn't managed by the lab and can't be changed here.</p>`
      : html`${live(
            'store-state',
            html`<p>Current state for the dashboard: ${gateWords[gate.state()]}.</p>`
          )}
          <div class="row">
            ${gateStates.map((state) =>
              controlForm(panel, 'store', { state }, html`<button>${gateWords[state]}</button>`)
            )}
          </div>
          <p>Alerts are still stored, as if only the dashboard had lost its indexer.</p>`}
  </section>`;
}

function usersSection({ security }: PanelOptions): Html {
  return html`<section aria-labelledby="users">
    <h2 id="users">Users</h2>
    ${security === 'none'
      ? html`<p>
          This dashboard has no security plugin. There is one user, and the plugin works only
          because
          <code>allow_without_security</code> is set. To switch users, start with
          <code>--security lab</code>.
        </p>`
      : html`<p>
          Switch users at the top right of the dashboard. <code>admin</code> and
          <code>analyst</code> can isolate and release; <code>reader</code> can only view. With
          <code>--run-as</code> the manager's policies also apply: <code>analyst</code> can't act on
          domain controllers.
        </p>`}
  </section>`;
}
