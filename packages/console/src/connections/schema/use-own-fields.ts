import type { CatalogField } from '@coupa-connector/protocol'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { schemaQuery } from './schema-queries.ts'

const prefix = 'custom-fields.'

/** The custom fields of a resource that the organization of a connection is known to have; none before they were read. */
export function useOwnFields(
  account: string,
  connection: string | undefined,
  resource: string | undefined,
): readonly CatalogField[] {
  const { data } = useQuery({ ...schemaQuery(account, connection ?? ''), enabled: connection !== undefined })
  return useMemo(() => {
    const fields = data?.schema.resources.find((one) => one.resource === resource)?.fields ?? []
    return fields.flatMap(({ path, type, references }): readonly CatalogField[] => {
      if (!path.startsWith(prefix)) return []
      // A record is picked as a whole: its own fields are few.
      return [{ name: path.slice(prefix.length), type: references === undefined ? type : 'object', isReadable: true }]
    })
  }, [data, resource])
}
