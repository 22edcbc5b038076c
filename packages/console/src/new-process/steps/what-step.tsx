import { ActionIcon, Button, Checkbox, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { resourceQuery } from '../../catalog/catalog-queries.ts'
import { Icon } from '../../ui/icon.tsx'
import { SearchSelect } from '../../ui/search-select.tsx'
import { LoadingRows } from '../../ui/states.tsx'
import { type Condition, conditionOperators, conditionsOf, whereOf } from '../conditions.ts'
import { type DefinitionField, fieldsOf } from '../edit-definition.ts'
import type { NewProcessState } from '../use-new-process.ts'

/** Which records, and which of their fields. */
export function WhatStep({ process }: { readonly process: NewProcessState }): React.JSX.Element {
  const { base, direction } = process
  if (!base) return <LoadingRows rows={6} />
  return (
    <Stack gap="xl">
      {direction === 'out' ? <Conditions process={process} /> : null}
      <Fields process={process} fields={fieldsOf(base)} />
    </Stack>
  )
}

function Conditions({ process: { draft, change, base, check } }: { readonly process: NewProcessState }) {
  const source = base?.source as { readonly where?: Readonly<Record<string, unknown>> } | undefined
  const [conditions, setConditions] = useState(() => conditionsOf(draft.where ?? source?.where ?? {}))
  const resource = useQuery({
    ...resourceQuery(check?.resource?.replace(/\/\d+\//, '/') ?? ''),
    enabled: typeof check?.resource === 'string',
  })
  const fields = (resource.data?.fields ?? [])
    .filter(({ isReadable, type }) => isReadable && type !== 'array' && type !== 'object')
    .map(({ name }) => name)
  const set = (next: readonly Condition[]): void => {
    setConditions(next)
    change({ where: whereOf(next) })
  }
  const replace = (place: number, part: Partial<Condition>): void =>
    set(conditions.map((condition, index) => (index === place ? { ...condition, ...part } : condition)))
  return (
    <section aria-label="Records">
      <Title order={2}>Records</Title>
      <Text size="sm" className="muted" mb="sm">
        Records that fit all conditions. What is new or changed is found by itself.
      </Text>
      <Stack gap="xs">
        {conditions.map((condition, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no names, and keep their places
          <Group key={place} gap="xs" align="flex-end" className="condition-row">
            <SearchSelect
              aria-label={`Field of condition ${place + 1}`}
              placeholder="Field"
              allowDeselect={false}
              limit={60}
              className="condition-field"
              data={fields.includes(condition.field) || condition.field === '' ? fields : [condition.field, ...fields]}
              value={condition.field === '' ? null : condition.field}
              onChange={(field) => field && replace(place, { field })}
            />
            <Select
              aria-label={`Comparison of condition ${place + 1}`}
              allowDeselect={false}
              className="condition-operator"
              data={[...conditionOperators]}
              value={condition.operator}
              onChange={(operator) => operator && replace(place, { operator })}
            />
            <TextInput
              aria-label={`Value of condition ${place + 1}`}
              placeholder={condition.operator === 'in' ? 'Values, with commas' : 'Value'}
              className="condition-value"
              value={condition.value}
              onChange={(event) => replace(place, { value: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Remove condition ${place + 1}`}
              onClick={() => set(conditions.filter((_condition, index) => index !== place))}
            >
              <Icon name="trash" size={16} />
            </ActionIcon>
          </Group>
        ))}
        {conditions.length === 0 ? (
          <Text size="sm" className="muted">
            No conditions: every record.
          </Text>
        ) : null}
        <div>
          <Button
            size="xs"
            variant="default"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => set([...conditions, { field: '', operator: 'eq', value: '' }])}
          >
            Add a condition
          </Button>
        </div>
      </Stack>
    </section>
  )
}

function Fields({
  process: { draft, change, direction },
  fields,
}: {
  readonly process: NewProcessState
  readonly fields: readonly DefinitionField[]
}): React.JSX.Element {
  const [search, setSearch] = useState('')
  const { leftOut, names, onlyFields } = draft
  const isNamed = onlyFields
  const isKept = ({ path, isKey }: DefinitionField): boolean =>
    isKey ||
    (!leftOut.includes(path) &&
      (isNamed === undefined || isNamed.some((field) => path === field || path.startsWith(`${field}.`))))
  const shown = fields.filter(({ path }) => path.includes(search.trim().toLowerCase()))
  const count = fields.filter(isKept).length
  const toggle = (field: DefinitionField, isWanted: boolean): void => {
    // A choice that came from a query is written out, so that each field can be chosen by itself.
    const others = fields.filter((other) => other !== field && !isKept(other)).map(({ path }) => path)
    change({ onlyFields: undefined, leftOut: isWanted ? others : [...others, field.path] })
  }
  const hasNames = fields.some(({ name }) => name !== null)
  return (
    <section aria-label="Fields">
      <Group justify="space-between" gap="sm" mb="sm">
        <div>
          <Title order={2}>Fields</Title>
          <Text size="sm" className="muted" role="status">
            {count} of {fields.length}
            {hasNames
              ? direction === 'in'
                ? ', each from a column of your file'
                : ', each with its name at the other end'
              : ''}
          </Text>
        </div>
        <TextInput
          type="search"
          aria-label="Search fields"
          placeholder="Search fields"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Group>
      <ul className="surface rows field-rows" aria-label="Fields of the process">
        {shown.map((field) => (
          <li key={field.path}>
            <Checkbox
              label={<code>{field.path}</code>}
              description={field.isKey ? 'Always, because it identifies the record' : undefined}
              disabled={field.isKey}
              checked={isKept(field)}
              onChange={(event) => toggle(field, event.currentTarget.checked)}
            />
            {field.name === null ? null : (
              <TextInput
                size="xs"
                aria-label={`${direction === 'in' ? 'Column' : 'Name'} of ${field.path}`}
                className="field-name"
                disabled={!isKept(field) || (field.isKey && direction === 'out')}
                placeholder={field.name}
                value={names[field.path] ?? field.name}
                onChange={(event) => change({ names: { ...names, [field.path]: event.currentTarget.value } })}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
