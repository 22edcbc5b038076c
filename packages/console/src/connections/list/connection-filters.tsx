import { Group, Select } from '@mantine/core'
import { ChoiceButton } from '../../ui/choice-button.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import type { ConnectionFilter } from '../connection-queries.ts'
import { connectionStates } from '../connection-state.tsx'

export interface Facets {
  readonly total: number
  readonly states: Readonly<Record<string, number>>
  readonly folders: readonly { readonly name: string; readonly count: number }[]
  readonly labels: readonly { readonly name: string; readonly count: number }[]
}

/** What narrows the list: words, a state, a label, a folder. Everything stands in the address. */
export function ConnectionFilters({
  filter,
  facets,
  onChange,
}: {
  readonly filter: ConnectionFilter
  readonly facets: Facets
  readonly onChange: (filter: ConnectionFilter) => void
}): React.JSX.Element {
  const folders = facets.folders.filter(({ name }) => name !== '')
  return (
    <Group gap="sm" mb="md" align="flex-end">
      <SearchInput
        label="Search connections"
        placeholder="Name, organization, folder or label"
        value={filter.search ?? ''}
        onChange={(search) => onChange({ ...filter, search })}
      />
      {facets.labels.length > 0 ? (
        <Select
          aria-label="Label"
          placeholder="Any label"
          clearable
          searchable
          w={{ base: '100%', xs: 170 }}
          value={filter.label ?? null}
          data={optionsOf(facets.labels, filter.label)}
          onChange={(label) => onChange({ ...filter, label: label ?? undefined })}
        />
      ) : null}
      {folders.length > 0 ? (
        <Select
          aria-label="Folder"
          placeholder="Any folder"
          clearable
          searchable
          w={{ base: '100%', xs: 170 }}
          value={filter.folder ?? null}
          data={optionsOf(folders, filter.folder)}
          onChange={(folder) => onChange({ ...filter, folder: folder ?? undefined })}
        />
      ) : null}
      <Group gap={6} role="group" aria-label="State" w="100%">
        <ChoiceButton
          isChosen={filter.state === undefined}
          count={facets.total}
          onClick={() => onChange({ ...filter, state: undefined })}
        >
          All
        </ChoiceButton>
        {connectionStates.map(({ state, label, icon }) => (
          <ChoiceButton
            key={state}
            icon={icon}
            isChosen={filter.state === state}
            count={facets.states[state] ?? 0}
            onClick={() => onChange({ ...filter, state: filter.state === state ? undefined : state })}
          >
            {label}
          </ChoiceButton>
        ))}
      </Group>
    </Group>
  )
}

/** A value of the address stays choosable although no connection has it any more. */
function optionsOf(
  facets: readonly { readonly name: string; readonly count: number }[],
  chosen: string | undefined,
): { value: string; label: string }[] {
  const options = facets.map(({ name, count }) => ({ value: name, label: `${name} (${count})` }))
  const isKnown = chosen === undefined || facets.some(({ name }) => name === chosen)
  return isKnown ? options : [...options, { value: chosen, label: chosen }]
}
