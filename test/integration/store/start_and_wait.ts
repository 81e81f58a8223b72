// A parent that can be killed: starts OpenSearch, says its process id, and then does nothing for ever.
import { startOpenSearch } from '../../../lab/store/opensearch/opensearch';

startOpenSearch().then(({ pid }) => {
  console.log(`pid ${pid}`);
  setInterval(() => undefined, 60_000);
});
