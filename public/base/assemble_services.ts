import type { CoreStart } from 'opensearch-dashboards/public';
import type { BrowserServices } from './browser_services';
import { chosenPatternIn } from './chosen_host';
import { discoverUrl } from './discover_link';
import { DraftStore } from './draft_store';
import { HttpIsolationApi } from '../api/http_isolation_api';
import { pageLinksOf } from './page_links';
import { printPage } from './print_page';
import { reloadPage } from './reload_page';
import { saveFile } from './save_file';
import { timeFormatOf } from '../words/time_format';

/** Holds what was typed as long as the dashboard page lives, whichever of our parts it was typed in. */
const drafts = new DraftStore();

export function browserServicesOf(core: CoreStart): BrowserServices {
  const { application, http, uiSettings } = core;
  return {
    api: new HttpIsolationApi(http),
    times: timeFormatOf(uiSettings),
    links: pageLinksOf(application),
    drafts,
    discoverUrl: (context, agent) =>
      discoverUrl(application, {
        context,
        pattern: chosenPatternIn(document.cookie) ?? context.alerts_pattern,
        agent,
      }),
    reloadPage: () => void reloadPage(),
    saveFile,
    print: printPage,
  };
}
