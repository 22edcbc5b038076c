import type { DefinitionCheck, Process } from '@coupa-connector/protocol'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Definition } from '../../definition-editor/json.ts'
import { useDefinitionCheck } from '../../definition-editor/use-definition-check.ts'
import { processVersionQuery } from '../process-queries.ts'
import { type KeptDefinition, keep, readKept } from './kept-definition.ts'

export interface ProcessEditorState {
  /** Undefined while it is loading. */
  readonly definition: Definition | undefined
  readonly check: DefinitionCheck | undefined
  /** The version that the edit began with. */
  readonly version: number
  readonly isChanged: boolean
  /** Grows when the whole definition is another one: then what is typed in a form is no longer of it. */
  readonly edition: number
  readonly error: unknown
  readonly edit: (definition: Definition) => void
  /** Takes a definition as a whole, such as one that was written as JSON. */
  readonly replace: (definition: Definition) => void
  /** Begins again with the newest version. */
  readonly discard: () => void
}

/** The definition of a process while somebody edits it. */
export function useProcessEditor(account: string, { id, latestVersion }: Process): ProcessEditorState {
  const [kept, setKept] = useState<KeptDefinition | undefined>(() => readKept(account, id))
  const [edition, setEdition] = useState(0)
  const version = kept?.version ?? latestVersion
  const stored = useQuery(processVersionQuery(account, id, version))
  const base = stored.data?.definition as Definition | undefined
  const definition = kept?.definition ?? base
  const check = useDefinitionCheck(definition)
  const edit = (next: Definition): void => {
    const isSame = JSON.stringify(next) === JSON.stringify(base)
    const now = isSame ? undefined : { version, definition: next }
    keep(account, id, now)
    setKept(now)
  }
  return {
    definition,
    check: definition ? check.data : undefined,
    version,
    isChanged: kept !== undefined,
    edition,
    error: stored.error ?? check.error,
    edit,
    replace: (next) => {
      edit(next)
      setEdition((number) => number + 1)
    },
    discard: () => {
      keep(account, id, undefined)
      setKept(undefined)
      setEdition((number) => number + 1)
    },
  }
}
