/** The part of OpenSearch Dashboards' plugin `discover` that is used (its setup contract, 2.13 to 2.19). */
import type { ComponentType } from 'react';

export interface DiscoverHit {
  _index: string;
  _id: string;
  _source: unknown;
}

export interface DocViewRenderProps {
  hit: DiscoverHit;
}

export interface DocViewInput {
  title: string;
  order: number;
  component?: ComponentType<DocViewRenderProps>;
  /** Returns how to take it away again. */
  render?: (element: HTMLDivElement, renderProps: DocViewRenderProps) => () => void;
  shouldShow?: (hit: DiscoverHit) => boolean;
}

export interface DocViewLink {
  label: string;
  order: number;
  href?: string;
  generateCb?(renderProps: DocViewRenderProps): { url: string; hide?: boolean };
}

export interface DiscoverSetup {
  docViews: { addDocView(docView: DocViewInput | (() => DocViewInput)): void };
  docViewsLinks: { addDocViewLink(link: DocViewLink): void };
}
