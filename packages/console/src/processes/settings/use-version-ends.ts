import { useQuery } from '@tanstack/react-query'
import { definitionCheckQuery } from '../../definition-editor/definition-queries.ts'
import type { FurtherEnd } from '../../definition-editor/ends/end-select.tsx'
import { type Definition, otherEndOf } from '../../definition-editor/json.ts'
import { processVersionQuery } from '../process-queries.ts'

/** What a version needs beside its connection: the kind of its other end, and its further ends. Undefined while it is not known. */
export function useVersionEnds(
  account: string,
  process: string,
  version: number,
): { readonly kind: string; readonly further: readonly FurtherEnd[] } | undefined {
  const definition = useQuery(processVersionQuery(account, process, version)).data?.definition as Definition | undefined
  const check = useQuery({ ...definitionCheckQuery(definition), placeholderData: undefined })
  return definition && check.data ? { kind: otherEndOf(definition).kind, further: check.data.ends } : undefined
}
