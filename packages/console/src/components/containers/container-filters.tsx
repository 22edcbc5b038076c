import { Group, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { ContainerFilter } from '../../api/containers.ts'
import { Icon } from '../icon.tsx'
import { containerKinds } from './container-words.ts'

/** What narrows the list: words of the name, a kind. Both stand in the address. */
export function ContainerFilters({
  filter,
  onChange,
}: {
  readonly filter: ContainerFilter
  readonly onChange: (filter: ContainerFilter) => void
}): React.JSX.Element {
  const given = filter.search ?? ''
  const [text, setText] = useState(given)
  const tell = useDebouncedCallback(
    (search: string) => onChange({ ...filter, search: search.trim() || undefined }),
    200,
  )
  // Somebody went back in the history, or cleared the filters.
  useEffect(() => setText((typed) => (typed.trim() === given.trim() ? typed : given)), [given])
  return (
    <Group gap="sm" mb="md">
      <TextInput
        type="search"
        aria-label="Search containers"
        placeholder="Name"
        leftSection={<Icon name="explore" size={16} />}
        style={{ flex: '1 1 220px' }}
        value={text}
        maxLength={200}
        onChange={(event) => {
          setText(event.currentTarget.value)
          tell(event.currentTarget.value)
        }}
      />
      <SegmentedControl
        aria-label="Kind"
        value={filter.kind ?? ''}
        data={[
          { value: '', label: 'All' },
          ...containerKinds.map(({ kind, plural }) => ({ value: kind, label: plural })),
        ]}
        onChange={(value) => onChange({ ...filter, kind: containerKinds.find(({ kind }) => kind === value)?.kind })}
      />
    </Group>
  )
}
