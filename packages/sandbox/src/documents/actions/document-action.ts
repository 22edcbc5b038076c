import type { ApiContext, ApiMethod, ApiRequest, ResourceBehaviour, Route } from '../../api/contract.ts'
import type { Values } from '../../schema/value.ts'
import type { RecordCollection, SandboxRecord } from '../../store/record-store.ts'
import type { ApprovalChains } from './approval-chains.ts'

/** What the documents of one sandbox share. */
export interface DocumentWorld {
  readonly context: ApiContext
  readonly chains: ApprovalChains
}

/** What an action is done to, and with what. */
export interface ActionSubject extends DocumentWorld {
  readonly request: ApiRequest
  readonly collection: RecordCollection
  /** The record as it was before. */
  readonly record: SandboxRecord
}

/** One row of a state machine: an action, where it may start, where it leads, and what goes with it. */
export interface DocumentAction {
  /** Path below the resource, as in the catalog: `:id/submit`. */
  readonly path: string
  /** PUT by default; a PUT action answers PATCH, too (F-380). */
  readonly method?: 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  /** Statuses it may start from; any when absent. */
  readonly from?: readonly string[]
  /** Status it leads to; as before when absent. */
  readonly to?: string
  /** Sentence that refuses the action with 400 although the status fits; undefined lets it pass. */
  readonly refuse?: (subject: ActionSubject) => string | undefined
  /** Changes of the record besides the status; a status among them wins. */
  readonly change?: (subject: ActionSubject) => Values
  /** Whether `updated-at` becomes now; true when absent. */
  readonly isTouching?: (subject: ActionSubject) => boolean
  /** What else happens, once the record was kept. */
  readonly after?: (subject: ActionSubject, kept: SandboxRecord) => void
  /** Status of the answer where it is not 200, or 201 for POST. */
  readonly answerStatus?: number
}

/** A kind of document: its state machine, and what its generic writes have in addition. */
export interface DocumentKind {
  /** Name of the resource in the catalog. */
  readonly resource: string
  /** Field that holds the status; `status` by default. */
  readonly statusField?: string
  readonly actions: readonly DocumentAction[]
  /** Paths that fit no row. */
  readonly routes?: (world: DocumentWorld) => readonly Route[]
  readonly behaviour?: (world: DocumentWorld) => ResourceBehaviour
}

/** Methods under which an action answers. */
export function methodsOf(action: Pick<DocumentAction, 'method'>): readonly ApiMethod[] {
  const { method = 'PUT' } = action
  return method === 'PUT' ? ['PUT', 'PATCH'] : [method]
}
