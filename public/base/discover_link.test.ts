import { discoverUrl } from './discover_link';

const application = {
  getUrlForApp: (id: string, options?: { path?: string }) =>
    `/dash/app/${id}/${options?.path ?? ''}`,
};

function partsOf(url: string): Record<string, string> {
  const [, query = ''] = url.split('#?');
  return Object.fromEntries(
    query.split('&').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name, decodeURIComponent(value)];
    })
  );
}

describe('discoverUrl', () => {
  it('narrows down to one endpoint of one manager by filters that can be taken away', () => {
    const url = discoverUrl(application, {
      context: { manager: 'manager:wazuh-server', origin_names: ['C-LR'] },
      pattern: 'wazuh-alerts-*',
      agent: '001',
    });
    expect(url).toMatch(/^\/dash\/app\/data-explorer\/discover#\?_a=/);
    const { _a, _g, _q } = partsOf(url);
    expect(_a).toBe(
      "(discover:(columns:!(agent.name,data.clr.action,data.clr.user,data.clr.result),isDirty:!f,sort:!()),metadata:(indexPattern:'wazuh-alerts-*',view:discover))"
    );
    expect(_g).toBe('(filters:!(),time:(from:now-7d,to:now))');
    const filter = (key: string, value: string) =>
      `('$state':(store:appState),meta:(alias:!n,disabled:!f,index:'wazuh-alerts-*',key:${key},negate:!f,params:(query:${value}),type:phrase),query:(match_phrase:(${key}:${value})))`;
    expect(_q).toBe(
      `(filters:!(${filter('data.origin.name', 'C-LR')},${filter(
        'manager.name',
        'wazuh-server'
      )},${filter('agent.id', "'001'")}),query:(language:kuery,query:''))`
    );
  });

  it('takes either origin where two are in use', () => {
    const { _q } = partsOf(
      discoverUrl(application, {
        context: { manager: null, origin_names: ['C-LR', 'WLR'] },
        pattern: 'wazuh-alerts-*',
      })
    );
    expect(_q).toContain("params:!(C-LR,WLR),type:phrases,value:'C-LR, WLR'");
    expect(_q).toContain(
      'should:!((match_phrase:(data.origin.name:C-LR)),(match_phrase:(data.origin.name:WLR)))'
    );
  });

  it("names the cluster where there is one, and keeps whatever is in its name within the URL's value", () => {
    const url = discoverUrl(application, {
      context: { manager: "cluster:a:b&c=#d 100% 'x'", origin_names: ['C-LR'] },
      pattern: 'wazuh-alerts-*',
    });
    expect(partsOf(url)._q).toContain(
      "key:cluster.name,negate:!f,params:(query:'a:b&c=#d 100% !'x!'')"
    );
    expect(url.split('#')).toHaveLength(2);
  });
});
