import { EuiLoadingContent, EuiMarkdownFormat, EuiPanel, EuiText } from '@elastic/eui';
import React, { useEffect, useRef, useState } from 'react';
import { appMarkdown, headingIdOf } from './app_markdown';
import type { Navigation } from '../base/use_navigation';
import { loadChunk } from '../base/load_chunk';
import type { DocsFile, Route } from '../base/route';

interface DocsPageProps {
  readonly route: Extract<Route, { readonly page: 'docs' }>;
  readonly navigation: Pick<Navigation, 'hrefOf'>;
}

/** A file of the documentation as this version has it: a dashboard need not reach the internet. */
export function DocsPage({ route, navigation }: DocsPageProps) {
  const { file, heading } = route;
  const texts = useDocsTexts();
  const page = useRef<HTMLDivElement>(null);
  const isThere = texts !== undefined;
  useEffect(() => {
    if (isThere && page.current) leadTo(page.current, heading);
  }, [isThere, file, heading]);
  return (
    <EuiPanel paddingSize="l" data-test-subj="docs">
      {texts ? (
        <div ref={page} style={{ maxWidth: 960 }}>
          <EuiText size="s">
            <EuiMarkdownFormat>
              {appMarkdown(texts[file], file, navigation.hrefOf)}
            </EuiMarkdownFormat>
          </EuiText>
        </div>
      ) : (
        <EuiLoadingContent lines={10} />
      )}
    </EuiPanel>
  );
}

/** @throws ChunkLoadFailure while it is drawn, for whatever is around it to say */
function useDocsTexts(): Readonly<Record<DocsFile, string>> | undefined {
  const [texts, setTexts] = useState<Readonly<Record<DocsFile, string>>>();
  const [, fail] = useState<never>();
  useEffect(() => {
    let isGone = false;
    loadChunk(() => import(/* webpackChunkName: "docs_texts" */ './docs_texts')).then(
      (chunk) => {
        if (!isGone) setTexts(chunk.DOCS_TEXTS);
      },
      (error) => {
        if (isGone) return;
        fail(() => {
          throw error;
        });
      }
    );
    return () => {
      isGone = true;
    };
  }, []);
  return texts;
}

function leadTo(page: HTMLElement, heading: string | undefined): void {
  const headings = Array.from(page.querySelectorAll<HTMLElement>('h1, h2, h3'));
  const wanted = heading === undefined ? headings[0] : headings.find(is(heading));
  if (!wanted) return;
  wanted.tabIndex = -1;
  wanted.focus({ preventScroll: true });
  if (heading === undefined) {
    // The tabs above the title are in sight as well.
    document.documentElement.scrollTop = 0;
    return;
  }
  // Not below the host's header, which stays where it is.
  wanted.style.setProperty('scroll-margin-top', '64px');
  wanted.scrollIntoView?.({ block: 'start' });
}

function is(heading: string): (element: HTMLElement) => boolean {
  return ({ textContent }) => headingIdOf(textContent ?? '') === heading;
}
