import type { Log } from '@coupa-connector/connector/plugins'
import type { Context } from '../../command/context.ts'
import type { LogLevel } from '../../supervise/part-messages.ts'
import { createLog } from '../../terminal/log.ts'
import type { Configuration } from './settings/read-configuration.ts'

/** Where the lines of `serve` and its parts go, and from which level on. */
export interface ServeLog {
  readonly log: Log
  readonly level: LogLevel
}

/** Opens the log of `serve` as its settings say. */
export async function openServeLog(configuration: Configuration, context: Context): Promise<ServeLog> {
  const isTerminal = context.isTerminal.stderr
  const level = (configuration.text('logLevel') ?? (isTerminal ? 'warn' : 'info')) as LogLevel
  const format = (configuration.text('logFormat') ?? (isTerminal ? 'text' : 'json')) === 'text' ? 'text' : 'json'
  const log = await createLog(level, context, { format })
  return { log, level }
}
