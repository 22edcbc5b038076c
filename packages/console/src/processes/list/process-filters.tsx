import type { Environment, ProcessState } from '@coupa-connector/protocol'
import { Group } from '@mantine/core'
import { ChoiceButton } from '../../ui/controls/choice-button.tsx'
import { SearchInput } from '../../ui/controls/search-input.tsx'
import type { ProcessFilter } from '../process-queries.ts'
import { processStates } from '../process-state.tsx'

interface Facets {
  readonly total: number
  readonly states: Readonly<Record<ProcessState, number>>
}

/** The filters of the list: words, a direction, an environment, a state. The address holds them all. */
export function ProcessFilters({
  filter,
  facets,
  environments,
  onChange,
}: {
  readonly filter: ProcessFilter
  readonly facets: Facets | undefined
  readonly environments: readonly Environment[]
  readonly onChange: (filter: ProcessFilter) => void
}): React.JSX.Element {
  const toggle = <Key extends keyof ProcessFilter>(key: Key, value: ProcessFilter[Key]): void =>
    onChange({ ...filter, [key]: filter[key] === value ? undefined : value })
  return (
    <Group gap="sm" mb="md" align="center">
      <SearchInput
        label="Search processes"
        placeholder="Name, resource, destination or organization"
        value={filter.search ?? ''}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <Group gap={6} role="group" aria-label="Direction">
        <ChoiceButton icon="outbound" isChosen={filter.direction === 'out'} onClick={() => toggle('direction', 'out')}>
          Out of Coupa
        </ChoiceButton>
        <ChoiceButton icon="inbound" isChosen={filter.direction === 'in'} onClick={() => toggle('direction', 'in')}>
          Into Coupa
        </ChoiceButton>
      </Group>
      {environments.length > 1 ? (
        <Group gap={6} role="group" aria-label="Environment">
          {environments.map(({ id, name }) => (
            <ChoiceButton key={id} isChosen={filter.environment === id} onClick={() => toggle('environment', id)}>
              {name}
            </ChoiceButton>
          ))}
        </Group>
      ) : null}
      <Group gap={6} role="group" aria-label="State" w="100%">
        <ChoiceButton
          isChosen={filter.state === undefined}
          count={facets?.total}
          onClick={() => onChange({ ...filter, state: undefined })}
        >
          All
        </ChoiceButton>
        {processStates.map(({ state, label, icon }) => (
          <ChoiceButton
            key={state}
            icon={icon}
            isChosen={filter.state === state}
            count={facets?.states[state]}
            onClick={() => toggle('state', state)}
          >
            {label}
          </ChoiceButton>
        ))}
      </Group>
    </Group>
  )
}
