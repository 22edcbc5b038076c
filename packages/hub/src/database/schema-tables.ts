import type { OrganizationSchemaView, SchemaChangeView } from '@coupa-connector/protocol'
import type { Json, Moment, Optional } from './column-types.ts'

/** What was read of the fields of an organization. */
export interface SchemaSnapshotTable {
  account_id: string
  connection_id: string
  job_id: string
  read_at: Moment
  content: Json<OrganizationSchemaView>
  /** Whether it was compared with the one before, which is gone then. */
  is_noted: Optional<boolean>
}

/** What had changed when an organization was read again. */
export interface SchemaDriftTable {
  account_id: string
  connection_id: string
  id: string
  from_at: Moment
  at: Moment
  /** All changes; the first of them are kept. */
  count: number
  changes: Json<readonly SchemaChangeView[]>
}

/** The tables of the fields of organizations. */
export interface SchemaTables {
  schema_snapshot: SchemaSnapshotTable
  schema_drift: SchemaDriftTable
}
