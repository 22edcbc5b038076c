import { Button, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { ConnectionFilter } from '../../api/connections.ts'
import { Icon } from '../icon.tsx'
import { connectionStates } from './connection-state.tsx'

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
      <SearchInput value={filter.search ?? ''} onChange={(search) => onChange({ ...filter, search })} />
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
        <StateButton
          isChosen={filter.state === undefined}
          count={facets.total}
          onClick={() => onChange({ ...filter, state: undefined })}
        >
          All
        </StateButton>
        {connectionStates.map(({ state, label, icon }) => (
          <StateButton
            key={state}
            icon={icon}
            isChosen={filter.state === state}
            count={facets.states[state] ?? 0}
            onClick={() => onChange({ ...filter, state: filter.state === state ? undefined : state })}
          >
            {label}
          </StateButton>
        ))}
      </Group>
    </Group>
  )
}

function StateButton({
  isChosen,
  count,
  icon,
  onClick,
  children,
}: {
  readonly isChosen: boolean
  readonly count: number
  readonly icon?: React.ComponentProps<typeof Icon>['name']
  readonly onClick: () => void
  readonly children: string
}): React.JSX.Element {
  return (
    <Button
      size="compact-sm"
      radius="xl"
      variant={isChosen ? 'filled' : 'default'}
      aria-pressed={isChosen}
      leftSection={icon ? <Icon name={icon} size={13} /> : undefined}
      onClick={onClick}
    >
      {children}
      <span className="count">{count.toLocaleString('en')}</span>
    </Button>
  )
}

/** Asks a moment after the last letter. */
function SearchInput({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (search: string | undefined) => void
}): React.JSX.Element {
  const [text, setText] = useState(value)
  const tell = useDebouncedCallback((search: string) => onChange(search.trim() === '' ? undefined : search), 200)
  // Somebody went back in the history, or cleared the filters.
  useEffect(() => setText((typed) => (typed.trim() === value.trim() ? typed : value)), [value])
  return (
    <TextInput
      type="search"
      aria-label="Search connections"
      placeholder="Name, organization, folder or label"
      leftSection={<Icon name="explore" size={16} />}
      style={{ flex: '1 1 240px' }}
      value={text}
      maxLength={200}
      onChange={(event) => {
        setText(event.currentTarget.value)
        tell(event.currentTarget.value)
      }}
    />
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
