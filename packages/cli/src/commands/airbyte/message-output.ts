import { createRedactor } from '@coupa-connector/connector/internals'
import type { Log } from '@coupa-connector/connector/plugins'
import type { Context } from '../../command/context.ts'
import type { Failure } from '../../streams/failure.ts'
import { print } from '../../terminal/print.ts'
import type { AirbyteMessage, FailureType, LogLevel } from './messages.ts'

/** Where the messages of a command go: one a line, with secrets struck out of what people read. */
export interface MessageOutput {
  /** Resolves when the platform has taken them. */
  send(...messages: readonly AirbyteMessage[]): Promise<void>
  log(level: LogLevel, message: string): Promise<void>
  /** Tells a failure, and of a stream that it ended by it. */
  fail(failure: Failure, stream?: string): Promise<void>
  /** A text without secrets. */
  redact(text: string): string
}

const failureTypes: Readonly<Record<Failure['kind'], FailureType>> = {
  settings: 'config_error',
  transient: 'transient_error',
  fault: 'system_error',
}

export function createMessageOutput({ stdout, clock }: Context, secrets: readonly string[]): MessageOutput {
  const redact = createRedactor(secrets)
  const send: MessageOutput['send'] = async (...messages) => {
    if (messages.length === 0) return
    await print(stdout, messages.map((message) => `${JSON.stringify(message)}\n`).join(''))
  }
  return {
    send,
    log: (level, message) => send({ type: 'LOG', log: { level, message: redact(message) } }),
    fail: ({ message, kind, stack }, stream) =>
      send({
        type: 'TRACE',
        trace: {
          type: 'ERROR',
          emitted_at: clock.now(),
          error: {
            message: redact(message),
            failure_type: failureTypes[kind],
            ...(stack === undefined ? {} : { stack_trace: redact(stack) }),
            ...(stream === undefined ? {} : { stream_descriptor: { name: stream } }),
          },
        },
      }),
    redact,
  }
}

const severities: readonly LogLevel[] = ['DEBUG', 'INFO', 'WARN', 'ERROR']

/** The log of the connector as messages, from a level on. */
export function logTo({ log }: MessageOutput, from: LogLevel): Log {
  const at = (level: LogLevel) => (facts: object, message: string) => {
    if (severities.indexOf(level) < severities.indexOf(from)) return
    const told = Object.keys(facts).length === 0 ? '' : ` ${JSON.stringify(facts)}`
    // Whoever reads a log line late misses nothing: that the platform is gone is told to those who send records.
    log(level, `${message}${told}`).catch(() => {})
  }
  return { debug: at('DEBUG'), info: at('INFO'), warn: at('WARN'), error: at('ERROR') }
}
