import type { Logger, LogMeta } from 'opensearch-dashboards/server';

export interface LogRecord {
  level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
  /** Context, such as `plugins.endpointIsolation`. */
  context: string;
  message: string;
  meta?: LogMeta;
}

export type LogSink = (record: LogRecord) => void;

/** A logger as the host hands it to plugins; where the records go is the sink's affair. */
export function createLogger(sink: LogSink, ...path: string[]): Logger {
  const at = (level: LogRecord['level']) => (errorOrMessage: string | Error, meta?: LogMeta) => {
    const message =
      errorOrMessage instanceof Error
        ? errorOrMessage.stack ?? errorOrMessage.message
        : errorOrMessage;
    sink({ level, context: path.join('.'), message, meta });
  };
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    get: (...more) => createLogger(sink, ...path, ...more),
  };
}

/** Prints as OSD's console does: from `info` on, without the metadata. */
export const consoleSink: LogSink = ({ level, context, message }) => {
  if (level === 'trace' || level === 'debug') return;
  console.log(`${new Date().toISOString()} [${level}][${context}] ${message}`);
};
