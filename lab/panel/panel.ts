import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Server } from '@hapi/hapi';
import { transform } from '@swc/core';
import type { ControlName } from './controls';
import { controls } from './controls';
import { endpointPage } from './endpoint_page';
import { Fields } from './fields';
import { overviewPage } from './overview_page';
import type { PanelOptions } from './panel_options';
import { PANEL_PATH } from './panel_options';

/** Content security policy: that of the dashboard's pages, and stricter. */
const CSP = "default-src 'self'; img-src data:; form-action 'self'; base-uri 'none'";

const script = () => readFile(join(__dirname, 'browser', 'panel_script.ts'), 'utf8');
const styles = () => readFile(join(__dirname, 'panel.css'), 'utf8');

/** The lab's control panel, as pages of the server; its forms are sent with the header `osd-xsrf`, as everything is here. */
export function registerPanel(server: Server, panel: PanelOptions): void {
  const get = (path: string, contentOf: (fields: Fields) => string) =>
    server.route({
      method: 'GET',
      path: `${PANEL_PATH}${path}`,
      handler: ({ query }, h) =>
        h
          .response(contentOf(new Fields(query)))
          .type('text/html; charset=utf-8')
          .header('content-security-policy', CSP),
    });
  get('', (fields) => overviewPage(panel, fields.optional('find') ?? ''));
  get('/endpoint', (fields) => endpointPage(panel, fields.text('host'), fields.text('agent')));

  server.route({
    method: 'GET',
    path: `${PANEL_PATH}/panel.css`,
    handler: async (_, h) => h.response(await styles()).type('text/css; charset=utf-8'),
  });
  server.route({
    method: 'GET',
    path: `${PANEL_PATH}/panel.js`,
    handler: async (_, h) => {
      const parser = { syntax: 'typescript' } as const;
      const { code } = await transform(await script(), { jsc: { parser, target: 'es2020' } });
      return h.response(code).type('text/javascript; charset=utf-8');
    },
  });

  for (const name of Object.keys(controls) as ControlName[]) {
    server.route({
      method: 'POST',
      path: `${PANEL_PATH}/${name}`,
      handler: async ({ payload }) => ({ said: await controls[name](new Fields(payload), panel) }),
    });
  }
}
