import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { resourcesQuery } from '../catalog/catalog-queries.ts'

/** The resources of which a test reads one record as well. */
export function ProbeSelect({
  probes,
  onChange,
}: {
  readonly probes: readonly string[]
  readonly onChange: (probes: readonly string[]) => void
}): React.JSX.Element {
  const resources = useQuery({ ...resourcesQuery, select: readableResources })
  return (
    <MultiSelect
      label="Also check access to"
      description="Tax Codes are always checked."
      placeholder={probes.length === 0 ? 'None' : ''}
      data={[...(resources.data ?? [])]}
      value={[...probes]}
      onChange={onChange}
      searchable
      clearable
      limit={60}
      maxValues={50}
      nothingFoundMessage="No resource matches"
      maxDropdownHeight={220}
    />
  )
}

/** What can be read without naming something else first. */
function readableResources(
  resources: readonly {
    readonly name: string
    readonly label: string
    readonly path: string | null
    readonly operations: readonly string[]
  }[],
): { value: string; label: string }[] {
  return resources
    .filter(({ operations, path }) => operations.includes('query') && !path?.includes(':'))
    .map(({ name, label }) => ({ value: name, label }))
}
