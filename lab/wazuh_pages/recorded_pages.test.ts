import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { frameFiles, readFramePages, readHtmlPages } from './recorded_pages';

const comment = (url: string, width: number) =>
  `<!-- a page\n     url: ${url}\n     viewport: ${width}x900; element: .x\n     ancestors: html -->\n`;

describe('recorded pages', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'recorded-pages-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (files: Iterable<[path: string, text: string]>) => {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };

  it('come back as they were from the files that keep them, those of one frame in one file', () => {
    const page = '<div class="wz-module wz-module-welcome"><i></i></div>';
    write([
      ['4.12/agent.1600.html', comment('/app/x#/agents?tab=welcome&agent=001', 1600) + page],
      ['4.12/other.700.html', comment('/app/x#/agents?tab=welcome&agent=002', 700) + page],
      ['4.14/agent.1600.html', comment('/app/x', 1600) + page],
    ]);
    const pages = readHtmlPages(folder);
    const files = frameFiles(pages);
    expect([...files.keys()]).toEqual(['4.12/agent.1600.txt', '4.14/agent.1600.txt']);
    write(files);
    expect(readFramePages(folder)).toEqual(pages);
    expect(pages[1]).toEqual({
      version: '4.12',
      name: 'other.700',
      width: 700,
      url: '/app/x#/agents?tab=welcome&agent=002',
      selector: '.wz-module-welcome',
      structure: 'div.wz-module.wz-module-welcome\n  i\n',
    });
  });

  it('begin at the area of the app where more was recorded', () => {
    const app = '<div class="application"><div class="wz-app"></div></div>';
    const text = `<div class="content"><header></header><div>${app}</div><p></p></div>`;
    write([['4.9/x.html', comment('/app/x', 700) + text]]);
    expect(readHtmlPages(folder)).toEqual([
      expect.objectContaining({
        selector: '.application',
        structure: 'div.application\n  div.wz-app\n',
      }),
    ]);
  });

  it('are a failure where there is none, or where one does not say what it is', () => {
    mkdirSync(join(folder, '4.12'));
    expect(() => readHtmlPages(folder)).toThrow('There is no recorded page');
    expect(() => readFramePages(folder)).toThrow('There is no recorded frame');
    write([['4.12/x.html', '<div class="x"></div>']]);
    expect(() => readHtmlPages(folder)).toThrow('does not say of which page it is');
  });
});
