import { Button, Group, TextInput } from '@mantine/core'
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
      <Group gap={6} role="group" aria-label="Kind">
        <KindButton isChosen={filter.kind === undefined} onClick={() => onChange({ ...filter, kind: undefined })}>
          All
        </KindButton>
        {containerKinds.map(({ kind, plural }) => (
          <KindButton
            key={kind}
            isChosen={filter.kind === kind}
            onClick={() => onChange({ ...filter, kind: filter.kind === kind ? undefined : kind })}
          >
            {plural}
          </KindButton>
        ))}
      </Group>
    </Group>
  )
}

function KindButton({
  isChosen,
  onClick,
  children,
}: {
  readonly isChosen: boolean
  readonly onClick: () => void
  readonly children: string
}): React.JSX.Element {
  return (
    <Button
      size="compact-sm"
      radius="xl"
      variant={isChosen ? 'filled' : 'default'}
      aria-pressed={isChosen}
      onClick={onClick}
    >
      {children}
    </Button>
  )
}
