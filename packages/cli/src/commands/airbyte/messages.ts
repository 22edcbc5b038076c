import type { RowSchema } from '../../streams/json-schema.ts'
import type { Row } from '../../streams/rows.ts'
import type { StreamState } from '../../streams/stream-state.ts'

// The messages of the Airbyte protocol that a source sends, version 0.3. A line of standard output is one of them.

export type LogLevel = 'ERROR' | 'WARN' | 'INFO' | 'DEBUG'
export type StreamStatus = 'STARTED' | 'RUNNING' | 'COMPLETE' | 'INCOMPLETE'
export type FailureType = 'config_error' | 'transient_error' | 'system_error'

/** A stream as `discover` lists it. */
export interface AirbyteStream {
  readonly name: string
  readonly json_schema: RowSchema
  readonly supported_sync_modes: readonly ('full_refresh' | 'incremental')[]
  readonly source_defined_cursor: boolean
  readonly default_cursor_field?: readonly string[]
  readonly source_defined_primary_key: readonly (readonly string[])[]
  readonly is_resumable: boolean
}

export interface ErrorTrace {
  readonly message: string
  readonly failure_type: FailureType
  readonly internal_message?: string
  readonly stack_trace?: string
  readonly stream_descriptor?: { readonly name: string }
}

export type AirbyteMessage =
  | { readonly type: 'SPEC'; readonly spec: Readonly<Record<string, unknown>> }
  | {
      readonly type: 'CONNECTION_STATUS'
      readonly connectionStatus: { readonly status: 'SUCCEEDED' | 'FAILED'; readonly message?: string }
    }
  | { readonly type: 'CATALOG'; readonly catalog: { readonly streams: readonly AirbyteStream[] } }
  | {
      readonly type: 'RECORD'
      readonly record: { readonly stream: string; readonly data: Row; readonly emitted_at: number }
    }
  | { readonly type: 'STATE'; readonly state: AirbyteState }
  | { readonly type: 'LOG'; readonly log: { readonly level: LogLevel; readonly message: string } }
  | { readonly type: 'TRACE'; readonly trace: AirbyteTrace }

export interface AirbyteState {
  readonly type: 'STREAM'
  readonly stream: { readonly stream_descriptor: { readonly name: string }; readonly stream_state: StreamState }
  /** Records of the stream since the state before. */
  readonly sourceStats: { readonly recordCount: number }
}

type AirbyteTrace =
  | { readonly type: 'ERROR'; readonly emitted_at: number; readonly error: ErrorTrace }
  | {
      readonly type: 'STREAM_STATUS'
      readonly emitted_at: number
      readonly stream_status: { readonly stream_descriptor: { readonly name: string }; readonly status: StreamStatus }
    }

export function streamStatus(name: string, status: StreamStatus, emittedAtMs: number): AirbyteMessage {
  return {
    type: 'TRACE',
    trace: { type: 'STREAM_STATUS', emitted_at: emittedAtMs, stream_status: { stream_descriptor: { name }, status } },
  }
}
