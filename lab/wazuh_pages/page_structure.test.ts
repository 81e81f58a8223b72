import { pageStructure } from './page_structure';

describe('the structure of a page', () => {
  it('has tag, classes in their order and data-test-subj of each element, by its depth', () => {
    const html =
      '<div class="b  a"><span>text</span><button data-test-subj="go" id="x">Go</button></div>';
    expect(pageStructure(html)).toBe('div.b.a\n  span\n  button[go]\n');
  });

  it('has nothing that comes a moment later, and nothing of a picture', () => {
    const html = '<svg class="euiIcon euiIcon-isLoaded"><path d="M0"></path></svg>';
    expect(pageStructure(html)).toBe('svg.euiIcon\n');
  });

  it('leaves out the data of a page, and says that it does', () => {
    const html =
      '<div class="euiBasicTable"><table></table><p></p></div><div class="euiBasicTable"></div>';
    expect(pageStructure(html)).toBe('div.euiBasicTable\n  …\ndiv.euiBasicTable\n');
  });

  it('has of the body of a page the ribbon of the agent only', () => {
    const html = `<div class="euiPage"><div><p></p></div><section><div data-test-subj="agent-info"><div
      class="wz-ribbon-item"><p></p></div></div></section><p></p><p></p></div>`;
    expect(pageStructure(html)).toBe(
      [
        'div.euiPage',
        '  …',
        '  section',
        '    div[agent-info]',
        '      div.wz-ribbon-item',
        '        …',
        '  …',
        '',
      ].join('\n')
    );
  });
});
