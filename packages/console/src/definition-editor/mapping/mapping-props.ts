import type { CatalogField, CatalogResource, DefinitionCheck } from '@coupa-connector/protocol'
import type { Definition } from '../json.ts'
import type { SamplesState } from '../samples/use-samples.ts'

export type Problems = readonly DefinitionCheck['problems'][number][]

export interface MappingProps {
  readonly definition: Definition
  readonly problems: Problems
  readonly resource: CatalogResource | undefined
  readonly samples: SamplesState
  /** Custom fields that the organization is known to have. */
  readonly ownFields: readonly CatalogField[]
  /** Told when somebody looks for fields: then samples are worth a request. */
  readonly onLook: () => void
  readonly onChange: (definition: Definition) => void
}

/** What all rows of a table share. */
export interface RowSurroundings {
  readonly isLoad: boolean
  /** The id of the list of fields that are offered. */
  readonly offered: string
  /** Names of the look-up tables. */
  readonly tables: readonly string[]
  readonly isTaken: (name: string) => boolean
}
