import type { ControlName } from './controls';
import type { Html, HtmlPart } from './html';
import { html } from './html';
import type { PanelOptions } from './panel_options';
import { PANEL_PATH } from './panel_options';

/** URL of a page of the panel, or of what its pages load. */
export function panelUrl({ basePath }: PanelOptions, path = ''): string {
  return `${basePath}${PANEL_PATH}${path}`;
}

export function endpointUrl(panel: PanelOptions, hostId: string, agentId: string): string {
  return panelUrl(panel, `/endpoint?${new URLSearchParams({ host: hostId, agent: agentId })}`);
}

export function page(panel: PanelOptions, title: string, content: HtmlPart): string {
  const { text } = html`<html lang="en" data-base-path="${panel.basePath}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>${title} - Isolation lab</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="${panelUrl(panel, '/panel.css')}" />
      <script type="module" src="${panelUrl(panel, '/panel.js')}"></script>
    </head>
    <body>
      <nav>
        <a href="${panelUrl(panel)}">Lab control panel</a>
        <a href="${panel.basePath}/app/endpoint-isolation">Dashboard</a>
      </nav>
      <p id="said" role="status"></p>
      <noscript><p>This page needs JavaScript. Without it, the buttons don't work.</p></noscript>
      <main>
        <h1>${title}</h1>
        ${content}
      </main>
    </body>
  </html>`;
  return `<!DOCTYPE html>\n${text}`;
}

/** A form of the panel; its script sends it. */
export function controlForm(
  panel: PanelOptions,
  control: ControlName,
  hidden: Readonly<Record<string, string>>,
  content: HtmlPart
): Html {
  return html`<form method="post" action="${panelUrl(panel, `/${control}`)}">
    ${Object.entries(hidden).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`
    )}
    ${content}
  </form>`;
}

/** A part that the page's script keeps up to date; the id is the same each time. */
export function live(id: string, content: HtmlPart): Html {
  return html`<div id="${id}" data-live>${content}</div>`;
}

/** Switches a fault; says how it stands. */
export function faultSwitch(
  panel: PanelOptions,
  control: 'manager_fault' | 'endpoint_fault',
  hidden: Readonly<Record<'host' | 'name', string> & Partial<Record<'agent' | 'target', string>>>,
  state: 'on' | 'off'
): Html {
  const wanted = state === 'on' ? 'off' : 'on';
  const id = ['switch', ...Object.values(hidden)].join('-');
  const label = `${hidden.name} ${hidden.target ?? ''}`.trim();
  return controlForm(
    panel,
    control,
    { ...hidden, wanted },
    html`<button id="${id}" class="switch ${state}">
      ${state === 'on' ? '● On' : '○ Off'} <span class="unseen">${label}</span>
    </button>`
  );
}
