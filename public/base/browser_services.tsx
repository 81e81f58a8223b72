import React, { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { ContextView } from '../../common/api/context_view';
import type { DraftStore } from './draft_store';
import type { IsolationApi } from '../api/isolation_api';
import type { PageLinks } from './page_links';
import type { TimeFormat } from '../words/time_format';

/** All that components need of the world around them, wherever in the dashboard they are drawn. */
export interface BrowserServices {
  readonly api: IsolationApi;
  readonly times: TimeFormat;
  readonly links: PageLinks;
  readonly drafts: DraftStore;
  /** Discover, with the reports of one endpoint or of all. */
  discoverUrl(context: ContextView, agent?: string): string;
  /** Reloads with the plugin that is installed now, whatever the browser has cached. */
  reloadPage(): void;
  /** Hands a text to the browser as a file to be kept. */
  saveFile(name: string, text: string): void;
  /** Opens the print dialog for what is drawn. @param onDone told when it is over @returns stops waiting for that */
  print(onDone: () => void): () => void;
}

const ServicesContext = createContext<BrowserServices | undefined>(undefined);

export function ServicesProvider({
  services,
  children,
}: {
  services: BrowserServices;
  children: ReactNode;
}) {
  return <ServicesContext.Provider value={services}>{children}</ServicesContext.Provider>;
}

export function useServices(): BrowserServices {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('A component was drawn outside of ServicesProvider');
  return services;
}
