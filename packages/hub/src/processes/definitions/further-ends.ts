import { isLoad } from '@coupa-connector/process'
import type { EndUse } from '@coupa-connector/protocol'
import type { AnyDefinition } from './read-definition.ts'

/** An end that a process has beside its destination or source. */
export interface FurtherEnd {
  /** The name of its value. */
  readonly value: string
  readonly kind: string
  readonly use: EndUse
}

/** The further ends of a process: where its consumer puts answers, and the inbox that a load writes flat files to. */
export function furtherEndsOf(definition: AnyDefinition): readonly FurtherEnd[] {
  const { values } = definition
  const endOf = (value: string | undefined, use: EndUse): readonly FurtherEnd[] =>
    value === undefined ? [] : [{ value, use, kind: values[value]?.kind ?? '' }]
  return isLoad(definition)
    ? endOf(definition.destination.flatFiles?.connection, 'inbox')
    : endOf(definition.acknowledge.answers?.connection, 'load')
}
