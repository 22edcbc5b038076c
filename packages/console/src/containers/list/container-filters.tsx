import { Group } from '@mantine/core'
import { ChoiceButton } from '../../ui/controls/choice-button.tsx'
import { SearchInput } from '../../ui/controls/search-input.tsx'
import type { ContainerFilter } from '../container-queries.ts'
import { containerKinds } from '../container-words.ts'

/** The filters of the list: words of the name, and a kind. The address holds both. */
export function ContainerFilters({
  filter,
  onChange,
}: {
  readonly filter: ContainerFilter
  readonly onChange: (filter: ContainerFilter) => void
}): React.JSX.Element {
  return (
    <Group gap="sm" mb="md">
      <SearchInput
        label="Search containers"
        placeholder="Name"
        value={filter.search ?? ''}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <Group gap={6} role="group" aria-label="Kind">
        <ChoiceButton isChosen={filter.kind === undefined} onClick={() => onChange({ ...filter, kind: undefined })}>
          All
        </ChoiceButton>
        {containerKinds.map(({ kind, plural }) => (
          <ChoiceButton
            key={kind}
            isChosen={filter.kind === kind}
            onClick={() => onChange({ ...filter, kind: filter.kind === kind ? undefined : kind })}
          >
            {plural}
          </ChoiceButton>
        ))}
      </Group>
    </Group>
  )
}
