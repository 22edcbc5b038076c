import type { DefinitionCheck } from '@coupa-connector/protocol'
import { useDebouncedValue } from '@mantine/hooks'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { definitionCheckQuery } from './definition-queries.ts'
import type { Definition } from './json.ts'

/** A word that is typed is one question, not one a key. */
const checkAfterMs = 300

/** What is wrong with a definition while somebody edits it. The last answer stays until the next one is there. */
export function useDefinitionCheck(definition: Definition | undefined): UseQueryResult<DefinitionCheck> {
  // As text: a definition that is put together anew each time it is drawn is still the same one.
  const [settled] = useDebouncedValue(definition && JSON.stringify(definition), checkAfterMs, { leading: true })
  return useQuery(definitionCheckQuery(settled === undefined ? undefined : (JSON.parse(settled) as Definition)))
}
