import { EndpointError } from '../contract/endpoint-error.ts'
import type { Row, Table } from '../contract/shape.ts'

/** Refuses what is not written yet. */
export function encodeParquet(_table: Table, _rows: readonly Row[]): Uint8Array {
  throw new EndpointError('SETTING_INVALID', 'Parquet is not written yet.', { field: 'format' })
}
