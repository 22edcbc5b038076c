import { Group } from '@mantine/core'
import { ChoiceButton } from '../../ui/controls/choice-button.tsx'
import { SearchInput } from '../../ui/controls/search-input.tsx'
import type { ConnectionFilter } from '../connection-queries.ts'
import { connectionStates } from '../connection-state.tsx'
import { FacetSelect } from './facet-select.tsx'

export interface Facets {
  readonly total: number
  readonly states: Readonly<Record<string, number>>
  readonly folders: readonly { readonly name: string; readonly count: number }[]
  readonly labels: readonly { readonly name: string; readonly count: number }[]
}

/** The filters of the list: words, a state, a label, a folder. The address holds them all. */
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
        <FacetSelect
          label="Label"
          anyLabel="Any label"
          facets={facets.labels}
          chosen={filter.label}
          onChange={(label) => onChange({ ...filter, label })}
        />
      ) : null}
      {folders.length > 0 ? (
        <FacetSelect
          label="Folder"
          anyLabel="Any folder"
          facets={folders}
          chosen={filter.folder}
          onChange={(folder) => onChange({ ...filter, folder })}
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
