import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'

/** A message that a source sends, as far as tests look into it. */
export interface Message {
  readonly type: string
  readonly log?: { readonly level: string; readonly message: string }
  readonly spec?: { readonly connectionSpecification: object }
  readonly connectionStatus?: { readonly status: string; readonly message?: string }
  readonly catalog?: { readonly streams: readonly StreamMessage[] }
  readonly record?: { readonly stream: string; readonly data: Readonly<Record<string, unknown>> }
  readonly state?: {
    readonly stream: { readonly stream_descriptor: { readonly name: string }; readonly stream_state: StreamState }
    readonly sourceStats: { readonly recordCount: number }
  }
  readonly trace?: {
    readonly type: string
    readonly error?: {
      readonly message: string
      readonly failure_type: string
      readonly stream_descriptor?: { readonly name: string }
    }
    readonly stream_status?: { readonly stream_descriptor: { readonly name: string }; readonly status: string }
  }
}

export interface StreamMessage {
  readonly name: string
  readonly json_schema: { readonly properties: Readonly<Record<string, object>> }
  readonly supported_sync_modes: readonly string[]
  readonly default_cursor_field?: readonly string[]
  readonly source_defined_primary_key: readonly (readonly string[])[]
}

interface StreamState {
  readonly checkpoint: { readonly isComplete: boolean }
}

const text = { type: 'string' }
const time = { type: 'integer', minimum: 0 }
const strings = { type: 'array', items: text }
const streamDescriptor = { type: 'object', required: ['name'], properties: { name: text, namespace: text } }

/**
 * The messages of a source by version 0.3 of the Airbyte protocol, as its documentation describes them. Members that it does not
 * describe are refused here although it lets them pass: a source that sends them has mistyped something.
 */
const messageSchema = {
  type: 'object',
  required: ['type'],
  oneOf: [
    only('LOG', 'log', {
      required: ['level', 'message'],
      properties: {
        level: { enum: ['FATAL', 'ERROR', 'WARN', 'INFO', 'DEBUG', 'TRACE'] },
        message: text,
        stack_trace: text,
      },
    }),
    only('SPEC', 'spec', {
      required: ['connectionSpecification'],
      properties: {
        documentationUrl: { type: 'string', format: 'uri' },
        changelogUrl: { type: 'string', format: 'uri' },
        connectionSpecification: { type: 'object' },
        supportsIncremental: { type: 'boolean' },
        protocol_version: text,
      },
    }),
    only('CONNECTION_STATUS', 'connectionStatus', {
      required: ['status'],
      properties: { status: { enum: ['SUCCEEDED', 'FAILED'] }, message: text },
    }),
    only('CATALOG', 'catalog', {
      required: ['streams'],
      properties: {
        streams: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['name', 'json_schema', 'supported_sync_modes'],
            properties: {
              name: text,
              json_schema: {
                type: 'object',
                required: ['type', 'properties'],
                properties: { type: { const: 'object' } },
              },
              supported_sync_modes: { type: 'array', minItems: 1, items: { enum: ['full_refresh', 'incremental'] } },
              source_defined_cursor: { type: 'boolean' },
              default_cursor_field: strings,
              source_defined_primary_key: { type: 'array', items: strings },
              namespace: text,
              is_resumable: { type: 'boolean' },
            },
          },
        },
      },
    }),
    only('RECORD', 'record', {
      required: ['stream', 'data', 'emitted_at'],
      properties: {
        namespace: text,
        stream: text,
        data: { type: 'object' },
        emitted_at: time,
        meta: { type: 'object' },
      },
    }),
    only('STATE', 'state', {
      required: ['type', 'stream'],
      properties: {
        type: { const: 'STREAM' },
        stream: {
          type: 'object',
          additionalProperties: false,
          required: ['stream_descriptor', 'stream_state'],
          properties: { stream_descriptor: streamDescriptor, stream_state: { type: 'object' } },
        },
        sourceStats: { type: 'object', properties: { recordCount: { type: 'number' } } },
      },
    }),
    only('TRACE', 'trace', {
      required: ['type', 'emitted_at'],
      properties: {
        type: { enum: ['ERROR', 'STREAM_STATUS'] },
        emitted_at: { type: 'number' },
        error: {
          type: 'object',
          additionalProperties: false,
          required: ['message'],
          properties: {
            message: text,
            internal_message: text,
            stack_trace: text,
            failure_type: { enum: ['system_error', 'config_error', 'transient_error'] },
            stream_descriptor: streamDescriptor,
          },
        },
        stream_status: {
          type: 'object',
          additionalProperties: false,
          required: ['stream_descriptor', 'status'],
          properties: {
            stream_descriptor: streamDescriptor,
            status: { enum: ['STARTED', 'RUNNING', 'COMPLETE', 'INCOMPLETE'] },
          },
        },
      },
    }),
  ],
}

function only(type: string, member: string, schema: object): object {
  return {
    additionalProperties: false,
    required: [member],
    properties: { type: { const: type }, [member]: { type: 'object', additionalProperties: false, ...schema } },
  }
}

const ajv = new Ajv({ allErrors: true, strict: false })
formats.default(ajv)
const isMessage = ajv.compile(messageSchema)

/** The messages in what a command printed. Throws for a line that is none. */
export function readMessages(stdout: string): Message[] {
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const message: unknown = JSON.parse(line)
      if (!isMessage(message))
        throw new Error(`${line.slice(0, 300)} is not a message: ${ajv.errorsText(isMessage.errors)}`)
      return message as unknown as Message
    })
}

/** Checks values by a JSON Schema, such as that of a form or of the rows of a stream. Gives what is wrong. */
export function createCheck(schema: object): (value: unknown) => string | undefined {
  const isRight: ValidateFunction = ajv.compile(schema)
  return (value) => (isRight(value) ? undefined : ajv.errorsText(isRight.errors))
}
