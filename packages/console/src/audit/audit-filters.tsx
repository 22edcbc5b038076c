import { Button, Group, Select, Switch, TextInput, VisuallyHidden } from '@mantine/core'
import { Icon } from '../ui/marks/icon.tsx'
import type { AuditEntry } from './audit-queries.ts'
import { actionOptions } from './audit-words.ts'

/** The filters of the log, as the address holds them. Days are `2026-02-28`. */
export interface AuditSearch {
  readonly action?: string
  readonly outcome?: string
  /** `1`: tests and operations that were run are shown, too. */
  readonly runs?: string
  readonly actor?: string
  readonly subject?: string
  readonly from?: string
  readonly to?: string
}

export function AuditFilters({
  search,
  people,
  entries,
  onChange,
}: {
  readonly search: AuditSearch
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** The entries on screen. They name the actors and subjects that can be chosen besides members. */
  readonly entries: readonly AuditEntry[]
  readonly onChange: (search: AuditSearch) => void
}): React.JSX.Element {
  const set = (change: { readonly [Key in keyof AuditSearch]: string | null }): void =>
    onChange(Object.fromEntries(Object.entries({ ...search, ...change }).filter(([, value]) => value)))
  const subject = entries.find((entry) => entry.subject?.id === search.subject)?.subject?.name
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label="Action"
        placeholder="Any"
        clearable
        searchable
        w={{ base: '100%', xs: 230 }}
        data={actionOptions(search.action)}
        value={search.action ?? null}
        onChange={(action) => set({ action })}
      />
      <Select
        label="Outcome"
        placeholder="Any"
        clearable
        w={{ base: '100%', xs: 130 }}
        data={[
          { value: 'done', label: 'Done' },
          { value: 'refused', label: 'Denied' },
        ]}
        value={search.outcome ?? null}
        onChange={(outcome) => set({ outcome })}
      />
      <Select
        label="By"
        placeholder="Anyone"
        clearable
        searchable
        w={{ base: '100%', xs: 180 }}
        data={actorOptions(people, entries, search.actor)}
        value={search.actor ?? null}
        onChange={(actor) => set({ actor })}
      />
      <TextInput
        label="From"
        type="date"
        value={search.from ?? ''}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        label="To"
        type="date"
        value={search.to ?? ''}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      <Switch
        label="Include tests and operations"
        mb={8}
        checked={search.runs !== undefined}
        onChange={(event) => set({ runs: event.currentTarget.checked ? '1' : null })}
      />
      {search.subject === undefined ? null : (
        <Button variant="light" onClick={() => set({ subject: null })} rightSection={<Icon name="cross" size={13} />}>
          Only about {subject ?? 'one thing'}
          <VisuallyHidden>: show entries about everything</VisuallyHidden>
        </Button>
      )}
      {Object.keys(search).length > 0 ? (
        <Button variant="subtle" onClick={() => onChange({})}>
          Clear
        </Button>
      ) : null}
    </Group>
  )
}

/** Members, and any other chosen actor: a key, a node, a person who is no longer a member. */
function actorOptions(
  people: readonly { readonly id: string; readonly name: string }[],
  entries: readonly AuditEntry[],
  chosen: string | undefined,
): { value: string; label: string }[] {
  const options = people.map(({ id, name }) => ({ value: id, label: name }))
  if (chosen === undefined || people.some(({ id }) => id === chosen)) return options
  const name = entries.find(({ actor }) => actor.id === chosen)?.actor.name
  return [...options, { value: chosen, label: name ?? 'Someone else' }]
}
