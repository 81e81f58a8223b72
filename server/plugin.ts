import type {
  CoreSetup,
  CoreStart,
  Logger,
  Plugin,
  PluginInitializerContext,
} from 'opensearch-dashboards/server';
import { first } from 'rxjs/operators';
import type { WazuhCoreContract } from '../types/wazuh_core';
import { PersonFactory } from './access/person_factory';
import { PolicyKeeper } from './access/policy_keeper';
import { ReadingTurns } from './access/reading_turns';
import { buildServices } from './build_services';
import type { IsolationConfig } from './configuration/config';
import type { ManagerAccess } from './manager_access';
import { managerAccess } from './manager_access';
import { plainLogger } from './errors/plain_logger';
import { registerRoutes } from './routes';
import type { Services } from './services/services';
import { settingsOf } from './configuration/settings';

interface StartPlugins {
  readonly wazuhCore?: WazuhCoreContract;
}

/** Everything that exists once the host has started. */
interface Started {
  readonly services: Services;
  readonly people: PersonFactory;
  readonly access: ManagerAccess;
}

export class EndpointIsolationPlugin implements Plugin<void, void, object, StartPlugins> {
  private readonly logger: Logger;
  private started: Promise<Started> | undefined;
  private isStopped = false;

  constructor(private readonly context: PluginInitializerContext<IsolationConfig>) {
    this.logger = plainLogger(context.logger.get());
  }

  setup(core: CoreSetup<StartPlugins>): void {
    const started = this.begin(core);
    this.started = started;
    // Nothing waits for it here: the host goes on, and each request finds out for itself.
    started.catch((error) => this.logger.error(error instanceof Error ? error : String(error)));
    registerRoutes({
      router: core.http.createRouter(),
      logger: this.logger,
      services: async () => (await started).services,
      people: async () => (await started).people,
      readers: new ReadingTurns(),
    });
  }

  start(_core: CoreStart, _plugins: StartPlugins): void {
    this.started
      ?.then(({ services }) => {
        if (this.isStopped) return;
        services.reconciler.start();
        services.start.worker.start();
      })
      .catch(() => undefined);
  }

  stop(): void {
    this.isStopped = true;
    this.started
      ?.then(({ services, access }) => {
        services.reconciler.stop();
        services.start.worker.stop();
        access.close();
      })
      .catch(() => undefined);
  }

  private async begin(core: CoreSetup<StartPlugins>): Promise<Started> {
    const config = await this.context.config.create().pipe(first()).toPromise();
    const [{ opensearch }, { wazuhCore }] = await core.getStartServices();
    const settings = settingsOf(config);
    const now = () => Date.now();
    const access = managerAccess(config, wazuhCore, now);
    const services = buildServices(settings, opensearch.client.asInternalUser, access, this.logger);
    access.pace.shareBy(services.ledger.pace);
    const people = new PersonFactory(access.forPerson, new PolicyKeeper(now), settings);
    return { services, people, access };
  }
}
