import {
  EuiCodeBlock,
  EuiEmptyPrompt,
  EuiLink,
  EuiPage,
  EuiPageBody,
  EuiPanel,
  EuiSpacer,
  EuiTabbedContent,
} from '@elastic/eui';
import { sortBy } from 'lodash';
import React, { useEffect, useRef, useState } from 'react';
import type { DiscoverHit, DocViewInput, DocViewLink } from '../../../types/discover';

/** Views that plugins have added to Discover. */
export interface DiscoverViews {
  readonly views: ReadonlyArray<DocViewInput | (() => DocViewInput)>;
  readonly links: readonly DocViewLink[];
}

interface DiscoverPageProps extends DiscoverViews {
  /** The URL that led here: the search, which this Discover does not run. */
  readonly url: string;
  readonly documents: readonly DiscoverHit[];
}

/** A view that draws by itself, as Discover gives it an element. */
function Rendered({ view, hit }: { view: DocViewInput; hit: DiscoverHit }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(
    () => (element.current && view.render ? view.render(element.current, { hit }) : undefined),
    [view, hit]
  );
  return <div ref={element} data-test-subj="docViewerContent" />;
}

function DocumentView({ hit, views, links }: DiscoverViews & { hit: DiscoverHit }) {
  const json: DocViewInput = {
    title: 'JSON',
    order: 20,
    component: () => <EuiCodeBlock language="json">{JSON.stringify(hit, null, 2)}</EuiCodeBlock>,
  };
  const given = views.map((view) => (typeof view === 'function' ? view() : view));
  const shown = sortBy([json, ...given], 'order').filter(
    ({ shouldShow }) => shouldShow?.(hit) ?? true
  );
  const tabs = shown.map((view) => ({
    id: view.title,
    name: view.title,
    'data-test-subj': `docViewerTab-${view.title}`,
    content: view.component ? <view.component hit={hit} /> : <Rendered view={view} hit={hit} />,
  }));
  return (
    <>
      {sortBy(links, 'order').map(({ label, href, generateCb }) => (
        <EuiLink key={label} href={generateCb ? generateCb({ hit }).url : href}>
          {label}
        </EuiLink>
      ))}
      <EuiTabbedContent tabs={tabs} data-test-subj="docViewer" />
    </>
  );
}

/** The newest documents, each to be opened with the views of plugins; and the URL that led here. */
export function DiscoverPage({ url, documents, ...given }: DiscoverPageProps) {
  const [opened, setOpened] = useState<string>();
  return (
    <EuiPage paddingSize="m">
      <EuiPageBody>
        <EuiCodeBlock isCopyable data-test-subj="standInUrl">
          {url}
        </EuiCodeBlock>
        <EuiSpacer />
        {documents.length === 0 && (
          <EuiEmptyPrompt
            title={<h2>Discover</h2>}
            body={<p>A real dashboard shows the events of this search here.</p>}
          />
        )}
        {documents.map((hit) => (
          <EuiPanel key={hit._id} paddingSize="s">
            <EuiLink
              data-test-subj={`document-${hit._id}`}
              onClick={() => setOpened(opened === hit._id ? undefined : hit._id)}
            >
              {`${hit._index} ${hit._id}`}
            </EuiLink>
            {opened === hit._id && <DocumentView hit={hit} {...given} />}
          </EuiPanel>
        ))}
      </EuiPageBody>
    </EuiPage>
  );
}

/** Keeps `documents` as they were read when Discover was opened. */
export function Discover({
  read,
  ...page
}: Omit<DiscoverPageProps, 'documents'> & { read: () => Promise<readonly DiscoverHit[]> }) {
  const [documents, setDocuments] = useState<readonly DiscoverHit[]>([]);
  useEffect(() => {
    let isOver = false;
    void read().then((found) => {
      if (!isOver) setDocuments(found);
    });
    return () => {
      isOver = true;
    };
  }, [read]);
  return <DiscoverPage documents={documents} {...page} />;
}
