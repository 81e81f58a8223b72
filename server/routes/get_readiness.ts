import { schema } from '@osd/config-schema';
import type { ReadinessView } from '../../common/api/readiness_view';
import { READINESS_PATH } from '../../common/api/paths';
import { CostlyAnswers } from '../base/costly_answers';
import { readReadiness } from '../readiness/read_readiness';
import type { RouteDependencies } from './route';
import { getRoute } from './route';
import { hostId } from './schemas';

export function registerGetReadiness(dependencies: RouteDependencies): void {
  // It asks everything at once: whoever asked for it over and over would keep the indexer from everybody.
  const answers = new CostlyAnswers<ReadinessView>(() => Date.now());
  getRoute(
    dependencies,
    { path: READINESS_PATH, validate: { query: schema.object({ host: hostId }) } },
    {
      // Who may do nothing is told why here.
      intent: () => undefined,
      handler: ({ query, person, services }) => {
        const key = JSON.stringify([person.name, person.roles, query.host]);
        return answers.get(key, () => readReadiness(query.host, person, services));
      },
    }
  );
}
